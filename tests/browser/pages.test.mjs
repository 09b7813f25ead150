// Every page, as readers meet it: under its policy, on a phone, magnified, in the dark, on paper,
// without scripts, and read by a machine that looks for barriers.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { open } from './browser.mjs';
import { pages, sites } from './sites.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// WCAG 2.2, success criterion 1.4.10: a small phone, which is also 1280 by 1024 at 400 %, and a desk.
const screens = [
  { width: 320, height: 256 },
  { width: 1280, height: 1024 },
];

describe('every page', { concurrency: 3 }, () => {
  for (const { path } of pages) {
    describe(path, () => {
      test('loads under its policy without a complaint and asks nobody else', async () => {
        await open(path, {}, async (page, { trouble, response }) => {
          await page.waitForLoadState('networkidle');
          const policy = response.headers()['content-security-policy'] ?? '';
          assert.match(policy, /default-src/, 'no Content-Security-Policy header');
          assert.doesNotMatch(policy, /unsafe-|\*/, 'a lax Content-Security-Policy');
          assert.deepEqual(await page.context().cookies(), []);
          assert.deepEqual(trouble, []);
        });
      });

      test('needs no sideways scrolling, on a phone, magnified or on a desk', async () => {
        await open(path, { viewport: screens[0], deviceScaleFactor: 4 }, async (page) => {
          for (const screen of screens) {
            await page.setViewportSize(screen);
            assert.deepEqual(await page.evaluate(overflow), [], `at ${screen.width} px`);
          }
        });
      });

      test('has no barrier that axe finds, by day or by night', async () => {
        // The policy is lifted for axe alone, which adds a script to the page.
        await open(path, { bypassCSP: true }, async (page) => {
          await page.evaluate(axe);
          for (const colorScheme of ['light', 'dark']) {
            await page.emulateMedia({ colorScheme });
            assert.deepEqual(await page.evaluate(barriers, standards), [], colorScheme);
          }
        });
      });

      test('says the same without scripts', async () => {
        // Apart from what only concerns one of the two, and whatever is folded up.
        const read = (page) => page.evaluate(() => {
          for (const notice of document.querySelectorAll('noscript')) notice.remove();
          for (const details of document.querySelectorAll('details')) details.open = true;
          return document.body.innerText;
        });
        const plain = await open(path, { javaScriptEnabled: false }, read);
        const scripted = await open(path, {}, read);
        const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);
        assert.ok(lines(plain).length > 3, 'nothing to read');
        const shown = new Set(lines(scripted));
        assert.deepEqual(lines(plain).filter((line) => !shown.has(line)), []);
      });

      test('prints', async () => {
        await open(path, {}, async (page) => {
          const pdf = await page.pdf({ format: 'A4', tagged: true, outline: true });
          assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-');
          await page.emulateMedia({ media: 'print' });
          // 174 mm, an A4 page within 18 mm margins, in CSS pixels.
          await page.setViewportSize({ width: 658, height: 986 });
          assert.deepEqual(await page.evaluate(overflow), [], 'cut off on paper');
          assert.ok((await page.innerText('main')).trim(), 'nothing of the text is printed');
        });
      });
    });
  }
});

describe('every site', () => {
  for (const site of sites) {
    test(`${site} has a page for addresses that do not exist, at any depth`, async () => {
      await open(`/${site}/no/such/page/`, {}, async (page, { trouble, response }) => {
        assert.equal(response.status(), 404);
        assert.ok((await page.innerText('h1')).trim());
        const complaints = trouble.filter((text) => !text.includes('status of 404'));
        assert.deepEqual(complaints, []);
      });
    });
  }
});

/** In the page: what makes it wider than the window; nothing if it is not. */
function overflow() {
  const width = window.innerWidth;
  const excess = document.documentElement.scrollWidth - width;
  if (excess <= 0) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > width + 1);
  return [`${excess} px too wide`, ...wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120))];
}

/** In the page, after axe was added: each rule that it breaks, with the elements. */
async function barriers(values) {
  const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
