// Every reference within the sites, read from the finished pages by a browser: an opinion on links
// and anchors that owes nothing to the code which made them.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { open, origin } from './browser.mjs';
import { pages, redirects } from './sites.mjs';

/** What each page offers and asks for: `path → { ids, targets }`. */
const seen = new Map();

describe('references', { concurrency: 1 }, () => {
  before(async () => {
    for (const { path } of pages) seen.set(path, await open(path, {}, (page) => page.evaluate(survey)));
  });

  for (const { path, site } of pages) {
    test(`${path} leads to what exists, inside its base path`, async () => {
      const broken = [];
      for (const target of seen.get(path).targets) {
        const url = new URL(target);
        if (url.origin !== origin) continue;
        const wanted = decodeURIComponent(url.hash.slice(1));
        if (!url.pathname.startsWith(`/${site}/`)) broken.push(`${target} leaves the base path`);
        else if (seen.has(url.pathname)) {
          if (wanted && !seen.get(url.pathname).ids.includes(wanted)) broken.push(`${target} has no such place`);
        } else if (!(await exists(url.pathname))) broken.push(`${target} does not exist`);
      }
      assert.deepEqual(broken, []);
    });
  }

  for (const { path } of redirects) {
    test(`${path} redirects to a page`, async () => {
      await open(path, {}, async (page) => {
        await page.waitForURL((url) => seen.has(url.pathname));
      });
    });
  }
});

async function exists(path) {
  const response = await fetch(origin + path, { method: 'HEAD' });
  return response.ok;
}

/** In the page: its ids, and every address that it links to or asks for. */
function survey() {
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  const targets = [
    ...[...document.querySelectorAll('a[href], link[href]')].map(({ href }) => href),
    ...[...document.querySelectorAll('img[src], script[src], source[src]')].map(({ src }) => src),
  ];
  return { ids, targets };
}
