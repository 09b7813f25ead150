// Long pages have handles: letters or groups to jump to, and a field that leaves what fits; a week is a table where
// there is room.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { build } from './building.mjs';
import { barriers } from './axe.mjs';
import { reader } from './reading.mjs';

const words = ['Ältestes', 'Açaí', 'Ant', 'Bean', 'Bindweed', 'Clover', 'Dill', 'Elder', 'Fennel', 'Garlic', 'Hops', 'Iris', 'Kale', 'Leek', 'Mint', 'Nettle', 'Oat', 'Pea', 'Quince', 'Rue'];
const terms = words.map((word) => `${word} {#${{ Açaí: 'acai', Ältestes: 'aeltestes' }[word] ?? word.toLowerCase()}}\n: ${word === 'Mint' ? 'Spreads under any fence.' : `What ${word} is.`}\n`).join('\n');
const rows = words.map((word, at) => `## ${word} row {#r-${at}}\n\nSown\n: ${word} in week ${at}\n\nCut\n: Later\n`).join('\n');
const kinds = ['Work', 'Rest', 'Talk', 'Walk', 'Read', 'Mend'];
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const audit = (key, columns) => `+++\ntitle = "Week"\nkey = "${key}"\n[audit]\nbasis = "Ours."\nunit = "hours"\nentries = [${days.map((day) => `{ id = "${day.toLowerCase()}", label = "${day}" }`).join(', ')}]\ncolumns = [${columns.map((kind) => `{ id = "${kind.toLowerCase()}", label = "${kind}" }`).join(', ')}]\n[[audit.band]]\nid = "any"\nwhen = "else"\n+++\n\n## A week {#any}\n\nThat was a week.\n`;
const files = {
  'handbook.toml': 'title = "Small"\n',
  'content/_index.md': '# Small\n\nA small handbook.\n',
  'content/glossary.md': `+++\ntitle = "Glossary"\n[glossary]\nunused = true\n+++\n\n${terms}`,
  'content/plants.md': `+++\ntitle = "Plants"\n[comparison]\ncolumns = [\n  { id = "sown", label = "Sown" },\n  { id = "cut", label = "Cut" },\n]\n+++\n\n${rows}`,
  'content/many.md': audit('many', [...kinds, 'Drive', 'Queue']),
  'content/week.md': audit('week', kinds),
};
const desk = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 360, height: 740 } };

describe('a long page', { concurrency: 3 }, async () => {
  const site = await build(files);
  after(() => site.close());
  const read = (use, options = desk) => reader(site.address, use, options);
  const shown = (page, list) => page.locator(list).evaluateAll((all) => all.filter((each) => each.checkVisibility()).map((each) => each.innerText.split('\n')[0].replace('#', '').trim()));

  for (const options of [desk, phone, { ...desk, javaScriptEnabled: false }]) {
    test(`has letters, each once and without accents, that lead to their first name, ${JSON.stringify(options)}`, () =>
      read(async ({ open }) => {
        const page = await open('glossary/');
        const letters = page.locator('.handles a');
        assert.equal((await letters.allInnerTexts()).join(''), 'ABCDEFGHIKLMNOPQR');
        const tops = await letters.evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().top)));
        const rows = [...new Set(tops)];
        assert.ok(rows.slice(1).every((top, at) => top - rows[at] > 30), `letters of one row stand on one line: ${rows}`);
        await page.getByRole('navigation', { name: 'Jump to' }).getByRole('link', { name: 'M', exact: true }).click();
        await page.waitForURL(/#mint$/);
        await page.waitForFunction(() => {
          const { top, bottom } = document.getElementById('mint').getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        });
      }, options));
  }

  for (const [path, list, word, left] of [
    ['glossary/', '.terms > div', 'acai', ['Açaí']],
    ['glossary/', '.terms > div', 'fence under', ['Mint']],
    ['plants/', 'tr.row', 'week 19', ['Rue row']],
  ]) {
    test(`of ${path} what fits “${word}” stays, by keyboard, and how much that is is said`, () =>
      read(async ({ open }) => {
        const page = await open(path);
        const field = page.getByLabel('Filter');
        await field.focus();
        await page.keyboard.type(word);
        const status = page.locator('.filter [role=status]');
        await status.filter({ hasText: `1 of ${words.length}` }).waitFor();
        assert.deepEqual(await shown(page, list), left);
        assert.deepEqual(await barriers(page), []);
        await page.keyboard.press('Control+a');
        await page.keyboard.press('Backspace');
        await status.filter({ hasText: `${words.length} of ${words.length}` }).waitFor();
        assert.equal((await shown(page, list)).length, words.length);
        await page.keyboard.type('xyzzy');
        await status.filter({ hasText: `0 of ${words.length}` }).waitFor();
        assert.deepEqual(await shown(page, list), []);
      }));
  }

  test('has no field without scripts, and none costs anything before somebody goes there', async () => {
    await read(async ({ open }) => assert.equal(await (await open('glossary/')).locator('.filter').isVisible(), false), { ...desk, javaScriptEnabled: false });
    await read(async ({ open, context }) => {
      const asked = [];
      context.on('request', (request) => asked.push(new URL(request.url()).pathname));
      const page = await open('glossary/');
      await page.waitForLoadState('load');
      assert.deepEqual(asked.filter((path) => path.includes('filter')), []);
      await Promise.all([page.waitForRequest(/filter/), page.getByLabel('Filter').focus()]);
      assert.equal(asked.filter((path) => path.includes('filter')).length, 1);
    });
  });

  test('is a table of the week where there is room, and a field below the other on a phone', async () => {
    const places = (page) => page.locator('.audit .amount').evaluateAll((all) => all.filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect()).map(({ left, top }) => [Math.round(left), Math.round(top)]));
    for (const width of [720, 1000, 1280]) {
      await read(async ({ open }) => {
        const all = await places(await open('week/'));
        assert.equal(all.length, kinds.length * days.length);
        const columns = kinds.map((_, column) => all.filter((_, at) => at % kinds.length === column));
        for (const column of columns) assert.equal(new Set(column.map(([left]) => left)).size, 1, `one column: ${column}`);
        for (let column = 1; column < kinds.length; column += 1) assert.ok(columns[column - 1][0][0] < columns[column][0][0], `${width} px: ${kinds[column]}`);
        for (let day = 0; day < days.length; day += 1) assert.equal(new Set(columns.map((column) => column[day][1])).size, 1, `${width} px: one row`);
      }, { viewport: { width, height: 800 } });
    }
    await read(async ({ open }) => {
      const page = await open('week/');
      assert.ok((await places(page)).length > 0);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    }, phone);
  });

  test('of more kinds of work than a row has room for keeps the name of each at its field', async () => {
    for (const viewport of [{ width: 360, height: 740 }, { width: 820, height: 900 }, { width: 1280, height: 800 }, { width: 1920, height: 1000 }]) {
      await read(async ({ open }) => {
        const page = await open('many/');
        const apart = await page.locator('.audit .amount').evaluateAll((all) => all.filter((each) => each.checkVisibility()).filter((each) => {
          const [label, field] = ['label', 'input'].map((part) => each.querySelector(part).getBoundingClientRect());
          const isSeen = getComputedStyle(each.querySelector('label')).clipPath === 'none';
          return !isSeen || label.right > field.left + 1 || label.bottom < field.top || label.top > field.bottom;
        }).length);
        assert.equal(apart, 0, `${viewport.width} px`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
        assert.deepEqual(await barriers(page), []);
      }, { viewport });
    }
  });
});
