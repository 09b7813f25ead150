// The contents at the side of a page: the entry of the page is in view, and its branch alone is open.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { build } from './building.mjs';
import { reader } from './reading.mjs';

const page = (title) => `# ${title}\n\nText.\n`;
const files = { 'handbook.toml': 'title = "Large"\n', 'content/_index.md': page('Large') };
for (let part = 10; part < 50; part += 1) files[`content/part-${part}/_index.md`] = page(`Part ${part}`);
for (let n = 100; n < 700; n += 1) files[`content/part-45/page-${n}.md`] = page(`Page ${n}`);
for (const n of [1, 2, 3]) files[`content/part-12/page-${n}.md`] = page(`Another page ${n}`);
const site = await build(files);
after(() => site.close());

/** The words of the current entry, and whether it is in view. */
const current = (tab) =>
  tab.evaluate(() => {
    const list = document.querySelector('.contents').getBoundingClientRect();
    const [link, ...others] = document.querySelectorAll('.contents [aria-current]');
    const { top, bottom } = link.getBoundingClientRect();
    return { words: link.textContent, alone: others.length === 0, inView: top >= list.top && bottom <= list.bottom && bottom <= innerHeight };
  });

const desktop = { viewport: { width: 1200, height: 600 } };

for (const [name, options] of [['with scripts', {}], ['without scripts', { javaScriptEnabled: false }]]) {
  describe(`the contents ${name}`, () => {
    for (const path of ['part-10/', 'part-45/page-333/', 'part-45/page-699/', 'part-49/']) {
      test(`show the entry of ${path}`, () =>
        reader(
          site.address,
          async ({ open }) => {
            const { words, alone, inView } = await current(await open(path));
            assert.match(words, /^(Part|Page) \d+$/);
            assert.ok(alone);
            assert.ok(inView, words);
          },
          { ...desktop, ...options },
        ));
    }
  });
}

test('the branch of the page alone is open, and no page holds all entries', () =>
  reader(
    site.address,
    async ({ open }) => {
      const tab = await open('part-45/page-333/');
      assert.deepEqual(await tab.locator('.contents .open > a').allTextContents(), ['Part 45']);
      assert.ok((await tab.locator('.contents a').count()) < 110);
      assert.equal(await tab.getByText('Another page').count(), 0);
    },
    desktop,
  ));

test('the ways to other entries lead to them in the list of all', () =>
  reader(
    site.address,
    async ({ open }) => {
      const tab = await open('part-45/page-333/');
      const link = tab.locator('.contents ul ul a', { hasText: /^From / }).last();
      const title = (await link.textContent()).replace('From ', '');
      await link.click();
      const place = tab.locator('.entries li:target > a');
      assert.equal(await place.textContent(), title);
      const { top, bottom } = await place.evaluate((node) => node.getBoundingClientRect().toJSON());
      assert.ok(top >= 0 && bottom <= 600, `${title} is at ${top}`);
    },
    desktop,
  ));
