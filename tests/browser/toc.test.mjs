// On this page: the heading that is being read is marked in the list of headings.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { build } from './building.mjs';
import { reader } from './reading.mjs';

const section = (title, lines) => `## ${title}\n\n${'A line of text.\n\n'.repeat(lines)}`;
const files = {
  'handbook.toml': 'title = "Small"\n',
  'content/_index.md': '+++\ntitle = "Small"\n+++\n\nA small handbook.\n',
  'content/long.md': `+++\ntitle = "Long"\n+++\n\n${'Before.\n\n'.repeat(20)}${section('One', 30)}${section('Two', 30)}${section('Three', 1)}${section('Four', 1)}`,
  'content/many.md': `+++\ntitle = "Many"\n+++\n\n${Array.from({ length: 60 }, (_, n) => section(`Part ${n}`, 5)).join('')}`,
  'content/bare.md': '+++\ntitle = "Bare"\n+++\n\nNo headings.\n',
};

/** The marked entries, once the page has drawn what it wants to draw. */
const marked = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const read = () => resolve([...document.querySelectorAll('.toc [aria-current]')].map((link) => link.textContent));
        // What a click has left for later comes first.
        setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(read))));
      }),
  );
/** Whether the entry that fits the selector is in view within the list. */
const inView = (page, selector) =>
  page.evaluate((wanted) => {
    const list = document.querySelector('.toc').getBoundingClientRect();
    const link = document.querySelector(`.toc ${wanted}`).getBoundingClientRect();
    return link.top >= list.top && link.bottom <= list.bottom;
  }, selector);
const scroll = (page, where) =>
  page.evaluate((target) => {
    if (typeof target === 'number') window.scrollTo(0, target);
    else if (target === 'end') window.scrollTo(0, document.documentElement.scrollHeight);
    else document.getElementById(target).scrollIntoView();
  }, where);

describe('the list of headings', { concurrency: 3 }, async () => {
  const site = await build(files);
  after(() => site.close());
  const read = (use, options = { viewport: { width: 1280, height: 800 } }) => reader(site.address, use, options);

  test('marks nothing before the first heading, then the one that is read', () =>
    read(async ({ open }) => {
      const page = await open('long/');
      assert.deepEqual(await marked(page), []);
      for (const [id, title] of [
        ['two', 'Two'],
        ['one', 'One'],
      ]) {
        await scroll(page, id);
        assert.deepEqual(await marked(page), [title]);
      }
      assert.equal(await page.locator('.toc [aria-current]').getAttribute('aria-current'), 'true');
      await scroll(page, 0);
      assert.deepEqual(await marked(page), []);
      assert.equal(page.url(), `${site.address}long/`, 'the address is left alone');
    }));

  test('marks the last heading in view at the end of the page', () =>
    read(async ({ open }) => {
      const page = await open('long/');
      await scroll(page, 'end');
      assert.deepEqual(await marked(page), ['Four']);
    }));

  test('marks what was chosen, until the reader scrolls', () =>
    read(async ({ open }) => {
      const page = await open('long/');
      // It cannot reach the top, so that without the choice the last one would be marked.
      await page.locator('.toc').getByRole('link', { name: 'Three' }).click();
      assert.deepEqual(await marked(page), ['Three']);
      await page.locator('.toc').getByRole('link', { name: 'Four' }).click();
      assert.deepEqual(await marked(page), ['Four']);
      await page.locator('.toc').getByRole('link', { name: 'Three' }).click();
      await page.locator('.toc').getByRole('link', { name: 'Three' }).click();
      assert.deepEqual(await marked(page), ['Three']);
      await page.mouse.move(600, 400);
      const stopped = page.evaluate(() => new Promise((resolve) => addEventListener('scrollend', resolve, { once: true })));
      await page.mouse.wheel(0, -200);
      await stopped;
      assert.deepEqual(await marked(page), ['Two']);
      await page.goBack();
      assert.deepEqual(await marked(page), ['Four']);
    }));

  test('marks what the address leads to', () =>
    read(async ({ open }) => {
      assert.deepEqual(await marked(await open('long/#three')), ['Three']);
    }));

  test('keeps the mark in view where it scrolls itself', () =>
    read(async ({ open }) => {
      const page = await open('many/');
      await scroll(page, 'part-55');
      assert.deepEqual(await marked(page), ['Part 55']);
      assert.ok(await inView(page, '[aria-current]'));
    }));

  test('stays where the keys of a reader are, while the page scrolls under it', () =>
    read(async ({ open }) => {
      const page = await open('many/');
      await page.locator('.toc').getByRole('link', { name: 'Part 50' }).focus();
      await scroll(page, 'part-3');
      assert.deepEqual(await marked(page), ['Part 3']);
      assert.ok(await inView(page, ':focus'));
    }));

  test('is no trouble where there is none', () =>
    read(async ({ open }) => {
      const page = await open('bare/');
      await scroll(page, 'end');
      assert.deepEqual(await marked(page), []);
    }));
});
