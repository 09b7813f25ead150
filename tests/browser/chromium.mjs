// Chromium, as tests start it.

import { chromium } from 'playwright-core';

/** Starts a browser without a window, with `more` arguments. */
export function launch(more = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM,
    // A busy machine may take its time.
    timeout: 10 * 60_000,
    args: [
      '--headless',
      // Chromium refuses its sandbox to the root user of a container; the pages are our own.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}
