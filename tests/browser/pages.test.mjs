// Every page, as readers meet it: under its policy, by keyboard, on a phone, magnified, on paper,
// without scripts, and read by a machine that looks for barriers. Each is opened once with scripts
// and once without, and looked at in many ways; how it looks in the dark, at other contrasts, and
// with all of it unfolded is asked of the pages in `kinds.test.mjs`.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { barriers } from './axe.mjs';
import { asBefore, desk, open, origin, visit } from './browser.mjs';
import { clipped, gather, headings, overflow, references, small, spread, text } from './looks.mjs';
import { isLongBook, pages, redirects, sites } from './sites.mjs';
import { walk } from './walk.mjs';

/** WCAG 2.2, success criterion 1.4.10: a small phone, which is also a desk of 1280 by 1024 at 400 %. */
const magnified = { width: 320, height: 256, deviceScaleFactor: 4, mobile: false };

/** What each page offers and asks for: `path → { ids, targets }`. */
const seen = new Map();

/** What is looked at in a page, one after the other: the last of them unfold it. */
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

  'has no barrier that axe finds': async (page) => {
    assert.deepEqual(await barriers(page), []);
  },

  'needs no sideways scrolling, on a phone, magnified or on a desk': async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setDeviceMetricsOverride', magnified);
    assert.equal(await page.evaluate(() => window.innerWidth * window.devicePixelRatio), 1280);
    assert.deepEqual(await page.evaluate(overflow), [], 'at 320 px');
    await session.detach();
    await page.setViewportSize(desk);
    assert.deepEqual(await page.evaluate(overflow), [], 'at 1280 px');
  },

  'cuts off nothing of a text that its reader spreads': async (page) => {
    await page.evaluate(spread);
    for (const size of [{ width: 320, height: 640 }, desk]) {
      await page.setViewportSize(size);
      assert.deepEqual(await page.evaluate(overflow), [], `at ${size.width} px`);
      assert.deepEqual(await page.evaluate(clipped), [], `at ${size.width} px`);
    }
    await page.evaluate(gather);
  },

  'has main controls that a finger hits': async (page) => {
    await page.setViewportSize({ width: 320, height: 640 });
    assert.deepEqual(await page.evaluate(small), []);
  },

  'is walked with the Tab key: everything is reached, in order and in sight': async (page) => {
    const { wanted, stops } = await walk(page);
    assert.deepEqual(wanted.filter(({ index }) => !stops.some((stop) => stop.index === index)), [], 'never reached');
    assert.deepEqual(stops.filter(({ marked }) => !marked), [], 'focus that cannot be seen');
    assert.deepEqual(stops.filter(({ covered }) => covered), [], 'focus under something else');
    const order = stops.map(({ index }) => index);
    assert.deepEqual(order, order.toSorted((a, b) => a - b), 'not the order of the text');
  },

  prints: async (page) => {
    const pdf = await page.pdf({ format: 'A4', tagged: true, outline: true });
    assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-');
    await page.emulateMedia({ media: 'print' });
    // 174 mm, an A4 page within 18 mm margins, in CSS pixels.
    await page.setViewportSize({ width: 658, height: 986 });
    assert.deepEqual(await page.evaluate(overflow), [], 'cut off on paper');
    assert.ok(await page.isVisible('main'), 'nothing of the text is printed');
  },

  'says the same without scripts': async (page, { path }) => {
    const read = async (one) => ({ lines: await one.evaluate(text), titles: await one.evaluate(headings) });
    const readPlain = async (one, { trouble }) => ({ ...(await read(one)), trouble: [...trouble] });
    const plain = await visit(path, readPlain, { javaScriptEnabled: false });
    assert.deepEqual(plain.trouble, []);
    assert.ok(plain.lines.length > 3, 'nothing to read');
    const scripted = await read(page);
    assert.deepEqual(plain.lines.filter((line) => !scripted.lines.includes(line)), [], 'lost with scripts');
    assert.deepEqual(scripted.titles, plain.titles);
  },

  'asked nobody else, and complained of nothing': async (page, { trouble }) => {
    await page.waitForLoadState('networkidle');
    assert.deepEqual(trouble, []);
  },
};

/**
 * What is not asked of a large handbook on one page, where it would take minutes: the same is asked of
 * each of its pages, and of the small handbooks in full.
 */
const tooLong = ['has no barrier that axe finds', 'is walked with the Tab key: everything is reached, in order and in sight'];

describe('every page', { concurrency: 3 }, () => {
  for (const { path, html } of pages) {
    const left = isLongBook(html) ? tooLong : [];
    test(path, (t) =>
      visit(path, async (page, found) => {
        seen.set(path, await page.evaluate(references));
        for (const [name, look] of Object.entries(looks)) {
          if (left.includes(name)) continue;
          await t.test(name, () => look(page, { path, ...found }));
          await asBefore(page);
        }
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
