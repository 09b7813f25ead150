// The index of the real handbook, read by the real scripts outside of a browser: words, relevance,
// and random questions against a scan of everything.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import vm from 'node:vm';
import { root } from './sites.mjs';

const here = import.meta.dirname;
const scripts = ['search-words.js', 'search-index.js', 'search-rank.js', 'search-find.js']
  .map((name) => readFileSync(join(here, '../../themes/default/scripts', name), 'utf8'))
  .join('\n');
const context = vm.createContext({ window: {}, URL });
vm.runInContext(`${scripts}\nObject.assign(globalThis, { Finder, words, classes, places });`, context);
const { Finder, words } = context;
const finder = new Finder('https://handbook.example/search/');
context.hb = context.window.hb;
vm.runInContext(readFileSync(join(root, 'handbook/search/index.js'), 'utf8'), context);
const first = await finder.first;

/** The questions: `ask` and `pages` of each `[[question]]`. */
const questions = [...readFileSync(join(here, '../search.toml'), 'utf8').matchAll(/^ask = ("(?:[^"\\]|\\.)*")\s*\npages = (\[[^\]]*\])/gm)].map(
  ([, text, pages]) => ({ ask: JSON.parse(text), pages: JSON.parse(pages) }),
);

const route = async (hit) => new URL((await finder.result(hit)).href).pathname;

describe('the index', () => {
  test('has the words that the generator says', () => {
    const examples = JSON.parse(readFileSync(join(here, '../search.json'), 'utf8')).words;
    for (const [text, wanted] of examples) assert.deepEqual([...words(text)], wanted, JSON.stringify(text));
  });

  test('finds every name by its words, in any order, and by the beginning of a word', async () => {
    let seed = 7;
    const below = (limit) => (seed = (seed * 48271) % 2147483647) % limit;
    const common = new Set(first.common.split(' '));
    for (const [number, page] of first.pages[0].entries()) {
      const [path, title, , , ...rest] = page;
      const names = [title, ...rest.filter((_, at) => at % 3 === 1)];
      const name = names[below(names.length)];
      const asked = [...words(name)].filter((word) => !common.has(word)).sort(() => below(3) - 1);
      if (asked.length === 0) continue;
      const hits = await finder.find(asked.join(' '));
      const hit = hits.find(({ page: found }) => found === number);
      assert.ok(hit?.all, `${path}: ${asked.join(' ')}`);
      const word = asked[0];
      const begun = await finder.find(word.slice(0, 1 + below(word.length)));
      assert.ok(begun.length === 0 ? word.length === 1 || words(word.slice(0, 1)).length === 0 : begun.some(({ page: found }) => found === number), `${path}: ${word}`);
    }
  });

  test('gives the same answers again, and answers whatever is asked', async () => {
    for (const text of ['', ' ', 'a', '\u0000', '<script>', '\\', '"', '!#$%*<& ,', 'x'.repeat(5000), 'the '.repeat(400), '管理', '👩‍💻', '__proto__', 'constructor toString']) {
      const [one, other] = [await finder.find(text), await finder.find(text)];
      assert.deepEqual(one, other, text);
    }
  });
});

describe('what readers ask has its answer among the first three pages', () => {
  test('there are a hundred questions', () => assert.equal(questions.length, 100));
  for (const { ask, pages } of questions) {
    test(ask, async () => {
      const found = await Promise.all((await finder.find(ask)).slice(0, 3).map(route));
      assert.ok(found.some((path) => pages.includes(path)), `${found.join(' ')}, not ${pages.join(' ')}`);
    });
  }
});
