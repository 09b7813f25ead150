// How long controls take to answer on a slow device (a quarter of this processor) that keeps 5,000 pages of a
// handbook: on a form of 300 statements, a table of 500 rows, a glossary of 2,000 terms, a list of 1,000 items.
// It prints, of each control, the longest interaction as browsers count it (INP: from the press to the picture
// that answers it), the least of some rounds, since what else a machine does only adds to it. Run by hand:
//
//   cargo build --release && CHROMIUM=$(command -v chromium) node tests/bench/interactions.mjs [ROUNDS]
//
// More than 200 ms ends the run with exit code 1.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { launch } from '../browser/chromium.mjs';
import { serve } from '../browser/server.mjs';

const handbook = process.env.HANDBOOK ?? new URL('../../target/release/handbook', import.meta.url).pathname;
const rounds = Number(process.argv[2] ?? 5);
/** The most that a control may take, in milliseconds. */
const bound = 200;
const slower = 4;
const many = (count, make) => Array.from({ length: count }, (_, at) => make(at)).join('\n');
const words = ['manager', 'leader', 'plan', 'reason', 'habit', 'team', 'risk', 'change', 'week', 'trust'];
const sentence = (at) => `The ${words[at % 10]} of ${words[Math.floor(at / 10) % 10]} number ${at} is kept`;
const dimensions = ['a', 'b', 'c', 'd', 'e', 'f'];

const files = {
  'handbook.toml': 'title = "Large"\noffline = false\n',
  'content/_index.md': '+++\ntitle = "Large"\n+++\n\nA handbook.\n',
  'content/search.md': '+++\ntitle = "Search"\n[search]\n+++\n',
  'content/settings.md': '+++\ntitle = "Settings"\n[settings]\n+++\n',
  'content/lists.md': '+++\ntitle = "Lists"\n+++\n\n```{page-list}\n:kind: checklist\n```\n',
  'content/form.md': `+++\ntitle = "Form"\nkey = "form"\n[assessment]\nbasis = "Made up."\nscale = ["No", "Hardly", "Partly", "Mostly", "Yes"]\nskip = true\ndimensions = [${dimensions.map((id) => `{ id = "${id}", label = "Part ${id}" }`)}]\nmatch = "all"\n[[assessment.band]]\nid = "high"\neach = true\nwhen = "score >= 150"\n[[assessment.band]]\nid = "low"\nwhen = "else"\n+++\n\nText.\n\n${dimensions.map((id) => `## Part ${id} {#${id}}\n\n${many(50, (at) => `${at + 1}. ${sentence(at)}. {#${id}-${at}}`)}\n`).join('\n')}\n## High {#high}\n\nMuch.\n\n## Low {#low}\n\nLittle.\n`,
  'content/table.md': `+++\ntitle = "Table"\n[comparison]\ncolumns = [{ id = "x", label = "First" }, { id = "y", label = "Second" }, { id = "z", label = "Third" }]\n+++\n\n${many(500, (at) => `## Row ${at} {#r-${at}}\n\nFirst\n: ${sentence(at)}.\n\nSecond\n: ${sentence(at % 7 ? at + 3 : at)}.\n\nThird\n: ${sentence(at % 7 ? at + 5 : at)}.\n`)}`,
  'content/glossary.md': `+++\ntitle = "Glossary"\n[glossary]\nunused = true\n+++\n\n${many(2000, (at) => `${String.fromCharCode(65 + (at % 26))}word ${at} {#t-${at}}\n: ${sentence(at)}, which is told in a sentence of some length.\n`)}`,
  'content/list.md': `+++\ntitle = "List"\nkey = "list"\n+++\n\n${many(1000, (at) => `- [ ] ${sentence(at)}. {#i-${at}}`)}\n`,
};

/** In the page: 5,000 records as the scripts of the theme write them. */
function fill() {
  for (let page = 0; page < 5000; page += 1) {
    const ids = [0, 1, 2, 3].map((at) => `item-${at}`);
    const items = Object.fromEntries(ids.map((id) => [id, { value: true, text: `What is done of ${id}.`, hash: '0759bbb6', time: 1796012328318 }]));
    localStorage[`handbook:/large/:page:page-${page}`] = JSON.stringify({ v: 1, title: `Page ${page}`, path: `/large/page-${page}/`, time: 1796012328318, seen: ids, items });
  }
}

const press = (selector, nth = 0) => (page) => page.locator(selector).nth(nth).click();
const write = (selector, text) => async (page) => {
  await page.locator(selector).first().focus();
  await page.keyboard.type(text);
};
const ready = (selector) => (page) => page.locator(selector).first().waitFor();
/** Ticks or answers all that there is, unmeasured. */
const all = (selector) => (page) => page.locator(selector).evaluateAll((boxes) => boxes.forEach((box) => box.click()));
/** Of each page: what is done before, and the controls in order, each with what shows that it has answered. */
const controls = {
  'form/': [['an answer', press('.statement input', 7)], ['the last answer', press('.statement input', 1798)], ['See the result, with errors', press('.main-button'), ready('.errors:visible')], [null, all('.statement input[value=yes]')], ['See the result', press('.main-button'), ready('.result:visible')], ['an answer beside the result', press('.statement input', 3)], ['a letter of what one will do', write('.commitment textarea', 'a')], ['Copy as text', press('text=Copy as text')], ['Share', press('button:has-text("Share")')], ['Start again', press('text=Start again')], ['Undo', press('text=Undo')]],
  'table/': [['a column', press('.show-2')], ['only rows that differ', press('.only-different')], ['a letter of the filter', write('[data-filter]', 'risk')], ['the filter, emptied', (page) => page.keyboard.press('Control+a').then(() => page.keyboard.press('Backspace'))], ['Copy as Markdown', press('.comparison .tools button')]],
  'glossary/': [['a letter to jump to', press('.handles a', 12)], ['a letter of the filter', write('[data-filter]', 'trust')], ['the filter, emptied', (page) => page.keyboard.press('Control+a').then(() => page.keyboard.press('Backspace'))]],
  'list/': [['a tick', press('.checklist input', 500)], ['a tick by its label', press('.task label', 999)], ['the tools', press('summary:has-text("Save, share, print")')], ['Share', press('text=Copy a link')], ['Clear the list', press('text=Clear the list')], ['Undo', press('text=Undo')]],
  'lists/': [['Erase everything', press('text=Erase everything')], ['Undo', press('text=Undo')], ['Save a copy', press('.everything button')]],
  'settings/': [['a theme', press('#theme label', 2)], ['a size of text', press('#text label', 3)], ['Erase everything', press('text=Erase everything')], ['Undo', press('text=Undo')]],
  '': [['the search', press('#search-field')], ['a letter of the search', write('#search-field', 'trust'), ready('[role=option]')], ['a letter more, with the index', write('#search-field', ' habit')], ['an arrow key', (page) => page.keyboard.press('ArrowDown')]],
  'search/': [['a letter of the search', write('#search-field', 'habit'), ready('[role=option]')], ['a letter more, with the index', write('#search-field', ' plan')], ['a letter of the filter', write('[data-filter]', 'row')]],
};

const work = mkdtempSync(join(tmpdir(), 'handbook-interactions-'));
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(work, 'source', path)), { recursive: true });
  writeFileSync(join(work, 'source', path), text);
}
execFileSync(handbook, ['--quiet', '--root', join(work, 'source'), '--output-dir', join(work, 'sites/large'), '--base-url', 'https://handbook.example/large/', 'build'], { stdio: 'inherit' });
const server = await serve(join(work, 'sites'));
const browser = await launch();
const longest = new Map();

for (let round = 0; round < rounds; round += 1) {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, permissions: ['clipboard-read', 'clipboard-write'] });
  context.setDefaultTimeout(60_000);
  await context.addInitScript(() => {
    window.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => entry.interactionId && (window.longest = Math.max(window.longest, entry.duration)))).observe({ type: 'event', durationThreshold: 16, buffered: true });
  });
  for (const [path, steps] of Object.entries(controls)) {
    const page = await context.newPage();
    await page.goto(`${server.origin}/large/${path}`);
    await page.evaluate(fill);
    await page.reload();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    for (const [name, act, shown = () => {}] of steps) {
      await act(page);
      await shown(page);
      // Entries come with the picture, and are told after it.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));
      const took = await page.evaluate(() => [window.longest, (window.longest = 0)][0]);
      if (name) longest.set(`/${path} ${name}`, [...(longest.get(`/${path} ${name}`) ?? []), took]);
    }
    await page.close();
  }
  await context.close();
}
await browser.close();
await server.close();
rmSync(work, { recursive: true });

for (const [name, times] of longest) {
  const [least = 0, ...more] = times.sort((one, other) => one - other);
  if (least > bound) process.exitCode = 1;
  console.log(`${least > bound ? '!' : ' '} ${String(least || '<16').padStart(4)} ms  ${name}${more.length ? `  (to ${more.at(-1)})` : ''}`);
}
