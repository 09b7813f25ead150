// `handbook pdf`: the whole handbook printed by Chromium; `handbook print`: one page of it. What is in
// a PDF is read by poppler (`pdftotext`, `pdfinfo`).

import assert from 'node:assert/strict';
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { visit } from './browser.mjs';

const folder = mkdtempSync(join(tmpdir(), 'handbook-pdf-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs a command on a site; gives what was said. */
function run(root, words, env = {}) {
  return new Promise((resolve) => {
    const settings = { env: { ...process.env, ...env } };
    execFile(process.env.HANDBOOK, ['--root', root, ...words], settings, (error, _, stderr) => resolve({ status: error?.code ?? 0, stderr }));
  });
}

/** Prints the site that has every form; gives what was said. */
const print = (file, ...flags) => run('tests/sites/everything', ['pdf', '--output-file', join(folder, file), ...flags]);

/** The pages of a PDF as text. */
const sheets = (file) => execFileSync('pdftotext', ['-layout', join(folder, file), '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);

/** The sizes of the pages of a PDF: `tall` or `wide`. */
function shapes(file) {
  const told = execFileSync('pdfinfo', ['-l', '999', join(folder, file)], { encoding: 'utf8' });
  return [...told.matchAll(/size: +([\d.]+) x ([\d.]+)/g)].map(([, width, height]) => (Number(width) > Number(height) ? 'wide' : 'tall'));
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
  const page = (...words) => run('tests/sites/everything', ['print', ...words]);
  assert.equal((await page('forms/rounds.md', '--output-file', join(folder, 'file.pdf'))).status, 0);
  const { stderr } = await page('/forms/rounds/', '--output-file', join(folder, 'address.pdf'));
  assert.match(stderr, /printed 1 page into/);
  assert.ok(bytes('file.pdf').equals(bytes('address.pdf')), 'the same bytes');
  assert.ok(bytes('file.pdf').toString('latin1').includes('/Title (Rounds'));
  assert.ok(!/\/URI \((http:\/\/127\.|file:)/.test(bytes('file.pdf').toString('latin1')), 'nothing leads to this machine');
  const list = await page('forms/rounds.md#start', '--output-file', join(folder, 'list.pdf'));
  assert.match(list.stderr, /printed 1 page into/);
  assert.ok(!bytes('list.pdf').equals(bytes('file.pdf')), 'one of its lists');
  assert.match(list.stderr, /\(\d+ kB\)|\([1-9]\d*\.\d MB\)/);
  assert.match((await page('rounds.md')).stderr, /no page `rounds\.md`[^]*did you mean `forms\/rounds\.md`\?/);
  const nowhere = await page('forms/rounds.md#star');
  assert.equal(nowhere.status, 2);
  assert.match(nowhere.stderr, /the page “Rounds” has no checklist `#star`[^]*did you mean `#start`\?/);
  const missing = await page('forms/round.md');
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /the site has no page `forms\/round\.md`[^]*did you mean `forms\/rounds\.md`\?/);
  for (const name of ['draft.md', '/draft/']) {
    assert.match((await page(name)).stderr, /`content\/draft\.md` is a draft[^]*`--drafts`/);
  }
  assert.match((await page('/former/')).stderr, /`\/former\/` has moved[^]*it is now `\/forms\/blocks\/`/);
});

test('contents and links tell the pages that they lead to, and every sheet its part and its chapter', async () => {
  const { stderr } = await print('numbers.pdf');
  assert.match(stderr, /printed \d+ pages into `[^`]+` \([\d.]+ [kM]B\) with `[^`]+` \(version \d+\)/);
  const pages = sheets('numbers.pdf');
  const first = pages.findIndex((page) => /^\s*Contents\n/.test(page));
  const entries = [...pages[first].matchAll(/^ *(\S.*?) {2,}(\d+)$/gm)].map(([, title, page]) => [title, Number(page)]);
  assert.ok(entries.length > 10, pages[first]);
  for (const [title, page] of entries) {
    const lines = pages[page - 1].split('\n').map((line) => line.trim()).filter(Boolean);
    assert.ok(lines[0].endsWith(title), `${title} is the running head of page ${page}: ${lines[0]}`);
    assert.ok(lines.slice(1, 4).some((line) => line.startsWith(title)), `${title} begins on page ${page}`);
    assert.equal(Number(lines.at(-1).split(/\s+/).at(-1)), page, 'it has its number at its foot');
  }
  const blocks = entries.find(([title]) => title === 'Blocks')[1];
  assert.match(pages[blocks - 1], /^ *Forms {3,}Blocks\n/, 'the part, then the chapter');
  const told = pages.slice(first + 1).join('\n').matchAll(/(\S+) \(p\. (\d+)\)/g);
  const numbers = [...told].map(([, , page]) => Number(page));
  assert.ok(numbers.length > 5 && numbers.every((page) => page > first + 1 && page <= pages.length), numbers.join());
});

test('no heading stands alone at the foot of a page', () => {
  const pdf = bytes('numbers.pdf').toString('latin1');
  const layout = execFileSync('pdftotext', ['-bbox-layout', join(folder, 'numbers.pdf'), '-'], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const offsets = new Map([...pdf.matchAll(/\n(\d+) 0 obj\n/g)].map((found) => [found[1], found.index]));
  const kids = (number) => {
    const list = /^[^]*?endobj/.exec(pdf.slice(offsets.get(number)))[0].match(/\/Kids \[([^\]]*)\]/)?.[1];
    return list === undefined ? [number] : [...list.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => kids(kid));
  };
  const pages = kids(/\/Pages (\d+) 0 R/.exec(pdf)[1]);
  const feet = layout.split('<page ').slice(1).map((page) => {
    const height = Number(/height="([\d.]+)"/.exec(page)[1]);
    const lines = [...page.matchAll(/<line [^>]*yMax="([\d.]+)"/g)].map(([, end]) => Number(end));
    return { height, last: Math.max(0, ...lines.filter((end) => end < height - 52)) };
  });
  const headings = [...pdf.matchAll(/\/Dest \[(\d+) 0 R \/XYZ [\d.]+ ([\d.]+) 0\]/g)];
  assert.ok(headings.length > 30, `${headings.length} headings`);
  for (const [, page, height] of headings) {
    const foot = feet[pages.indexOf(page)];
    const top = foot.height - Number(height);
    assert.ok(top < foot.height / 2 || foot.last - top > 32, `a heading ${foot.last - top} points above the end of page ${pages.indexOf(page) + 1}`);
  }
});

test('its structure can be read back', () => {
  const { stdout, stderr } = spawnSync('pdfinfo', ['-struct', join(folder, 'numbers.pdf')], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  for (const element of ['Document', 'H1', 'H2', 'P', 'L', 'LI', 'Table', 'TH', 'Link', 'Span']) assert.match(stdout, new RegExp(`^ *${element}\\b`, 'm'), element);
  assert.doesNotMatch(stderr, /wrong type/, 'an element that a reader does not know');
});

test('a browser that does not tell where links lead gives a book without numbers, and that is said', { skip: process.platform === 'win32' }, async () => {
  const script = join(folder, 'browser');
  const rename = 'for word in "$@"; do case $word in --print-to-pdf=*) sed -i "s#/Dests #/Xests #" "${word#*=}";; esac; done';
  writeFileSync(script, `#!/bin/sh\n"${process.env.CHROMIUM}" "$@"\n${rename}\n`, { mode: 0o755 });
  const { status, stderr } = await run('tests/sites/everything', ['pdf', '--output-file', join(folder, 'without.pdf')], { CHROMIUM: script });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^the book has no page numbers in its text; they are not known: [^\n]+\nprinted \d+ pages/);
  assert.doesNotMatch(sheets('without.pdf').join(), /\(p\. \d/);
});

test('a site without a page for paper is printed as if it had one', async () => {
  const site = join(folder, 'fresh');
  execFileSync(process.env.HANDBOOK, ['init', site], { stdio: 'ignore' });
  const { status, stderr } = await run(site, ['pdf', '--output-file', join(folder, 'fresh.pdf')]);
  assert.equal(status, 0, stderr);
  const [title, contents] = sheets('fresh.pdf');
  assert.ok(title.trim().length > 0);
  assert.match(contents, /^\s*Contents\n/);
});

test('an audit is a grid on one wide sheet, an assessment has lines for its sums', async () => {
  const page = (name) => run('tests/sites/instruments', ['print', `${name}.md`, '--output-file', join(folder, `${name}.pdf`)]);
  assert.equal((await page('meetings')).status, 0);
  assert.deepEqual(shapes('meetings.pdf').slice(0, 3), ['tall', 'wide', 'tall']);
  assert.equal(shapes('meetings.pdf').filter((shape) => shape === 'wide').length, 1);
  const grid = sheets('meetings.pdf')[1];
  for (const name of ['People', 'Meeting 1', 'Meeting 5', 'Sum', 'Percent']) assert.ok(grid.includes(name), grid);
  assert.equal((await page('modes')).status, 0);
  const told = sheets('modes.pdf').join('\n');
  assert.match(told, /Managing _+ of 0–4\n *Leading _+ of 0–4\n *Executive scope _+ of 0–4\n[^]*Condition +Reading\n/);
  assert.doesNotMatch(told, /of \d+ done/);
  assert.ok(shapes('modes.pdf').every((shape) => shape === 'tall'));
  const book = await run('tests/sites/instruments', ['pdf', '--output-file', join(folder, 'instruments.pdf'), '--paper', 'letter']);
  assert.equal(book.status, 0, book.stderr);
  const wide = shapes('instruments.pdf').flatMap((shape, at) => (shape === 'wide' ? [sheets('instruments.pdf')[at]] : []));
  assert.equal(wide.length, 2, 'one for each audit');
  for (const sheet of wide) assert.match(sheet, /^ *\S.*\n[^]*Percent/, 'with a running head');
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
