// Tables of a page: a column is as wide as its words need, a wide table takes the room there is,
// and only what still does not fit scrolls.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { build } from './building.mjs';
import { reader } from './reading.mjs';

const table = (heads, cell) => [heads, heads.map(() => '---'), ...[0, 1, 2].map((n) => heads.map((head) => cell(head, n)))].map((row) => `| ${row.join(' | ')} |`).join('\n');
const days = ['Week', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const sentence = 'who keeps the key of the cupboard, and to whom it goes after the last round';

const site = await build({
  'handbook.toml': 'title = "Small"\n',
  'content/_index.md': '# Small\n\n[Wide](wide.md)\n',
  'content/rota.md': `# Rota\n\n## One\n\nText.\n\n## Two\n\n## Three\n\n${table(days, () => 'Amina')}\n`,
  'content/days.md': `# Days\n\nText.\n\n${table(['', ...days], (head, n) => (head ? 'Amina' : days[n + 1]))}\n`,
  'content/wide.md': `# Wide\n\nText.[^note]\n\n[^note]: A note that is longer than a line of text is, so that it takes all the room that it has, and then some more of it.\n\n## One\n\nText.\n\n## Two\n\n## Three\n\n${table(days.slice(0, 7), () => sentence.slice(0, 30))}\n`,
  'content/phones.md': `# Phones\n\n${table(['Desk', 'Clinic', 'Extension', 'Mobile', 'Hours', 'Deputy', 'Mobile', 'E-mail', 'For'], (head) => ({ 'E-mail': 'front.desk.north@example.org', Mobile: '+44 7700 900100', For: 'appointments, letters' })[head] ?? 'Front desk')}\n`,
  'content/huge.md': `# Huge\n\n${table([...days, 'Notes', 'Cover', 'Calls', 'Keys', 'Late'], () => sentence)}\n`,
});
after(() => site.close());

const desk = { viewport: { width: 1366, height: 768 } };
const read = (use, options = desk) => reader(site.address, use, options);
const sizes = (page) =>
  page.locator('.table').evaluate((box) => ({ room: box.clientWidth, need: box.scrollWidth, text: document.querySelector('.prose p')?.getBoundingClientRect().width }));

describe('a table', { concurrency: 2 }, () => {
  test('of eight short columns stands whole on a desktop, beside the list of headings', () =>
    read(async ({ open }) => {
      const page = await open('rota/');
      const { room, need } = await sizes(page);
      assert.ok(need <= room, `${need} in ${room}`);
      const right = (selector) => page.locator(selector).evaluate((element) => element.getBoundingClientRect());
      assert.ok((await right('.table')).right <= (await right('.toc')).left);
    }));

  test('that needs more takes the width that comparisons take, and stands whole', () =>
    read(async ({ open }) => {
      const page = await open('wide/');
      const { room, need, text } = await sizes(page);
      assert.ok(need <= room, `${need} in ${room}`);
      assert.ok(room > text + 100, `${room} and ${text}`);
    }));

  test('that needs more still scrolls, from the keyboard too, and the page does not', () =>
    read(async ({ open }) => {
      const page = await open('huge/');
      const { room, need } = await sizes(page);
      assert.ok(need > room, `${need} in ${room}`);
      await page.locator('.table').focus();
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(() => document.querySelector('.table').scrollLeft > 0);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
    }));

  test('that scrolls anyway breaks no word', () =>
    read(async ({ open }) => {
      const page = await open('phones/');
      const { room, need } = await sizes(page);
      assert.ok(need > room, `${need} in ${room}`);
      const lines = await page.locator('td a[href^="mailto:"]').evaluateAll((all) => all.map((one) => one.getClientRects().length));
      assert.deepEqual(lines, [1, 1, 1]);
      const widths = await page.locator('tbody tr:first-child td').evaluateAll((all) => all.map((cell) => [cell.clientWidth, cell.scrollWidth]));
      assert.deepEqual(widths.filter(([own, of]) => of > own), []);
    }));

  test('of short columns scrolls no more than it must on a phone', () =>
    read(
      async ({ open }) => {
        const page = await open('rota/');
        assert.ok((await sizes(page)).need < 8 * 128);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
      },
      { viewport: { width: 320, height: 700 } },
    ));

  test('keeps the names of its rows in sight while it scrolls on a phone', () =>
    read(
      async ({ open }) => {
        const page = await open('days/');
        const places = await page.locator('.table').evaluate((box) => {
          box.scrollLeft = 100;
          const left = (element) => element.getBoundingClientRect().left;
          return { scrolled: box.scrollLeft, box: left(box), name: left(box.querySelector('tbody th')) };
        });
        assert.equal(places.scrolled, 100);
        assert.ok(places.name >= places.box, JSON.stringify(places));
      },
      { viewport: { width: 320, height: 700 } },
    ));

  test('leaves all else of its page as wide as the text', () =>
    read(async ({ open }) => {
      const page = await open('wide/');
      const width = (selector) => page.locator(selector).first().evaluate((element) => element.getBoundingClientRect().width);
      const text = await width('.prose > p');
      for (const other of ['.notes', '.backlinks', '.page-head']) assert.equal(await width(other), text, other);
    }));

  test('on paper has all its columns, and no word is broken', () =>
    read(
      async ({ open }) => {
        for (const path of ['rota/', 'days/', 'wide/', 'huge/']) {
          const page = await open(path);
          await page.emulateMedia({ media: 'print' });
          const { room, need } = await sizes(page);
          assert.ok(need <= room, `${path}: ${need} in ${room}`);
          const broken = await page.locator('.table :is(th, td)').evaluateAll((cells) =>
            cells.flatMap((cell) => {
              const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
              const words = [...(text?.data ?? '').matchAll(/\S+/g)];
              const range = document.createRange();
              return words.filter(({ 0: word, index }) => {
                range.setStart(text, index);
                range.setEnd(text, index + word.length);
                return range.getClientRects().length > 1;
              }).map(String);
            }),
          );
          assert.deepEqual(broken, [], path);
        }
      },
      { viewport: { width: 700, height: 990 } },
    ));
});
