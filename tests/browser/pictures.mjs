// Takes the pictures of README and of the guide: `node pictures.mjs FOLDER-WITH-SITES [NAME…]`; with
// names, those pictures alone.

import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

const [sites, ...names] = process.argv.slice(2);

/** Of README: by day and by night. `limit` is the most that a picture weighs, in bytes. */
const readme = { folder: '.github', schemes: ['light', 'dark'], quality: 80, limit: 150_000 };
/** Of the guide: smaller, and with a line round it, since it lies on a page of its own colour. */
const guide = { folder: 'content/editing/pictures', schemes: ['light'], quality: 45, limit: 60_000, scale: 1.5, framed: true };
const phone = { viewport: { width: 360, height: 680 } };
const desk = { viewport: { width: 720, height: 560 } };

/** Each picture: the page, the window, and what is pressed or filled in before. */
const pictures = [
  { ...readme, name: 'desktop', path: 'transitions/peter-principle/', viewport: { width: 1360, height: 850 } },
  { ...readme, name: 'phone', path: 'instruments/delegation-check/', viewport: { width: 390, height: 780 }, scale: 2 },
  { ...guide, ...phone, name: 'chapter', path: 'balance/both/', act: (page) => page.getByRole('button', { name: 'This page' }).click() },
  { ...guide, ...desk, name: 'part', path: 'practice/', act: (page) => begin(page, '.place-map') },
  { ...guide, ...desk, name: 'search', path: 'search/?q=trust', act: results },
  { ...guide, ...desk, name: 'comparison', path: 'comparisons/delegation-levels/', act: (page) => begin(page, '.columns, .comparison, table') },
  { ...guide, ...phone, name: 'checklist', path: 'start/new-manager/', act: tick },
  { ...guide, viewport: { width: 720, height: 690 }, name: 'assessment', path: 'instruments/org-2x2/', act: rate },
  { ...guide, viewport: { width: 720, height: 660 }, name: 'audit', path: 'instruments/calendar-audit/', act: divide },
  { ...guide, ...desk, name: 'worksheet', path: 'templates/role-card/', act: write },
  { ...guide, ...desk, name: 'glossary', path: 'glossary/', act: (page) => begin(page, '.handles') },
  { ...guide, viewport: { width: 720, height: 420 }, name: 'sources', path: 'sources/', act: (page) => begin(page, '.sources > :nth-child(8)') },
  { ...guide, ...phone, name: 'settings', path: 'settings/' },
  { ...guide, viewport: { width: 560, height: 792 }, name: 'sheet', path: 'instruments/org-2x2/', act: (page) => print(page, 2) },
];

/** Shows one sheet of paper, by its number, in the place of the page. */
async function print(page, sheet) {
  const input = await page.pdf({ format: 'A4' });
  const picture = execFileSync('pdftoppm', ['-f', `${sheet}`, '-singlefile', '-r', '108', '-png', '-'], { input });
  await page.goto('about:blank');
  await page.setContent(`<body style="margin: 0"><img style="width: 100%" src="data:image/png;base64,${picture.toString('base64')}">`);
}

/** Scrolls to the first element that the selector names, below the bar that stays in view. */
async function begin(page, selector) {
  await page.locator(selector).first().evaluate((element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 72));
}

async function results(page) {
  await page.locator('.search-result').first().waitFor();
  await page.waitForLoadState('networkidle');
  await begin(page, '#search-field');
}

async function tick(page) {
  for (const at of [0, 1]) await page.locator('.checklist input').nth(at).check();
  await begin(page, '.checklist');
}

/** Some order, a clear direction, much control. */
async function rate(page) {
  const answers = [2, 3, 2, 2, 1, 3, 4, 3, 3, 4, 3, 4, 3, 4, 3];
  for (const [at, answer] of answers.entries()) await page.locator('.statement').nth(at).locator('.choice').nth(answer).click();
  await page.getByRole('button', { name: 'See the result' }).click();
  await begin(page, '.result');
}

/** What was meant, then each day, in hours. */
async function divide(page) {
  const week = [[14, 8, 6, 4, 4, 4], [3, 1, 1, 0, 3, 0], [2, 2, 0, 1, 3, 0.5], [4, 0, 0.5, 0, 4, 0], [2, 1, 1, 2, 2, 0], [3, 1, 0, 0, 3, 1]];
  for (const [at, hours] of week.entries()) {
    const fields = page.locator('.entry').nth(at).locator('input');
    for (const [column, amount] of hours.entries()) await fields.nth(column).fill(String(amount));
  }
  await page.evaluate(() => document.activeElement.blur());
  await begin(page, '.entry');
}

async function write(page) {
  const words = ['Lead of the night shift, packing: Dele, until 31 December', 'Every lorry leaves full, right and on time', '97 of 100 lorries on time. Nobody hurt.'];
  for (const [at, text] of words.entries()) await page.locator('.questions textarea').nth(at).fill(text);
  await page.evaluate(() => document.activeElement.blur());
  await begin(page, '.questions');
}

/** In the page: a line round the window. */
function frame() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('body::after { content: ""; position: fixed; inset: 0; z-index: 9999; border: 1px solid #bbb; pointer-events: none; }');
  document.adoptedStyleSheets.push(sheet);
}

const server = await serve(sites);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM });
for (const picture of pictures.filter(({ name }) => names.length === 0 || names.includes(name))) {
  for (const colorScheme of picture.schemes) await take(picture, colorScheme);
}
await browser.close();
await server.close();

async function take({ folder, name, path, viewport, scale = 1, schemes, quality, limit, framed, act }, colorScheme) {
  const page = await browser.newPage({ viewport, colorScheme, deviceScaleFactor: scale, reducedMotion: 'reduce' });
  await page.goto(`${server.origin}/handbook/${path}`, { waitUntil: 'networkidle' });
  await act?.(page);
  if (framed) await page.evaluate(frame);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality });
  const file = join(folder, schemes.length > 1 ? `${name}-${colorScheme}.webp` : `${name}.webp`);
  writeFileSync(file, data, 'base64');
  const { size } = statSync(file);
  console.log(`${size} bytes ${file}`);
  if (size > limit) throw new Error(`more than ${limit} bytes`);
  await page.close();
}
