// The index of the real handbook, read by the real scripts outside of a browser: words, relevance,
// and random questions against a scan of everything.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import vm from 'node:vm';
import { root } from './sites.mjs';

const here = import.meta.dirname;
const scripts = ['search-words.js', 'search-index.js', 'search-rank.js', 'search-find.js']
  .map((name) => readFileSync(join(here, '../../themes/default/scripts', name), 'utf8'))
  .join('\n');
/** Loads the scripts that a page would get. */
const head = { append: ({ src }) => vm.runInContext(readFileSync(join(root, 'handbook', new URL(src).pathname), 'utf8'), context) };
const document = { head, createElement: () => ({ addEventListener: () => {} }) };
const context = vm.createContext({ window: {}, URL, document, trustedScript: (address) => address });
vm.runInContext(`${scripts}\nObject.assign(globalThis, { Finder, spelled, words });`, context);
const { Finder, spelled, words } = context;
const finder = new Finder('https://handbook.example/search/');
context.hb = context.window.hb;
vm.runInContext(readFileSync(join(root, 'handbook/search/index.js'), 'utf8'), context);
const first = await finder.first;
const isBlock = (name) => name.startsWith('pages-');
const blocks = first.pages ?? (await Promise.all(readdirSync(join(root, 'handbook/search', first.edition)).filter(isBlock).map((_, number) => finder.load(first, `pages-${number}`))));

/** The questions of a file: `ask` and `pages` of each `[[question]]`. */
const questionsOf = (name) =>
  [...readFileSync(join(here, '..', name), 'utf8').matchAll(/^ask = ("(?:[^"\\]|\\.)*")\s*\npages = (\[[^\]]*\])/gm)].map(([, text, pages]) => ({
    ask: JSON.parse(text),
    pages: JSON.parse(pages),
  }));
const questions = questionsOf('search.toml');
const kinds = questionsOf('search-kinds.toml');

const route = async (hit) => new URL((await finder.result(hit)).href).pathname;
/** The addresses of the first pages that answer. */
const answers = async (ask, count = 3) => Promise.all((await finder.find(ask)).hits.slice(0, count).map(route));

describe('the index', () => {
  test('has the words that the generator says', () => {
    const examples = JSON.parse(readFileSync(join(here, '../search.json'), 'utf8')).words;
    for (const [text, wanted] of examples) assert.deepEqual([...words(text)], wanted, JSON.stringify(text));
  });

  test('has English words in the spelling that the generator says', () => {
    const examples = JSON.parse(readFileSync(join(here, '../search.json'), 'utf8')).spelled;
    for (const [word, wanted] of examples) assert.equal(spelled(word), wanted);
  });

  test('finds every name by its words, in any order, and by the beginning of a word', async () => {
    let seed = 7;
    const below = (limit) => (seed = (seed * 48271) % 2147483647) % limit;
    const common = new Set(first.common.split(' '));
    for (const [number, page] of blocks.flat().entries()) {
      const [path, title, , , ...rest] = page;
      const names = [title, ...rest.filter((_, at) => at % 2 === 1)];
      const name = names[below(names.length)];
      const asked = [...words(name)].filter((word) => !common.has(word)).sort(() => below(3) - 1);
      if (asked.length === 0) continue;
      const { hits } = await finder.find(asked.join(' '));
      const hit = hits.find(({ page: found }) => found === number);
      assert.ok(hit?.all, `${path}: ${asked.join(' ')}`);
      const word = asked[0];
      const { hits: begun } = await finder.find(word.slice(0, 1 + below(word.length)));
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
  test('there are a hundred questions at least', () => assert.ok(questions.length >= 100));
  for (const { ask, pages } of questions) {
    test(ask, async () => {
      const found = await answers(ask);
      assert.ok(found.some((path) => pages.includes(path)), `${found.join(' ')}, not ${pages.join(' ')}`);
    });
  }
});

describe('what is hard to find', () => {
  test('has its answer among the first three pages nearly always, and mostly first', async (context) => {
    assert.equal(kinds.length, 100);
    const asked = kinds.filter(({ pages }) => pages.length > 0);
    let [first, three] = [0, 0];
    for (const { ask, pages } of asked) {
      const at = (await answers(ask)).findIndex((path) => pages.includes(path));
      if (at === 0) first++;
      if (at >= 0) three++;
      else context.diagnostic(`not among the first three: ${ask}`);
    }
    context.diagnostic(`${first} first, ${three} among the first three, of ${asked.length}`);
    assert.ok(first >= 72 && three >= 85, `${first} first, ${three} among the first three`);
  });

  test('is said not to be there where it is not', async () => {
    for (const { ask } of kinds.filter(({ pages }) => pages.length === 0)) {
      const { hits, missing } = await finder.find(ask);
      assert.deepEqual([...hits], [], ask);
      assert.ok(missing.length > 0, ask);
    }
  });

  test('is not what nearly every page has', async () => {
    // Words that many pages have, and no name: which ones depends on the text.
    const asked = await Promise.all(first.common.split(' ').map(async (word) => ({ word, alone: await finder.find(word) })));
    const nameless = asked.filter(({ alone }) => alone.hits.length === 0);
    assert.ok(nameless.length > 0);
    for (const { word, alone } of nameless) {
      assert.deepEqual([alone.missing.length, alone.question.length], [0, 1], word);
      const { hits, missing } = await finder.find(`${word} delegation`);
      assert.deepEqual([[...missing], hits.length > 0], [[], true], word);
    }
  });

  test('stands for nothing else without a word about it', async () => {
    const slip = await finder.find('edmonson');
    assert.deepEqual([[...slip.missing], slip.instead], [['edmonson'], 'edmondson']);
    const similar = await finder.find('swop');
    assert.ok(similar.similar.length > 0 && similar.hits.length === 0);
    const rest = await finder.find('scrum master');
    assert.deepEqual([[...rest.missing].includes('scrum'), rest.hits.length], [true, 0]);
  });

  test('that is found last comes after all others', async () => {
    for (const { ask } of [...questions, ...kinds, { ask: 'checklist' }, { ask: 'table' }]) {
      const { hits } = await finder.find(ask);
      assert.deepEqual(hits.map((hit) => hit.isLast), hits.map((hit) => hit.isLast).sort((one, other) => Number(one) - Number(other)), ask);
    }
    assert.match((await answers('found_last in front matter', 30)).join(' '), /\/editing\/front-matter\//);
  });
});
