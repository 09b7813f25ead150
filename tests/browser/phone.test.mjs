// On a phone a page begins with its text; the contents, those of the page and the search are a tap
// away in one row that stays in view and covers nothing.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { atOnce, visit } from './browser.mjs';
import { build } from './building.mjs';
import { reader } from './reading.mjs';
import { isBook, pages } from './sites.mjs';

const phone = { width: 360, height: 800 };
/** How far down the first paragraph of a chapter may begin, and how high the row may be, in CSS pixels. */
const limits = { text: 420, bar: 60 };
const top = (page, selector) => page.locator(selector).first().evaluate((part) => part.getBoundingClientRect().top);

describe('on a phone', { concurrency: atOnce }, () => {
  const chapters = pages.filter(({ html }) => /<body class="(page|section)[ "]/.test(html) && !isBook(html));
  for (const { path } of chapters) {
    test(`the text of ${path} is in the first view, below one row`, () =>
      visit(path, async (page) => {
        await page.setViewportSize(phone);
        assert.ok((await page.locator('.site-header').evaluate((bar) => bar.offsetHeight)) <= limits.bar);
        const text = '.prose > :first-child';
        if ((await page.locator(text).count()) > 0) assert.ok((await top(page, text)) <= limits.text, `${await top(page, text)} px`);
      }));
  }
});

const section = (title) => `## ${title}\n\n${'A line of text.\n\n'.repeat(30)}`;
const files = {
  'handbook.toml': 'title = "A handbook with a very long title"\noffline = false\n',
  'content/_index.md': '+++\ntitle = "Home"\n+++\n\nA handbook.\n',
  'content/a/_index.md': '+++\ntitle = "Near"\n+++\n\nA part.\n',
  'content/a/long.md': `+++\ntitle = "Long"\ndescription = "What it says."\nupdated = 2026-01-02\n+++\n\nThe first paragraph.\n\n${['One', 'Two', 'Three', 'Four'].map(section).join('')}`,
  'content/b/_index.md': '+++\ntitle = "Far"\n+++\n\nAnother part.\n',
  'content/b/page.md': '+++\ntitle = "Distant"\n+++\n\nText.\n',
  'content/a/words.md': `+++\ntitle = "Words"\n+++\n\n## ${'Handbuch'.repeat(20)}\n\nText.\n\n### ${'Seite'.repeat(40)}\n\nText.\n`,
  'content/search.md': '+++\ntitle = "Search"\n[search]\n+++\n',
};

describe('the row of a phone', { concurrency: 3 }, async () => {
  const site = await build(files);
  // A name that is short enough to stand on a phone, and of several words.
  const brief = await build({
    'handbook.toml': 'title = "Our Two Hats"\noffline = false\n',
    'content/_index.md': '# Our Two Hats\n\nA handbook.\n',
    'content/long.md': `# Long\n\n${['One', 'Two', 'Three', 'Four'].map(section).join('')}`,
    'content/search.md': files['content/search.md'],
  });
  after(() => brief.close());
  after(() => site.close());
  const read = (use, options = {}) => reader(site.address, use, { viewport: phone, ...options });
  const row = (page) => page.locator('.site-header');

  test('is one row with a long title too, and stays in view', () =>
    read(async ({ open }) => {
      const page = await open('a/long/');
      for (const width of [320, 360, 390]) {
        await page.setViewportSize({ width, height: 800 });
        assert.equal(await row(page).evaluate((bar) => bar.offsetHeight), 57);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      }
      assert.equal(await page.locator('.site-name').innerText(), 'Home');
      await page.locator('#three').scrollIntoViewIfNeeded();
      assert.equal(await top(page, '.site-header'), 0);
    }));

  for (const javaScriptEnabled of [true, false]) {
    test(`has the contents of the page a tap away, and covers no heading, ${javaScriptEnabled ? 'with' : 'without'} scripts`, () =>
      read(
        async ({ open }) => {
          const page = await open('a/long/');
          const list = page.getByRole('navigation', { name: 'On this page' });
          assert.equal(await list.isVisible(), false);
          await page.getByRole('button', { name: 'This page' }).click();
          await list.getByRole('link', { name: 'Three' }).click();
          await page.waitForURL('**#three');
          const heading = await top(page, '#three');
          assert.ok(heading >= 57 && heading < 120, `${heading} px`);
          // Without scripts, a tap beside the list closes it.
          if (!javaScriptEnabled) await page.mouse.click(180, 780);
          assert.equal(await list.isVisible(), false);
        },
        { javaScriptEnabled },
      ));
  }

  test('has the contents of the handbook a tap away, and another part two', () =>
    read(async ({ open }) => {
      const page = await open('a/long/');
      const contents = page.getByRole('navigation', { name: 'Contents' });
      assert.equal(await contents.isVisible(), false);
      await page.getByRole('button', { name: 'Contents' }).click();
      assert.ok(await contents.isVisible());
      // The row stays, so that the same tap closes what it opened.
      assert.equal(await row(page).evaluate((bar) => bar.contains(document.elementFromPoint(100, 30))), true);
      await page.getByRole('button', { name: 'Contents' }).click();
      assert.equal(await contents.isVisible(), false);
      await page.getByRole('button', { name: 'Contents' }).click();
      await contents.getByRole('link', { name: 'Far' }).click();
      await page.waitForURL('**/b/');
    }));

  test('has a field for searching that grows while it is used', () =>
    read(async ({ open }) => {
      const page = await open('a/long/');
      const field = page.getByRole('combobox', { name: 'Search' }).or(page.getByRole('textbox', { name: 'Search' })).first();
      const width = () => field.evaluate(({ offsetWidth }) => offsetWidth);
      assert.ok((await width()) <= 80);
      await field.click();
      assert.ok((await width()) >= 230, `${await width()} px`);
      assert.equal(await row(page).evaluate((bar) => bar.offsetHeight), 57);
    }));

  test('shows the name of the site in one line, cut off where there is no room, and whole in its title', () =>
    reader(brief.address, async ({ open }) => {
      const page = await open('long/');
      const name = page.locator('.site-name');
      for (const width of [320, 360, 390, 600]) {
        await page.setViewportSize({ width, height: 800 });
        for (const part of [name, ...(await page.locator('.site-header .narrow-only:visible').all())]) {
          const [height, need] = await part.evaluate((link) => [link.offsetHeight, link.scrollHeight]);
          assert.ok(height <= 45 && need <= height, `${width} px: ${await part.innerText()} is ${height} px high and needs ${need} px`);
        }
        assert.ok((await name.boundingBox()).width >= 20, `${width} px`);
      }
      assert.equal(await name.getAttribute('title'), 'Our Two Hats');
    }, { viewport: phone }));

  test('shows the word for searching whole, at every width', () =>
    reader(brief.address, async ({ open }) => {
      const page = await open('long/');
      for (let width = 320; width <= 1920; width += 80) {
        await page.setViewportSize({ width, height: 800 });
        const [room, need] = await page.getByLabel('Search this handbook').evaluate((field) => {
          // An empty field shows the word in the same letters; only what is written in it can be measured.
          field.value = 'Search';
          const widths = [field.clientWidth, field.scrollWidth];
          field.value = '';
          return widths;
        });
        assert.ok(room >= need, `${width} px: ${need} px in ${room} px`);
      }
    }));

  test('is as wide as the window, however long a word in a heading is', () =>
    read(async ({ open }) => {
      const page = await open('a/words/');
      for (const width of [320, 360]) {
        await page.setViewportSize({ width, height: 800 });
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
        for (const heading of await page.locator('.prose :is(h2, h3)').all()) assert.ok((await heading.boundingBox()).width <= width);
      }
    }));

  test('gives way to the lists at their places on a desk', () =>
    read(
      async ({ open }) => {
        const page = await open('a/long/');
        assert.ok(await page.getByRole('navigation', { name: 'On this page' }).isVisible());
        assert.ok(await page.getByRole('navigation', { name: 'Contents' }).isVisible());
        assert.equal(await page.locator('.site-header button:visible').count(), 1, 'that of the search');
      },
      { viewport: { width: 1280, height: 800 } },
    ));

  test('shows what is said about a page after its text', () =>
    read(async ({ open }) => {
      const page = await open('a/long/');
      assert.ok((await top(page, '.meta')) > (await top(page, '#four')));
      await page.setViewportSize({ width: 1280, height: 800 });
      assert.ok((await top(page, '.meta')) < (await top(page, '.prose')));
    }));
});
