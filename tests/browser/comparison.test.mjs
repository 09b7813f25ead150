// Comparisons: columns and rows that can be hidden, with and without scripts, on a phone, on paper,
// and read by a machine.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { barriers } from './axe.mjs';
import { build } from './building.mjs';
import { kept, reader } from './reading.mjs';
import { answered } from './running.mjs';

const rows = Array.from(
  { length: 12 },
  (_, n) => `### Row ${n} {#row-${n}}

One
: ${n === 4 ? 'Same' : `First ${n}`}

Two
: ${n === 4 ? 'same.' : `Second ${n}`}

Three
: ${n === 4 ? 'same' : `Third, "${n}"`}

Note of row ${n}.
`,
).join('\n');

const site = await build({
  'handbook.toml': 'title = "Small"\n',
  'content/_index.md': '# Small\n',
  'content/table.md': `+++
title = "A table"

[comparison]
columns = [{ id = "one", label = "One" }, { id = "two", label = "Two" }, { id = "three", label = "Three" }]
+++

## Group {#group}

${rows}`,
  'content/chapter.md': `# Chapter

Before.

\`\`\`{comparison} table.md
\`\`\`

\`\`\`{comparison} table.md
:rows: row-1
\`\`\`
`,
});
after(() => site.close());

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 320, height: 700 } };
const read = (use, options = desk) => reader(site.address, use, options);
const heads = (page, nth = 0) =>
  page.locator('.comparison').nth(nth).locator('thead th').evaluateAll((all) => all.filter((th) => th.checkVisibility()).map((th) => th.textContent));
/** Presses the box with this label, and waits for what scripts, if there are any, hide or show. */
const choose = async (page, label, scripts = true) => {
  await page.getByLabel(label).click();
  if (scripts) await answered(page);
};
const shownRows = (page) => page.locator('tr.row').evaluateAll((all) => all.filter((tr) => tr.checkVisibility()).length);

describe('a comparison', { concurrency: 3 }, () => {
  for (const javaScriptEnabled of [false, true]) {
    const with_ = javaScriptEnabled ? 'with scripts' : 'without scripts';

    test(`hides a column, and its cells, ${with_}`, () =>
      read(
        async ({ open }) => {
          const page = await open('table/');
          assert.deepEqual(await heads(page), ['One', 'Two', 'Three']);
          await choose(page, 'Two', javaScriptEnabled);
          assert.deepEqual(await heads(page), ['One', 'Three']);
          assert.equal(await page.locator('#row-0 td:visible').count(), 2);
          // The note goes on below what is left.
          const edge = (locator) => locator.evaluate((element) => Math.round(element.getBoundingClientRect().right));
          assert.equal(await edge(page.locator('tr.more td').first()), await edge(page.locator('#row-0 td.c3')));
        },
        { ...desk, javaScriptEnabled },
      ));

    test(`hides rows that say the same, with their notes, ${with_}`, () =>
      read(
        async ({ open }) => {
          const page = await open('table/');
          assert.equal(await shownRows(page), 12);
          await choose(page, 'only rows that differ', javaScriptEnabled);
          assert.equal(await shownRows(page), 11);
          assert.equal(await page.getByText('Note of row 4.').isVisible(), false);
        },
        { ...desk, javaScriptEnabled },
      ));
  }

  test('keeps two columns, and says so', () =>
    read(async ({ open }) => {
      const page = await open('table/');
      await choose(page, 'Two');
      await page.getByLabel('One').click();
      assert.deepEqual(await heads(page), ['One', 'Three']);
      // Said where it happened, to be seen and heard.
      const said = page.locator('.comparison [role=status]').first();
      await said.getByText('At least two columns stay.').waitFor();
      await choose(page, 'only rows that differ');
      await page.waitForFunction(() => document.getElementById('page-said').textContent === '1 of 12 rows hidden');
      assert.equal(await said.innerText(), '');
    }));

  test('remembers what was chosen, wherever the table is shown, and nothing else', () =>
    read(async ({ open }) => {
      const page = await open('table/');
      assert.deepEqual(await kept(page), {});
      await choose(page, 'Two');
      const chapter = await open('chapter/');
      assert.deepEqual(await heads(chapter), ['One', 'Three']);
      await choose(page, 'Two');
      await chapter.waitForFunction(() => document.querySelector('.show-2').checked);
      assert.deepEqual(await kept(page), {}, 'what is as its author left it needs no memory');
    }));

  test('lives without storage', () =>
    read(
      async ({ open }) => {
        const page = await open('table/');
        await choose(page, 'Two');
        assert.deepEqual(await heads(page), ['One', 'Three']);
      },
      {
        ...desk,
        init: () => {
          Storage.prototype.setItem = () => {
            throw new DOMException('full', 'QuotaExceededError');
          };
          Storage.prototype.getItem = () => {
            throw new DOMException('no', 'SecurityError');
          };
        },
      },
    ));

  test('has one choice for each extract that is long', () =>
    read(async ({ open }) => {
      const page = await open('chapter/');
      assert.equal(await page.locator('.choice').count(), 1);
      await choose(page, 'One');
      assert.deepEqual(await heads(page, 0), ['Two', 'Three']);
      assert.deepEqual(await heads(page, 1), ['One', 'Two', 'Three']);
    }));

  test('is copied as it is shown', () =>
    read(
      async ({ open }) => {
        const page = await open('table/');
        await choose(page, 'Two');
        await choose(page, 'only rows that differ');
        const copied = async (name) => {
          await page.evaluate(() => navigator.clipboard.writeText(''));
          await page.getByRole('button', { name }).click();
          await page.waitForFunction(() => navigator.clipboard.readText());
          return (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
        };
        const markdown = await copied('Copy as Markdown');
        assert.deepEqual(markdown.slice(0, 3), ['|  | One | Three |', '| --- | --- | --- |', '| Row 0 | First 0 | Third, “0” |']);
        assert.equal(markdown.length, 2 + 11 + 1);
        const csv = await copied('Copy as CSV');
        assert.equal(csv[1], 'Row 0,First 0,"Third, “0”"\r');
      },
      { ...desk, permissions: ['clipboard-read', 'clipboard-write'] },
    ));

  test('has a head that stays in view, unless the window is low', () =>
    read(async ({ open }) => {
      const page = await open('table/');
      const top = () => page.locator('thead th').first().evaluate((th) => th.getBoundingClientRect().top);
      await page.evaluate(() => document.getElementById('row-9').scrollIntoView());
      assert.equal(await top(), 0);
      const row = await page.locator('#row-9').evaluate((tr) => tr.getBoundingClientRect().top);
      assert.ok(row >= (await page.locator('thead').evaluate((head) => head.getBoundingClientRect().height)) - 1, 'the row lies below the head');
      await page.setViewportSize({ width: 1280, height: 300 });
      assert.ok((await top()) < 0);
    }));

  test('becomes cards on a phone, each cell with the name of its column', () =>
    read(async ({ open }) => {
      const page = await open('table/');
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      const text = await page.locator('#row-3').innerText();
      assert.match(text, /Row 3[^]*One\s+First 3\s+Two\s+Second 3\s+Three\s+Third/);
      const session = await page.context().newCDPSession(page);
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      const roles = new Set(nodes.map(({ role }) => role?.value));
      for (const role of ['table', 'row', 'columnheader', 'rowheader', 'cell']) assert.ok(roles.has(role), `no ${role}`);
    }, phone));

  test('leads to a row, which is told apart', () =>
    read(async ({ open }) => {
      const page = await open('table/#row-7');
      const ground = (id) => page.locator(`${id} td.c1`).evaluate((td) => getComputedStyle(td).backgroundColor);
      assert.notEqual(await ground('#row-7'), await ground('#row-6'));
      await page.locator('#row-6 .row-link').focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**#row-6');
    }));

  test('prints as a table whose head is on each sheet, and says what is left out', () =>
    read(async ({ open }) => {
      const page = await open('table/');
      await choose(page, 'Two');
      await choose(page, 'only rows that differ');
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 420, height: 600 });
      const display = (selector) => page.locator(selector).first().evaluate((element) => getComputedStyle(element).display);
      assert.equal(await display('thead'), 'table-header-group');
      assert.equal(await display('tr.row'), 'table-row');
      assert.equal(await display('td.c2'), 'none');
      const said = await page.locator('.left-out').innerText();
      assert.match(said, /Columns that are not shown: Two\s+Rows that are not shown[^]*: 1/);
      assert.doesNotMatch(said, /One|Three/);
    }));

  test('says nothing of what is left out where nothing is', () =>
    read(async ({ open }) => {
      const page = await open('table/');
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('.left-out').isVisible(), false);
    }));

  for (const [name, options] of Object.entries({ desk, phone })) {
    test(`has no barrier that axe finds with something hidden, on a ${name}`, () =>
      read(
        async ({ open }) => {
          const page = await open('table/');
          await choose(page, 'Two');
          assert.deepEqual(await barriers(page), []);
        },
        options,
      ));
  }

  test('lies beside its page as data', () =>
    read(async ({ open, context }) => {
      const page = await open('table/');
      for (const [name, type] of [['CSV', /^id,group,row,One,Two,Three,note\r\n/], ['Markdown', /^# A table\n/]]) {
        const address = await page.getByRole('link', { name, exact: true }).evaluate((link) => link.href);
        assert.match(await (await context.request.get(address)).text(), type);
      }
    }));
});
