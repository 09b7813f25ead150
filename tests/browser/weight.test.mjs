// What a page weighs: its scripts, its style sheets, and all that a first visit loads, as a server
// would send them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { isBook, pages, root } from './sites.mjs';

const kibibyte = 1024;
/** Of the scripts of a page with something that remembers and of prose alone, of style sheets, and of a first visit, in bytes. */
const limits = { tools: 12 * kibibyte, reading: 4 * kibibyte, styles: 10 * kibibyte, first: 40 * kibibyte };
/** The page itself, its style sheets, its scripts and its icon. */
const requests = 6;

const weigh = (address) => gzipSync(readFileSync(join(root, decodeURI(address))), { level: 9 }).length;
// What a template holds is loaded when somebody wants it.
const scriptsOf = (html) => [...html.replaceAll(/<template[\s\S]*?<\/template>/g, '').matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, address]) => address);
const linksOf = (html, rel) => [...html.matchAll(new RegExp(`<link rel="${rel}" href="([^"]+)"`, 'g'))].map(([, address]) => address);
const hasTools = (html) => /\sdata-(checklist|comparison|lists|item|settings)\b/.test(html);

describe('the style sheets of', () => {
  for (const { path, html } of pages) {
    test(path, () => {
      const sheets = linksOf(html, 'stylesheet');
      assert.ok(sheets.length > 0, 'none');
      const weight = sheets.reduce((sum, address) => sum + weigh(address), 0);
      assert.ok(weight <= limits.styles, `${weight} bytes, at most ${limits.styles}: ${sheets.join(', ')}`);
    });
  }
});

describe('a first visit to', () => {
  for (const { path, html } of pages.filter((page) => !isBook(page.html))) {
    test(path, () => {
      const loaded = [...linksOf(html, 'stylesheet'), ...linksOf(html, 'icon'), ...scriptsOf(html)];
      // What a site adds to the one style sheet of its theme is its own.
      const ours = loaded.filter((address) => !address.endsWith('.css') || /\/site\.\w+\.css$/.test(address));
      assert.ok(ours.length + 1 <= requests, `${ours.length + 1} requests: ${ours.join(', ')}`);
      const page = gzipSync(html, { level: 9 }).length;
      const weight = loaded.reduce((sum, address) => sum + weigh(address), page);
      assert.ok(weight <= limits.first, `${weight} bytes, at most ${limits.first}; the page alone ${page}`);
    });
  }
});

describe('the scripts of', () => {
  for (const { path, html } of pages) {
    test(path, () => {
      const scripts = scriptsOf(html);
      const weight = scripts.reduce((sum, address) => sum + weigh(address), 0);
      const limit = hasTools(html) ? limits.tools : limits.reading;
      assert.ok(weight <= limit, `${weight} bytes, at most ${limit}: ${scripts.join(', ')}`);
    });
  }

  test('each kind of instrument, alone and beside a checklist, were weighed', () => {
    const loaded = new Set(pages.flatMap(({ html }) => scriptsOf(html)).map((address) => address.split('/').pop().split('.')[0]));
    for (const kind of ['assessment', 'audit', 'worksheet']) {
      assert.ok(loaded.has(kind), kind);
      assert.ok(loaded.has(`${kind}-checklists`), `${kind}-checklists`);
    }
  });
});

describe('the HTML', () => {
  // The whole handbook on one page weighs what its pages do.
  const sizes = pages.filter(({ html }) => !isBook(html)).map(({ site, path, html }) => ({ site, path, size: gzipSync(html, { level: 9 }).length }));
  const limit = 25 * kibibyte;
  for (const { path, size } of sizes) test(`of ${path}`, () => assert.ok(size <= limit, `${size} bytes, at most ${limit}`));

  test('of the handbook is small in the middle', () => {
    const sorted = sizes.filter(({ site }) => site === 'handbook').map(({ size }) => size).sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)];
    assert.ok(median <= 10 * kibibyte, `${median} bytes`);
  });
});
