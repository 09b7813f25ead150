// A reader: one browser profile, with any number of tabs, that stays while the site is built anew.

import assert from 'node:assert/strict';
import { newContext, patience } from './running.mjs';
import { listen } from './trouble.mjs';

/** The smallest that `JSON.stringify` makes of a file to be chosen in a page. */
export function file(content, name = 'copy.json') {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { name, mimeType: 'application/json', buffer: Buffer.from(text) };
}

/**
 * Hands a reader of the site at `address` to `use`, and asks at the end that nothing went wrong in
 * any tab: no exception, no complaint in the console, nothing refused by the policy. What is
 * `expected` to go wrong is a pattern.
 */
export async function reader(address, use, { init, expected, ...options } = {}) {
  const context = await newContext({ acceptDownloads: true, ...options });
  try {
    const trouble = await listen(context, new URL(address).origin, options.javaScriptEnabled !== false);
    if (init) await context.addInitScript(init);
    const open = async (path) => {
      const page = await context.newPage();
      await page.goto(address + path);
      return page;
    };
    await use({ open, context });
    assert.deepEqual(trouble.filter((line) => !expected?.test(line)), []);
  } finally {
    await context.close();
  }
}

/** Waits until what a function promises in the page is true. `waitForFunction` takes the promise itself for true. */
export async function promised(page, isTrue, argument) {
  const end = AbortSignal.timeout(patience);
  while (!(await page.evaluate(isTrue, argument))) end.throwIfAborted();
}

/** Everything that the device keeps of the site. */
export function kept(page) {
  return page.evaluate(() => Object.fromEntries(Object.entries(localStorage).filter(([name]) => name.startsWith('handbook:'))));
}

/** The labels of the boxes that are ticked, in order. */
export function ticked(page) {
  return page.evaluate(() => [...document.querySelectorAll('.checklist :checked')].map((box) => box.labels[0].textContent));
}

/** Opens the tools of the nth list and presses one of them. */
export async function use(page, name, nth = 0) {
  const list = page.locator('.checklist').nth(nth);
  if (!(await list.locator('details.more').getAttribute('open'))?.length) {
    await list.locator('details.more').evaluate((details) => {
      details.open = true;
    });
  }
  await list.getByRole('button', { name, exact: true }).click();
}

/** Chooses a file for the tool of that name. */
export async function choose(page, content, press = () => use(page, 'Load a copy')) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press()]);
  await chooser.setFiles(typeof content === 'object' && content.buffer ? content : file(content));
}

/** Presses a tool and returns the text of the file that it gives. */
export async function saved(page, press = () => use(page, 'Save a copy')) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString('utf8') };
}

/** What the preview of a copy says, once the file is read. */
export async function preview(page) {
  const list = page.locator('.tools-place ul').first();
  await list.waitFor();
  return list.innerText();
}
