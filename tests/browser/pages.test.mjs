// Every page, as readers meet it: under its policy, on a phone, magnified, on paper, and found by a
// search engine. Each is opened once. What depends on what it is made of, and not on its words, is
// asked of the pages in `kinds.test.mjs`.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { atOnce, desk, leave, open, origin, visit } from './browser.mjs';
import { clipped, findable, gather, overflow, references, small, spread, stranded } from './looks.mjs';
import { pages, redirects, sites } from './sites.mjs';

/** WCAG 2.2, success criterion 1.4.10: a small phone, lying, which is also a desk of 1280 by 1024 at 400 %. */
const magnified = { width: 320, height: 256 };
const phone = { width: 320, height: 640 };
const usualPhone = { width: 360, height: 800 };
/** 174 mm, an A4 page within 18 mm margins, in CSS pixels. */
const paper = { width: 658, height: 986 };

/** What each page offers and asks for: `path → { ids, targets }`. */
const seen = new Map();

/** What is looked at in a page, one after the other: each window once, from a desk to paper. */
const looks = {
  'has a strict policy, and keeps nothing': async (page, { response }) => {
    const policy = response.headers()['content-security-policy'] ?? '';
    assert.match(policy, /default-src/, 'no Content-Security-Policy header');
    assert.doesNotMatch(policy, /unsafe-|\*/, 'a lax Content-Security-Policy');
    assert.deepEqual(await page.context().cookies(), []);
    assert.deepEqual(await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage })), []);
  },

  'lets its reader skip to the text at the first stop': async (page) => {
    await page.keyboard.press('Tab');
    const target = await page.evaluate(() => document.activeElement.getAttribute('href'));
    assert.match(target ?? '', /^#./, 'not a link within the page');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const after = await page.evaluate((id) => {
      const place = document.getElementById(id);
      const stop = document.activeElement;
      const follows = place.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
      return { main: place.closest('main') !== null, follows: stop === document.body || follows !== 0 };
    }, target.slice(1));
    assert.deepEqual(after, { main: true, follows: true });
  },

  'can be found and named': async (page, { path, site }) => {
    const { title, description, canonical, links, images } = await page.evaluate(findable);
    assert.ok(title.length > 2, 'no title');
    if (canonical) assert.equal(new URL(canonical).pathname, path, 'canonical');
    assert.deepEqual(images, [], 'images that are drawn out of shape');
    // The words of the others are written for tests.
    if (!['handbook', 'init'].includes(site)) return;
    if (canonical) assert.ok(description, 'a page with an address of its own has no description');
    assert.deepEqual(links, [], 'links that do not say where they lead');
  },

  'needs no sideways scrolling on a desk': async (page) => fits(page, desk),

  'cuts off nothing on a desk of a text that its reader spreads': async (page) => fitsSpread(page),

  'needs no sideways scrolling, magnified': async (page) => fits(page, magnified),

  'needs no sideways scrolling on a phone': async (page) => fits(page, phone),

  'cuts off nothing on a phone of a text that its reader spreads': async (page) => fitsSpread(page),

  'has main controls that a finger hits': async (page) => assert.deepEqual(await page.evaluate(small), []),

  'leaves no mark at the start of a line on a phone': async (page) => {
    await page.setViewportSize(usualPhone);
    assert.deepEqual(await page.evaluate(stranded), []);
  },

  'fits on paper': async (page) => {
    await page.emulateMedia({ media: 'print' });
    await fits(page, paper);
    assert.ok(await page.isVisible('main'), 'nothing of the text is printed');
  },

  'asked nobody else, and complained of nothing': async (page, { trouble }) => {
    await leave(page);
    assert.deepEqual(trouble, []);
  },
};

async function fits(page, size) {
  await page.setViewportSize(size);
  assert.deepEqual(await page.evaluate(overflow), []);
}

async function fitsSpread(page) {
  await page.evaluate(spread);
  const found = [await page.evaluate(overflow), await page.evaluate(clipped)];
  await page.evaluate(gather);
  assert.deepEqual(found, [[], []]);
}

describe('every page', { concurrency: atOnce }, () => {
  for (const { path, site } of pages) {
    test(path, (t) =>
      visit(path, async (page, found) => {
        seen.set(path, await page.evaluate(references));
        for (const [name, look] of Object.entries(looks)) await t.test(name, () => look(page, { path, site, ...found }));
      }),
    );
  }
});

describe('every reference', () => {
  for (const { path, site } of pages) {
    test(`of ${path} leads to what exists, inside its base path`, async () => {
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
    test(`${path} redirects to a page`, () => open(path, {}, (page) => page.waitForURL((url) => seen.has(url.pathname))));
    test(`${path} keeps what follows the #`, () => open(`${path}#here`, {}, (page) => page.waitForURL((url) => seen.has(url.pathname) && url.hash === '#here')));
  }
});

describe('every site', () => {
  for (const site of sites) {
    test(`${site} has a page for addresses that do not exist, at any depth`, async () => {
      await open(`/${site}/no/such/page/`, {}, async (page, { trouble, response }) => {
        assert.equal(response.status(), 404);
        assert.ok((await page.innerText('h1')).trim());
        const complaints = trouble.filter((line) => !line.includes('status of 404'));
        assert.deepEqual(complaints, []);
      });
    });
  }
});

/** Whether the server has something there; each address is asked for once. */
const asked = new Map();
function exists(path) {
  if (!asked.has(path)) asked.set(path, fetch(origin + path, { method: 'HEAD' }).then(({ ok }) => ok));
  return asked.get(path);
}
