// Lists that start again: what was ticked in a former round is never shown as this one's, on any page
// that tells of it; names, former rounds, links, and one press for all lists of a page. The clock is set
// by the tests.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { barriers } from './axe.mjs';
import { build } from './building.mjs';
import { choose, kept, reader, saved, ticked, use } from './reading.mjs';

const lists = `
## Morning {#morning}

- [ ] Count the ampoules. {#ampoules}
- [ ] Read the fridge. {#fridge}

## Evening {#evening}

- [ ] Lock the cabinet. {#lock}
`;

const site = await build({
  'handbook.toml': 'title = "Clinic"\nlanguage = "en-GB"\n',
  'content/_index.md': '+++\ntitle = "Clinic"\n+++\n\nA clinic.\n',
  'content/drugs.md': `+++\ntitle = "Controlled drugs"\n[checklist]\nrepeat = "daily"\nnames = 2\n+++\n${lists}`,
  'content/linen.md': '+++\ntitle = "Linen"\n[checklist]\nrepeat = "weekly"\n+++\n\n- [ ] Count the sheets. {#sheets}\n',
  'content/ward.md': '+++\ntitle = "Ward"\n[checklist]\nrepeat = "shift"\nshifts = ["22:00", "06:00", "14:00"]\n+++\n\n- [ ] Hand over. {#over}\n',
  'content/once.md': `+++\ntitle = "Once"\n+++\n${lists}`,
  'content/desk.md': '+++\ntitle = "Desk"\n+++\n\n```{checklist} drugs.md#morning\n```\n\n```{page-list}\n:kind: checklist\n```\n',
});
after(() => site.close());

const read = (test, options) => reader(site.address, test, { locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options });
const box = (page, name) => page.getByRole('checkbox', { name });
/** Opens a page at a time by the reader's clock, which stands still. */
const at = async (context, time, path) => {
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(`${time}:00+01:00`));
  await page.goto(site.address + path);
  return page;
};

describe('a list for every day', { concurrency: 3 }, () => {
  test('shows the ticks of today with their times, and those of yesterday nowhere as done', () =>
    read(async ({ context }) => {
      const page = await at(context, '2026-11-27T08:14', 'drugs/');
      for (const name of ['Count the ampoules.', 'Read the fridge.']) await box(page, name).check();
      assert.match(await page.locator('.checklist').first().innerText(), /Count the ampoules\.\s+Ticked: Fri,? 08:14/);
      assert.match(await page.locator('.tally').first().innerText(), /of 2 done\s+Since Friday,? 27 November 2026/);
      await page.clock.setFixedTime(new Date('2026-11-27T23:59:00+01:00'));
      await page.reload();
      assert.deepEqual(await ticked(page), ['Count the ampoules.', 'Read the fridge.']);

      await page.clock.setFixedTime(new Date('2026-11-28T00:01:00+01:00'));
      await page.reload();
      assert.deepEqual(await ticked(page), []);
      assert.doesNotMatch(await page.locator('.checklist').first().innerText(), /Ticked:/);
      assert.match(await page.locator('.checklist progress').first().textContent(), /^0 of 2/);
      const desk = await at(context, '2026-11-28T09:00', 'desk/');
      assert.deepEqual(await ticked(desk), [], 'embedded');
      assert.match(await desk.innerText('.page-list'), /Morning[^]*?0 of 2 done/, 'listed');
      const home = await at(context, '2026-11-28T09:00', '');
      assert.doesNotMatch(await home.innerText('main'), /[12] of [23] done/, 'nothing of yesterday');
    }));

  test('starts again on a page that stays open', () =>
    read(async ({ context }) => {
      const page = await context.newPage();
      await page.clock.install({ time: new Date('2026-11-27T23:58:00+01:00') });
      await page.goto(`${site.address}drugs/`);
      await box(page, 'Lock the cabinet.').check();
      await page.clock.runFor(60_000);
      assert.deepEqual(await ticked(page), ['Lock the cabinet.']);
      await page.clock.runFor(75_000);
      assert.deepEqual(await ticked(page), []);
    }));

  test('keeps the last seven rounds, with who signed them, and shows them on request', () =>
    read(async ({ context }) => {
      const page = await at(context, '2026-11-20T08:00', 'drugs/');
      for (let day = 20; day < 29; day += 1) {
        await page.clock.setFixedTime(new Date(`2026-11-${day}T08:00:00+01:00`));
        await page.reload();
        await box(page, 'Count the ampoules.').check();
      }
      await box(page, 'Read the fridge.').check();
      assert.equal(await page.getByLabel('Name of the second person').isVisible(), false, 'not before all is done');
      await box(page, 'Lock the cabinet.').check();
      await page.getByLabel('Name of the first person').fill('A. Smith');
      await page.getByLabel('Name of the second person').fill('B. Jones');
      await page.reload();
      await page.getByLabel('Name of the second person').waitFor();
      assert.equal(await page.getByLabel('Name of the second person').inputValue(), 'B. Jones');

      await page.clock.setFixedTime(new Date('2026-11-30T07:00:00+01:00'));
      await page.reload();
      assert.equal(await page.getByLabel('Name of the second person').isVisible(), false);
      await box(page, 'Count the ampoules.').check();
      await page.getByText('Former rounds: 7').click();
      const rounds = await page.locator('.removed details > ul > li').allInnerTexts();
      assert.equal(rounds.length, 7);
      assert.match(rounds[0], /^Saturday,? 28 November 2026 at 00:00 · 3 of 3 done · A\. Smith · B\. Jones\s+Sat,? 08:00 Count the ampoules\./);
      assert.match(rounds[1], /^Friday,? 27 November 2026 at 00:00 · 1 of 3 done\s+Fri,? 08:00/);
      assert.match(rounds[6], /22 November/);
      assert.deepEqual(await barriers(page), []);
    }));

  test('goes into a copy and comes back from it as what it was', () =>
    read(async ({ context }) => {
      const page = await at(context, '2026-11-27T08:00', 'drugs/');
      await box(page, 'Count the ampoules.').check();
      await page.clock.setFixedTime(new Date('2026-11-28T08:00:00+01:00'));
      await page.reload();
      await box(page, 'Read the fridge.').check();
      const { text } = await saved(page);
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      await choose(page, text);
      await page.getByRole('button', { name: 'Merge with mine' }).click();
      assert.deepEqual(await ticked(page), ['Read the fridge.']);
      await page.getByText('Former rounds: 1').click();
      assert.match(await page.innerText('.removed details'), /27 November 2026 at 00:00 · 1 of 3 done\s+Fri,? 08:00 Count the ampoules\./);
      assert.doesNotMatch(await page.innerText('main'), /not in this list|no longer in this list/);
    }));

  test('puts a ticked item that is gone with its round, and signs nothing that nobody asked for', () =>
    read(async ({ context }) => {
      const page = await at(context, '2026-11-27T08:00', 'drugs/');
      await box(page, 'Count the ampoules.').check();
      await page.evaluate(() => {
        const key = Object.keys(localStorage).find((name) => localStorage[name].includes('ampoules'));
        const record = JSON.parse(localStorage[key]);
        record.items.scales = { ...record.items.ampoules, text: 'Weigh the scales.' };
        localStorage[key] = JSON.stringify(record);
      });
      await page.clock.setFixedTime(new Date('2026-11-28T08:00:00+01:00'));
      await page.reload();
      await page.getByText('Former rounds: 1').click();
      assert.match(await page.innerText('.removed details'), /· 2 of 3 done/);
      assert.doesNotMatch(await page.innerText('main'), /no longer in this list/);
    }));

  test('takes over no link of another round', () =>
    read(async ({ context, open }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const page = await at(context, '2026-11-27T08:00', 'drugs/');
      await box(page, 'Count the ampoules.').check();
      await use(page, 'Copy a link with my ticks');
      await page.getByText('Link copied').waitFor();
      const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
      await use(page, 'Clear the list');
      const show = async (time) => {
        const shown = await at(context, time, `drugs/${link.hash}`);
        await shown.locator('.banner').first().waitFor();
        return shown;
      };
      const today = await show('2026-11-27T09:00');
      assert.equal(await today.getByRole('button', { name: 'Use this copy' }).count(), 1);
      const tomorrow = await show('2026-11-28T09:00');
      assert.match(await tomorrow.innerText('.banner'), /another round/);
      assert.equal(await tomorrow.getByRole('button', { name: 'Use this copy' }).count(), 0);
    }));

  test('says without scripts how often it starts again', () =>
    read(
      async ({ open }) => {
        assert.match(await (await open('drugs/')).innerText('main'), /Starts again every day\./);
        assert.match(await (await open('linen/')).innerText('main'), /Starts again every Monday\./);
        assert.match(await (await open('ward/')).innerText('main'), /Starts again every day at 06:00, 14:00, 22:00\./);
      },
      { javaScriptEnabled: false },
    ));
});

describe('a list for every', { concurrency: 3 }, () => {
  const cases = {
    week: ['linen/', 'Count the sheets.', '2026-11-23T00:01', '2026-11-29T23:59', '2026-11-30T00:00'],
    shift: ['ward/', 'Hand over.', '2026-11-27T22:01', '2026-11-28T05:59', '2026-11-28T06:00'],
  };
  for (const [name, [path, task, ticking, still, over]] of Object.entries(cases)) {
    test(`${name} starts again at its end and not before`, () =>
      read(async ({ context }) => {
        const page = await at(context, ticking, path);
        await box(page, task).check();
        const later = await at(context, still, path);
        assert.deepEqual(await ticked(later), [task]);
        const next = await at(context, over, path);
        assert.deepEqual(await ticked(next), []);
        await next.getByText('Former rounds: 1').waitFor();
      }));
  }
});

describe('all lists of a page', { concurrency: 3 }, () => {
  for (const path of ['once/', 'drugs/']) {
    test(`are cleared with one press, and put back: ${path}`, () =>
      read(async ({ open }) => {
        const page = await open(path);
        for (const task of await page.getByRole('checkbox').all()) await task.check();
        const before = Object.values(await kept(page)).flatMap((text) => Object.keys(JSON.parse(text).items ?? {}));
        await use(page, 'Clear all lists of this page', 1);
        assert.deepEqual(await ticked(page), []);
        await page.getByRole('button', { name: 'Undo' }).click();
        assert.equal((await ticked(page)).length, 3);
        const now = Object.values(await kept(page)).flatMap((text) => Object.keys(JSON.parse(text).items ?? {}));
        assert.deepEqual(now.sort(), before.sort());
      }));
  }

  test('have lines to sign on paper, printed with their page, and those of no names only if blank', () =>
    read(async ({ open }) => {
      for (const [path, lines] of [['drugs/', 1], ['once/', 0], ['desk/', 0]]) {
        const page = await open(path);
        const shown = () => page.locator('.sign').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));
        assert.deepEqual(await shown(), []);
        await page.emulateMedia({ media: 'print' });
        assert.deepEqual(await shown(), lines ? ['Name of the first person Name of the second person Date'] : [], path);
      }
    }));

  test('are printed blank with their headings, or one of them as the part that it is', () =>
    read(
      async ({ context }) => {
        const page = await at(context, '2026-11-27T08:00', 'drugs/');
        for (const task of await page.getByRole('checkbox').all()) await task.check();
        await page.getByLabel('Name of the first person').fill('A. Smith');
        let headings = [];
        const paper = async (name, nth = 0) => {
          await use(page, name, nth);
          await page.locator('[data-printing]').waitFor();
          await page.emulateMedia({ media: 'print' });
          const text = await page.innerText('body');
          const shown = (legends) => legends.filter(({ offsetHeight }) => offsetHeight > 2).map(({ textContent }) => textContent.split(':')[0]);
          headings = await page.locator('[data-printed] legend').evaluateAll(shown);
          await page.emulateMedia({ media: 'screen' });
          await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
          return text;
        };
        const one = await paper('Print blank');
        assert.match(one, /Controlled drugs\s+Morning: 2 of 3 items of the page “Controlled drugs”\s+Count[^]*Name of the first person\s+Name of the second person\s+Date/);
        assert.deepEqual(headings, ['Morning']);
        assert.doesNotMatch(one, /Lock the cabinet|Ticked|27 November|Smith/);
        const all = await paper('Print all lists of this page blank');
        assert.match(all, /Morning\s+Count[^]*Evening\s+Lock[^]*Name of the first person\s+Name of the second person\s+Date/);
        assert.deepEqual(headings, ['Morning', 'Evening']);
        assert.doesNotMatch(all, /items of the page|Ticked|27 November|Smith|Name[^]*Evening/);
        const filled = await paper('Print with ticks', 1);
        assert.match(filled, /Evening: 1 of 3 items[^]*Ticked: Fri,? 08:00[^]*27 November[^]*Name of the first person: A\. Smith\s+Name of the second person\s+Date/);
        assert.equal(await page.locator('.sign:not([hidden])').count(), 0, 'the page is as it was');
        assert.deepEqual(await page.locator('legend.visually-hidden').allTextContents(), ['Morning', 'Evening']);
        const desk = await at(context, '2026-11-27T08:00', 'desk/');
        await use(desk, 'Print blank');
        await desk.locator('[data-printing]').waitFor();
        await desk.emulateMedia({ media: 'print' });
        assert.match(await desk.innerText('.checklist'), /Morning: 2 of 3 items of the page “Controlled drugs”/);
        assert.equal(await desk.getByRole('button', { name: /all lists/ }).count(), 0);
      },
      { init: () => (window.print = () => {}) },
    ));
});
