// The second visit: what the device keeps is shown where it belongs, and nothing moves for it.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { build } from './building.mjs';
import { reader } from './reading.mjs';

const widths = [320, 360, 820, 1024, 1366, 1920];
const many = (id, text) => Array.from({ length: 8 }, (_, n) => `${n + 1}. ${text} ${n}. {#${id}${n}}`).join('\n');
const section = (title) => `## ${title}\n\n${'A line of text.\n\n'.repeat(20)}`;
const assessment = `+++
title = "Which hat?"
key = "hat"
[assessment]
basis = "Made up for this test."
scale = ["No", "Yes"]
dimensions = [{ id = "m", label = "Managing" }, { id = "l", label = "Leading" }]
match = "first"
[[assessment.band]]
id = "much"
when = "m + l >= 24"
next = ["chapter.md"]
[[assessment.band]]
id = "little"
when = "else"
+++

Quickly.

## Managing {#m}

${many('m', 'Plans are kept')}

## Leading {#l}

${many('l', 'Reasons are told')}

## Much of it {#much}

There is *much* of both.

- Rest for a day.

## Little of it {#little}

There is little of both.
`;
const audit = `+++
title = "The week"
key = "week"
[audit]
basis = "Made up for this test."
entries = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Monday again", "Tuesday again", "Wednesday again"]
unit = "hours"
match = "first"
columns = [{ id = "how", label = "How" }, { id = "why", label = "Why" }]
[[audit.band]]
id = "all"
when = "how >= 50"
[[audit.band]]
id = "none"
when = "else"
+++

## All of it {#all}

Text.

## None of it {#none}

Text.
`;
const table = `+++
title = "Table"
[comparison]
columns = [{ id = "a", label = "First" }, { id = "b", label = "Second" }, { id = "c", label = "Third" }]
+++

${Array.from({ length: 8 }, (_, n) => `## Row ${n} {#r${n}}\n\nFirst\n: One thing.\n\nSecond\n: Another, ${'in so many words that the row is high'.repeat(5)}.\n\nThird\n: A third.\n`).join('\n')}`;
const files = {
  'handbook.toml': 'title = "Small"\noffline = false\n',
  'content/_index.md': `+++\ntitle = "Small"\ndescription = "A small handbook for those who come back."\n+++\n\n${'A paragraph of the home page that is long enough to fill a line or two.\n\n'.repeat(10)}`,
  'content/chapter.md': `+++\ntitle = "A chapter"\n+++\n\nText.\n\n${['One', 'Two', 'Three', 'Four'].map(section).join('')}`,
  'content/list.md': `+++\ntitle = "Handing over"\n+++\n\nBefore.\n\n## Today {#today}\n\n- [ ] Ask. {#ask}\n- [ ] Listen. {#listen}\n- [ ] Write. {#write}\n\n${section('After')}`,
  'content/hat.md': assessment,
  'content/week.md': audit,
  'content/table.md': table,
  'content/uses.md': '+++\ntitle = "Uses"\n+++\n\nBefore.\n\n```{comparison} table.md\n```\n\nBetween.\n\n```{comparison} table.md\n:rows: r0, r1, r2, r3, r4, r5, r6\n```\n\nText below.\n',
  'content/lists.md': '+++\ntitle = "Lists"\n+++\n\n```{page-list}\n:kind: checklist\n```\n\nText below.\n',
  'content/settings.md': '+++\ntitle = "Settings"\n[settings]\n+++\n\nHow to read.\n',
};
const paths = ['', 'chapter/', 'list/', 'hat/', 'week/', 'table/', 'uses/', 'lists/', 'settings/'];

/** How much has moved without the reader's doing, from the first pixel on. */
const watchMoves = () => {
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (!hadRecentInput) window.moved.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.textContent)]);
    }
  }).observe({ type: 'layout-shift', buffered: true });
};
/** The scripts that a page does not wait for come when something is drawn. */
async function latecomers(page) {
  await page.route(/\/(?!boot|continue)[\w-]+\.\w+\.js$/, async (route) => {
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    await route.continue();
  });
}
const twoFrames = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))));

describe('a second visit', { concurrency: 3 }, async () => {
  const site = await build(files);
  after(() => site.close());
  const read = (use, options = {}) => reader(site.address, use, { viewport: { width: 1280, height: 800 }, ...options });

  /** Reads, ticks, answers and chooses. */
  async function firstVisit(open) {
    const page = await open('list/');
    await page.getByLabel('Ask.').check();
    await page.goto(`${site.address}hat/`);
    for (const radio of await page.getByLabel(/Yes/).all()) await radio.check();
    await page.click('.main-button');
    await page.locator('.result').waitFor();
    await page.goto(`${site.address}week/`);
    await page.locator('.entry input').first().fill('3');
    await page.locator('.entry input').first().blur();
    await page.goto(`${site.address}table/`);
    await page.getByLabel('Second').uncheck();
    await page.goto(`${site.address}chapter/#three`);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await page.goto(`${site.address}list/`);
    await page.getByLabel('Listen.').check();
    return page;
  }

  for (const width of widths) {
    test(`moves nothing at ${width} px`, () =>
      read(
        async ({ open, context }) => {
          const before = await firstVisit(open);
          await before.close();
          await context.addInitScript(watchMoves);
          for (const path of paths) {
            const page = await context.newPage();
            await latecomers(page);
            await page.goto(site.address + path);
            await twoFrames(page);
            assert.deepEqual(await page.evaluate(() => window.moved), [], `/${path}`);
            await page.close();
          }
        },
        { viewport: { width, height: 800 } },
      ));
  }

  test('finds the columns that were chosen for a table in its extracts too', () =>
    read(async ({ open }) => {
      const page = await firstVisit(open);
      await page.goto(`${site.address}uses/`);
      assert.deepEqual(await page.locator('.extract thead').allInnerTexts().then((all) => all.map((text) => text.trim().split(/\s+/))), [['First', 'Third'], ['First', 'Third']]);
    }));

  test('finds the home page whole, with the list and its page', () =>
    read(async ({ open }) => {
      const width = (page) => page.locator('.prose').evaluate(({ offsetWidth }) => offsetWidth);
      const whole = await width(await open(''));
      const page = await firstVisit(open);
      await page.goto(site.address);
      assert.equal(await width(page), whole);
      assert.equal(await page.locator('#page-last li').first().innerText(), 'Continue where you stopped: Handing over: Today – 2 of 3 done');
    }));

  for (const width of widths) {
    test(`finds the way back near the lead and apart from the text, at ${width} px`, () =>
      read(
        async ({ open }) => {
          const page = await firstVisit(open);
          await page.goto(site.address);
          const [lead, back, text] = await Promise.all(['.lead', '#page-last', '.prose'].map((part) => page.locator(part).boundingBox()));
          const above = back.y - lead.y - lead.height;
          const below = text.y - back.y - back.height;
          assert.ok(above >= 12 && above <= 24, `${above} px above`);
          assert.ok(below >= 24 && below <= 72 && below > above, `${below} px below`);
        },
        { viewport: { width, height: 800 } },
      ));
  }

  test('is led back to the place in the chapter that was only read', () =>
    read(async ({ open }) => {
      const page = await open('chapter/#three');
      await twoFrames(page);
      await page.goto(site.address);
      assert.equal(await page.locator('#page-last').innerText(), 'Continue reading: A chapter: Three');
      await page.locator('#page-last a').click();
      await page.waitForURL('**/chapter/#three');
      await page.goto(`${site.address}chapter/`);
      await page.goto(site.address);
      assert.equal(await page.locator('#page-last').innerText(), 'Continue reading: A chapter');
    }));

  test('is led back once to what was worked on and read', () =>
    read(async ({ open }) => {
      const page = await open('hat/');
      await page.getByLabel(/Yes/).first().check();
      await twoFrames(page);
      await page.goto(site.address);
      assert.match(await page.locator('#page-last').innerText(), /^Continue where you stopped: Which hat\? – 1 of \d+ done$/);
    }));

  test('is led back to a result', () =>
    read(async ({ open }) => {
      const page = await open('hat/');
      for (const radio of await page.getByLabel(/Yes/).all()) await radio.check();
      await page.click('.main-button');
      await page.locator('.result').waitFor();
      await page.goto(site.address);
      const line = page.locator('#page-last li').first();
      assert.equal(await line.innerText(), 'Continue where you stopped: Which hat?: Your result');
      await line.locator('a').click();
      await page.locator('.result').waitFor();
      assert.match(await page.locator('.result .sentence').innerText(), /Much of it/);
    }));

  test('sees nothing of it where nothing was kept, or nothing that can be read', () =>
    read(async ({ open }) => {
      const page = await open('');
      assert.equal(await page.locator('#page-last').isVisible(), false);
      for (const text of ['', 'null', '[1]', '{"title":"T","path":"//elsewhere.example/"}', '{"path":"javascript:alert(1)","title":"T"}']) {
        await page.evaluate((value) => {
          for (const name of ['last', 'read']) localStorage.setItem(`handbook:${document.documentElement.dataset.base}:${name}`, value);
        }, text);
        await page.reload();
        assert.equal(await page.locator('#page-last').isVisible(), false, text);
      }
    }));
});

describe('a shared link', { concurrency: 3 }, async () => {
  const site = await build(files);
  after(() => site.close());
  const link = `hat/#a=1~hat~${['m', 'l'].flatMap((id) => Array.from({ length: 8 }, (_, n) => `${id}${n}:yes`)).join('.')}~2026-11-29`;

  for (const viewport of [{ width: 360, height: 800 }, { width: 1280, height: 800 }]) {
    test(`opens at the result on ${viewport.width} px, with its text and what to read next`, () =>
      reader(
        site.address,
        async ({ open }) => {
          const page = await open(link);
          await page.locator('.result').waitFor();
          const { top } = await page.locator('.result h2').evaluate((heading) => heading.getBoundingClientRect());
          assert.ok(top >= 0 && top < 500, `${top} px`);
          assert.equal(await page.locator('.instrument form').isVisible(), false);
          assert.match(await page.innerText('.banner'), /November 29, 2026/);
          assert.equal(await page.getByText('There is much of both.').isVisible(), true);
          assert.equal(await page.getByRole('link', { name: 'A chapter' }).last().isVisible(), true);
          assert.equal(await page.getByText('There is little of both.').isVisible(), false);
        },
        { viewport },
      ));
  }

  test('is copied as text with the reading and the day', () =>
    reader(
      site.address,
      async ({ open }) => {
        const page = await open(link);
        await page.locator('.result').waitFor();
        await page.click('text=Copy as text');
        await page.getByText('Copied.').first().waitFor();
        const text = await page.evaluate(() => navigator.clipboard.readText());
        assert.match(text, /November 29, 2026|29 November 2026/);
        assert.match(text, /Your result: Much of it\n\nMuch of it\nThere is much of both\.\n- Rest for a day\./);
        assert.match(text, /- A chapter/);
      },
      { viewport: { width: 1280, height: 800 }, permissions: ['clipboard-read', 'clipboard-write'] },
    ));

  test('never takes the place of one’s own answers', () =>
    reader(site.address, async ({ open }) => {
      const page = await open('hat/');
      for (const radio of await page.getByLabel(/No/).all()) await radio.check();
      await page.goto(`${site.address}${link}`);
      await page.locator('.banner').waitFor();
      await page.goto(`${site.address}chapter/`);
      await page.goto(`${site.address}hat/`);
      assert.deepEqual(await page.locator(':checked').evaluateAll((all) => [...new Set(all.map(({ value }) => value))]), ['no']);
    }));

  test('lists no readings among the headings, which would tell the result', () =>
    reader(
      site.address,
      async ({ open }) => {
        const page = await open('hat/');
        assert.doesNotMatch(await page.locator('main').locator('.toc').allInnerTexts().then((all) => all.join()), /much of it|little of it/i);
      },
      { viewport: { width: 1280, height: 800 } },
    ));
});
