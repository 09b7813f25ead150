// The sites, served to readers: to one with a profile of their own, or to one who goes from page to
// page.

import { availableParallelism } from 'node:os';
import { after } from 'node:test';
import { newContext } from './running.mjs';
import { serve } from './server.mjs';
import { root } from './sites.mjs';
import { listen } from './trouble.mjs';

const server = await serve(root);
after(() => server.close());

/** So many pages are looked at side by side: one more than there are cores, since each also waits. */
export const atOnce = availableParallelism() + 1;

/** Where the sites are served. */
export const origin = server.origin;

/**
 * Opens an address, of this server or of `options.at`, in a fresh profile and hands the page to
 * `use`, with what its browser complains about (`trouble`, see `listen`).
 */
export async function open(path, { at = origin, ...options }, use) {
  const context = await newContext(options);
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

/** Visitors at rest, by what their browsers can do. */
const resting = { plain: [], scripts: [], workers: [] };

/**
 * As `open`, but in the tab of a visitor who has been to other pages and forgot them: nothing is
 * stored, and the page is as it loads. Much faster than a profile for each page. What the browser
 * `can` do: run no scripts (`plain`), `scripts` without service workers, as over plain HTTP, or
 * `workers` as well; then the page has what the worker adds to it. `use` is also given `again`, which
 * loads the page anew.
 */
export async function visit(path, use, can = 'scripts') {
  const visitor = resting[can].pop() ?? (await newVisitor(can));
  const { context, page, trouble } = visitor;
  let done = false;
  try {
    const ready = async (response) => {
      if (can === 'workers') await page.waitForFunction(settled);
      return response;
    };
    const response = await ready(await page.goto(origin + path));
    const again = async () => ready(await page.reload());
    const result = await use(page, { trouble, response, again });
    await forget(visitor);
    done = true;
    return result;
  } finally {
    if (done) resting[can].push(visitor);
    else await context.close();
  }
}

async function newVisitor(can) {
  const context = await newContext({ javaScriptEnabled: can !== 'plain', viewport: desk, reducedMotion: 'reduce' });
  if (can === 'scripts') await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
  const trouble = await listen(context, origin, can !== 'plain');
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  // What the browser holds against a page besides errors: quirks, deprecated and refused features.
  session.on('Audits.issueAdded', ({ issue: { code, details } }) => {
    // Of a drawing that has no size of its own, and that the browser leaves for later.
    if (code !== 'LazyLoadImageIssue') trouble.push(`issue: ${code} ${JSON.stringify(details)}`);
  });
  await session.send('Audits.enable');
  return { context, page, trouble, session };
}

/** In the page: whether a worker answers for it, and has shown what only it can. */
function settled() {
  const { controller } = navigator.serviceWorker;
  return controller?.state === 'activated' && [...document.querySelectorAll('[data-keep]')].every(({ hidden }) => !hidden);
}

/** Leaves a page. It can begin nothing after that, and all that was said of it before is known. */
export async function leave(page) {
  if (page.url() === 'about:blank') return;
  await page.evaluate(() => sessionStorage.clear());
  await page.goto('about:blank');
  await page.evaluate(() => {});
}

async function forget({ context, page, trouble, session }) {
  await leave(page);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await context.clearCookies();
  await asBefore(page);
  trouble.length = 0;
}
