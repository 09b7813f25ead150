// From page to page for a reader who did not ask for less motion: each fades into the next, whoever
// answers for it, and a fade that comes to nothing is no error.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { build } from './building.mjs';
import { reader } from './reading.mjs';

const site = await build({
  'handbook.toml': 'title = "Small"\n',
  'content/_index.md': '# Small\n\n[One](one.md) and [two](two.md).\n',
  'content/one.md': '# One\n\n[Two](two.md)\n',
  'content/two.md': '# Two\n\n[One](one.md)\n',
});
after(() => site.close());

/** In the page, before anything else: notes whether the page came out of a fade. */
const note = () => {
  addEventListener('pagereveal', ({ viewTransition }) => {
    window.faded = viewTransition !== null;
  });
};
const withoutWorker = () => delete Navigator.prototype.serviceWorker;
const cutShort = () => {
  addEventListener('pagereveal', ({ viewTransition }) => viewTransition?.skipTransition());
};
const together = (...scripts) => ({ content: scripts.map((script) => `(${script})();`).join('\n') });

/** Follows links to and fro, and returns which of the pages came out of a fade. */
async function follow(page) {
  const found = [];
  for (const name of ['One', 'Two', 'One', 'Two', 'One']) {
    await page.locator('#contents').getByRole('link', { name, exact: true }).click();
    await page.waitForURL(`**/${name.toLowerCase()}/`);
    await page.waitForFunction(() => 'faded' in window);
    found.push(await page.evaluate(() => window.faded));
  }
  return found;
}

describe('from page to page', { concurrency: 2 }, () => {
  test('each fades into the next', () =>
    reader(site.address, async ({ open }) => assert.deepEqual(await follow(await open('')), Array(5).fill(true)), {
      init: together(note, withoutWorker),
    }));

  test('each fades into the next when the service worker answers', () =>
    reader(
      site.address,
      async ({ open }) => {
        const page = await open('');
        await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
        assert.deepEqual(await follow(page), Array(5).fill(true));
      },
      { init: together(note) },
    ));

  test('a fade that is cut short is no error', () =>
    reader(site.address, async ({ open }) => assert.deepEqual(await follow(await open('')), Array(5).fill(true)), {
      init: together(note, cutShort),
    }));

  test('nothing fades for who asked for less motion', () =>
    reader(site.address, async ({ open }) => assert.deepEqual(await follow(await open('')), Array(5).fill(false)), {
      init: together(note),
      reducedMotion: 'reduce',
    }));
});
