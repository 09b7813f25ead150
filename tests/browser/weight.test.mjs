// What a page weighs: its scripts, its style sheets, and all that a first visit loads, as a server
// would send them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { isBook, pages, root } from './sites.mjs';

const kibibyte = 1024;
/** What the README of the theme promises: of scripts by their names, of all of a page, of those loaded when they are wanted, of style sheets; and of a first visit, in bytes. */
const limits = { reading: 3072, shared: 4608, scored: 4160, component: 2688, rounds: 1536, instrument: 11264, listed: 13952, scripts: 19584, later: 8192, styles: 10240, book: 512, first: 40 * kibibyte };
/** The page itself, its style sheets, its icon, and the scripts of every page. */
const requests = 5;
/** The scripts that a page has in any combination, but for instruments, of which it is one at most. */
const combined = ['shared', 'rounds', 'checklist', 'columns', 'comparison', 'lists', 'settings', 'continue', 'keep'];
const instruments = ['assessment', 'audit', 'worksheet'];

const weigh = (address) => gzipSync(readFileSync(join(root, decodeURI(address))), { level: 9 }).length;
// What a template holds is loaded when somebody wants it.
const atOnce = (html) => html.replaceAll(/<template[\s\S]*?<\/template>/g, '');
const scriptsOf = (html) => [...atOnce(html).matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, address]) => address);
const linksOf = (html, rel) => [...atOnce(html).matchAll(new RegExp(`<link rel="${rel}" href="([^"]+)"`, 'g'))].map(([, address]) => address);
const nameOf = (address) => address.split('/').pop().split('.')[0];
// What a site adds to the style sheet and the scripts of its theme is its own.
const isOurs = (address) => !/\.(css|js)$/.test(address) || /\/site\.\w+\.css$|\.[0-9a-f]{8}\.js$/.test(address);
const sum = (weights) => weights.reduce((all, weight) => all + weight, 0);

describe('the style sheets of', () => {
  for (const { path, html } of pages) {
    test(path, () => {
      const sheets = linksOf(html, 'stylesheet');
      assert.ok(sheets.length > 0, 'none');
      const [book, rest] = [true, false].map((is) => sheets.filter((address) => (nameOf(address) === 'book') === is));
      assert.ok(book.length === 0 || (isBook(html) && sum(book.map(weigh)) <= limits.book), book.join());
      const weight = sum(rest.filter(isOurs).map(weigh));
      assert.ok(weight <= limits.styles, `${weight} bytes, at most ${limits.styles}: ${sheets.join(', ')}`);
    });
  }
});

describe('a first visit to', () => {
  for (const { path, html } of pages.filter((page) => !isBook(page.html))) {
    test(path, () => {
      const loaded = [...linksOf(html, 'stylesheet'), ...linksOf(html, 'icon'), ...scriptsOf(html)];
      const ours = loaded.filter(isOurs);
      const extra = ours.filter((address) => [...combined, ...instruments].includes(nameOf(address)));
      assert.ok(ours.length + 1 - extra.length <= requests, `${ours.length + 1} requests: ${ours.join(', ')}`);
      const page = gzipSync(html, { level: 9 }).length;
      const weight = loaded.reduce((sum, address) => sum + weigh(address), page);
      assert.ok(weight <= limits.first, `${weight} bytes, at most ${limits.first}; the page alone ${page}`);
    });
  }
});

describe('the scripts of', () => {
  const weights = new Map();
  for (const { path, html } of pages) {
    const scripts = scriptsOf(html);
    for (const address of scripts) weights.set(nameOf(address), Math.max(weigh(address), weights.get(nameOf(address)) ?? 0));
    test(`${path}, each once, and none without what all share`, () => {
      const names = scripts.map(nameOf);
      assert.equal(new Set(names).size, names.length, names.join(' '));
      const [first] = names.filter((name) => !['keep', 'continue', 'columns'].includes(name) && [...combined, ...instruments].includes(name));
      assert.ok(first === undefined || first === 'shared', names.join(' '));
    });
  }

  test('all kinds were weighed, and none weighs more than was promised', () => {
    for (const name of ['boot', 'reading', ...combined, ...instruments]) assert.ok(weights.has(name), name);
    const told = [...weights].map(([name, weight]) => `${name} ${weight}`).join(', ');
    assert.ok(sum(['boot', 'reading'].map((name) => weights.get(name))) <= limits.reading, told);
    assert.ok(weights.get('shared') <= limits.shared, told);
    for (const name of ['assessment', 'audit']) assert.ok(weights.get(name) <= limits.scored, told);
    assert.ok(weights.get('rounds') <= limits.rounds, told);
    for (const name of [...combined.slice(2), 'worksheet']) assert.ok(weights.get(name) <= limits.component, told);
  });

  test('a page with one instrument, and one with checklists too', () => {
    const weight = sum(['boot', 'reading', 'shared'].map((name) => weights.get(name))) + Math.max(...instruments.map((name) => weights.get(name)));
    assert.ok(weight <= limits.instrument, `${weight} bytes, at most ${limits.instrument}`);
    const listed = weight + weights.get('checklist');
    assert.ok(listed <= limits.listed, `${listed} bytes, at most ${limits.listed}`);
  });

  test('those that are loaded when they are wanted', () => {
    const later = new Map(pages.flatMap(({ html }) => [...html.matchAll(/<script data-later="(\w+)" src="([^"]+)"/g)].map(([, name, address]) => [name, weigh(address)])));
    assert.deepEqual([...later.keys()].sort(), ['copies', 'result']);
    assert.ok(sum([...later.values()]) <= limits.later, JSON.stringify([...later]));
  });

  test('a page with any combination', () => {
    // The page of settings is no home page.
    const all = ['boot', 'reading', ...combined.filter((name) => name !== 'settings')];
    const weight = sum(all.map((name) => weights.get(name))) + Math.max(...instruments.map((name) => weights.get(name)));
    assert.ok(weight <= limits.scripts, `${weight} bytes, at most ${limits.scripts}`);
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
