// What a page weighs: the scripts that it loads, as a server would send them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { isBook, pages, root } from './sites.mjs';

const kibibyte = 1024;
/** Of a page with something that remembers, and of prose alone, in bytes. */
const limits = { tools: 12 * kibibyte, reading: 4 * kibibyte };

const weigh = (address) => gzipSync(readFileSync(join(root, decodeURI(address))), { level: 9 }).length;
const scriptsOf = (html) => [...html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, address]) => address);
const hasTools = (html) => /\sdata-(checklist|comparison|lists|item)\b/.test(html);

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
