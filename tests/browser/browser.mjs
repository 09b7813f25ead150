// The sites, served to readers: to one with a profile of their own, or to one who goes from page to
// page.

import { after } from 'node:test';
import { browser } from './running.mjs';
import { serve } from './server.mjs';
import { root } from './sites.mjs';
import { listen } from './trouble.mjs';

const server = await serve(root);
after(() => server.close());

/** Where the sites are served. */
export const origin = server.origin;

/**
 * Opens an address, of this server or of `options.at`, in a fresh profile and hands the page to
 * `use`, with what its browser complains about (`trouble`, see `listen`).
 */
export async function open(path, { at = origin, ...options }, use) {
  const context = await browser.newContext(options);
  try {
    const trouble = await listen(context, at, options.javaScriptEnabled !== false);
    const page = await context.newPage();
    const response = await page.goto(at + path);
    return await use(page, { trouble, response });
  } finally {
    await context.close();
  }
}

/** A desk, which is what a visitor begins with. */
export const desk = { width: 1280, height: 1024 };

/** How a visitor looks at a page, as `emulateMedia` takes it. */
export const daylight = { media: 'screen', colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' };

/** Looks at a page again as a visitor begins, whatever it was made to look like meanwhile. */
export async function asBefore(page) {
  await page.emulateMedia(daylight);
  await page.setViewportSize(desk);
}

/** Visitors at rest, by whether they run scripts. */
const resting = { true: [], false: [] };

/**
 * As `open`, but in the tab of a visitor who has been to other pages and forgot them: nothing is
 * stored, and the page is as it loads. Much faster than a profile for each page.
 */
export async function visit(path, use, { javaScriptEnabled = true } = {}) {
  const visitor = resting[javaScriptEnabled].pop() ?? (await newVisitor(javaScriptEnabled));
  const { context, page, trouble } = visitor;
  let done = false;
  try {
    const response = await page.goto(origin + path);
    const result = await use(page, { trouble, response });
    await forget(visitor);
    done = true;
    return result;
  } finally {
    if (done) resting[javaScriptEnabled].push(visitor);
    else await context.close();
  }
}

async function newVisitor(javaScriptEnabled) {
  const context = await browser.newContext({ javaScriptEnabled, viewport: desk, reducedMotion: 'reduce' });
  const trouble = await listen(context, origin, javaScriptEnabled);
  const page = await context.newPage();
  return { context, page, trouble, session: await context.newCDPSession(page) };
}

async function forget({ context, page, trouble, session }) {
  await page.evaluate(() => sessionStorage.clear());
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await context.clearCookies();
  await asBefore(page);
  await page.goto('about:blank');
  trouble.length = 0;
}
