// `handbook pdf`: the whole handbook printed by Chromium.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { visit } from './browser.mjs';

const folder = mkdtempSync(join(tmpdir(), 'handbook-pdf-'));
after(() => rmSync(folder, { recursive: true }));

/** Prints the site that has every form; gives what was said. */
function print(file, ...flags) {
  const command = ['--root', 'tests/sites/everything', 'pdf', '--output-file', join(folder, file), ...flags];
  return new Promise((resolve) => {
    execFile(process.env.HANDBOOK, command, (error, _, stderr) => resolve({ status: error?.code ?? 0, stderr }));
  });
}

const bytes = (file) => readFileSync(join(folder, file));

test('it is tagged, has an outline, a title and a language, and is the same each time', async () => {
  const first = await print('a.pdf');
  assert.equal(first.status, 0, first.stderr);
  assert.match(first.stderr, /printed \d+ pages into/);
  const pdf = bytes('a.pdf').toString('latin1');
  for (const mark of ['/StructTreeRoot', '/MarkInfo', '/Outlines', '/Lang (en)', '/Title (Everything)', '/Creator (handbook']) {
    assert.ok(pdf.includes(mark), mark);
  }
  assert.ok(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/.test(pdf), 'A4');
  assert.ok(!/\/URI \((http:\/\/127\.|file:)/.test(pdf), 'nothing leads to this machine');
  assert.equal((await print('b.pdf')).status, 0);
  assert.ok(bytes('a.pdf').equals(bytes('b.pdf')), 'the same bytes');
  assert.equal((await print('b.pdf', '--paper', 'letter')).status, 0, 'our own file is replaced');
  assert.ok(bytes('b.pdf').toString('latin1').includes('/MediaBox [0 0 612 792]'));
});

test('one page is printed blank, by its file or its address, and a page that is not there is told', async () => {
  const run = (...words) =>
    new Promise((resolve) => {
      const command = ['--root', 'tests/sites/everything', 'print', ...words];
      execFile(process.env.HANDBOOK, command, (error, _, stderr) => resolve({ status: error?.code ?? 0, stderr }));
    });
  assert.equal((await run('forms/rounds.md', '--output-file', join(folder, 'file.pdf'))).status, 0);
  const { stderr } = await run('/forms/rounds/', '--output-file', join(folder, 'address.pdf'));
  assert.match(stderr, /printed 1 page into/);
  assert.ok(bytes('file.pdf').equals(bytes('address.pdf')), 'the same bytes');
  assert.ok(bytes('file.pdf').toString('latin1').includes('/Title (Rounds'));
  assert.ok(!/\/URI \((http:\/\/127\.|file:)/.test(bytes('file.pdf').toString('latin1')), 'nothing leads to this machine');
  const list = await run('forms/rounds.md#start', '--output-file', join(folder, 'list.pdf'));
  assert.match(list.stderr, /printed 1 page into/);
  assert.ok(!bytes('list.pdf').equals(bytes('file.pdf')), 'one of its lists');
  assert.match(list.stderr, /\(\d+ kB\)|\([1-9]\d*\.\d MB\)/);
  assert.match((await run('rounds.md')).stderr, /no page `rounds\.md`[^]*did you mean `forms\/rounds\.md`\?/);
  const nowhere = await run('forms/rounds.md#star');
  assert.equal(nowhere.status, 2);
  assert.match(nowhere.stderr, /the page “Rounds” has no checklist `#star`[^]*did you mean `#start`\?/);
  const missing = await run('forms/round.md');
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /the site has no page `forms\/round\.md`[^]*did you mean `forms\/rounds\.md`\?/);
});

test('a file of somebody else stays', async () => {
  writeFileSync(join(folder, 'theirs.pdf'), '%PDF-1.4 theirs');
  const { status, stderr } = await print('theirs.pdf');
  assert.equal(status, 2);
  assert.match(stderr, /was not written by handbook/);
  assert.equal(bytes('theirs.pdf').toString(), '%PDF-1.4 theirs');
});

test('lists that are signed have lines for it in the book', () =>
  visit('/everything/print/', async (page) => {
    const shown = () => page.locator('.sign').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));
    await page.emulateMedia({ media: 'screen' });
    assert.deepEqual(await shown(), []);
    await page.emulateMedia({ media: 'print' });
    assert.ok((await shown()).includes('Name of the first person Name of the second person Date'));
  }));

test('on paper the title stands alone, and each page of the book begins a sheet', () =>
  visit('/handbook/print/', async (page) => {
    await page.emulateMedia({ media: 'print' });
    const { title, begins, marks } = await page.evaluate(() => ({
      title: parseFloat(getComputedStyle(document.querySelector('.title-page')).paddingBlockStart),
      begins: [...document.querySelectorAll('.book-contents, .book-page')].map((part) => getComputedStyle(part).breakBefore),
      marks: [...document.querySelectorAll('summary')].filter((one) => getComputedStyle(one).display === 'list-item').length,
    }));
    assert.ok(title > 200, `${title} px above the title`);
    assert.ok(begins.length > 60);
    assert.deepEqual(begins.filter((value) => value !== 'page'), []);
    assert.equal(marks, 0, 'nothing can be unfolded on paper');
  }));
