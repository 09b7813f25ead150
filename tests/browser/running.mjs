// The Chromium of a run, and how it waits.

import { after } from 'node:test';
import { launch } from './chromium.mjs';

/** Closed when all tests are over. */
export const browser = await launch();
after(() => browser.close());

/**
 * How long anything may take, in milliseconds. Every wait is for something that comes as soon as the
 * machine gets round to it; only what never comes meets this end.
 */
export const patience = 10 * 60_000;

/** Waits for what a press does after the next picture (`soon` in `dom.js` of the theme). */
export const answered = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

/** A fresh profile. */
export async function newContext(options = {}) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(patience);
  context.setDefaultNavigationTimeout(patience);
  return context;
}
