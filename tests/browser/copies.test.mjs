// What is kept of checklists leaves and comes back: as a file, in a link, and from one edition of a
// handbook to the next.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { build } from './building.mjs';
import { choose, file, kept, preview, reader, saved, ticked, use } from './reading.mjs';
import { answered } from './running.mjs';


const list = (items, front = '') => `+++
title = "Before you delegate"
${front}+++

Five minutes before the talk.

## Before you hand it over {#before}

${items.map((item) => `- [ ] ${item}`).join('\n')}
`;

const first = ['State the outcome. {#outcome}', 'Name the limits. {#limits}', 'Agree on a date. {#date}'];

const files = {
  // Without a worker, which would show the edition that it kept before the new one.
  'handbook.toml': 'title = "Small"\noffline = false\n',
  'content/_index.md': '+++\ntitle = "Small"\n+++\n\nA small handbook.\n',
  'content/delegate.md': list(first),
  'content/chapter.md': '+++\ntitle = "A chapter"\n+++\n\n- [ ] Delegate one thing. {#one-thing}\n\n```{checklist} delegate.md#before\n```\n',
  'content/checklists.md': '+++\ntitle = "All checklists"\n+++\n\nEvery list.\n\n```{page-list}\n:kind: checklist\n```\n',
};

const box = (page, name) => page.getByRole('checkbox', { name });
const place = (page) => page.locator('.tools-place').first();
const press = async (page, name) => {
  await page.getByRole('button', { name, exact: true }).click();
  await answered(page);
};

/** The pages that are kept, without the mark of where the reader stopped. */
async function pagesKept(page) {
  const found = Object.entries(await kept(page)).filter(([name]) => name.includes(':page:'));
  return Object.fromEntries(found.map(([name, text]) => [name, JSON.parse(text)]));
}

describe('a copy', { concurrency: 3 }, async () => {
  const site = await build(files);
  after(() => site.close());
  const read = (test, options) => reader(site.address, test, options);

  test('of one list can be read by a person, and brings back exactly what it holds', () =>
    read(async ({ open }) => {
      const page = await open('delegate/');
      await box(page, 'State the outcome.').check();
      await box(page, 'Agree on a date.').check();
      const { name, text } = await saved(page);
      assert.match(name, /^before-you-delegate-\d{4}-\d\d-\d\d\.json$/);
      const copy = JSON.parse(text);
      assert.equal(copy.format, 'handbook-answers');
      assert.deepEqual(
        copy.pages[0].items.map(({ text: words, value }) => [words, value]),
        [
          ['State the outcome.', true],
          ['Agree on a date.', true],
          ['Name the limits.', null],
        ],
      );
      const before = await pagesKept(page);
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      assert.deepEqual(await ticked(page), []);
      await choose(page, text);
      assert.match(await preview(page), /entries that match: 2/);
      assert.deepEqual(await ticked(page), [], 'nothing happens before the reader says so');
      await press(page, 'Merge with mine');
      assert.deepEqual(await ticked(page), ['State the outcome.', 'Agree on a date.']);
      assert.deepEqual(await pagesKept(page), before);
    }));

  test('is merged or replaces what there is, and can be undone', () =>
    read(async ({ open }) => {
      const page = await open('delegate/');
      await box(page, 'State the outcome.').check();
      const { text } = await saved(page);
      await box(page, 'State the outcome.').uncheck();
      await box(page, 'Name the limits.').check();
      const mine = await kept(page);

      await choose(page, text);
      await press(page, 'Merge with mine');
      assert.deepEqual(await ticked(page), ['State the outcome.', 'Name the limits.']);
      await press(page, 'Undo');
      assert.deepEqual(await kept(page), mine);
      await choose(page, text);
      await press(page, 'Replace mine');
      assert.deepEqual(await ticked(page), ['State the outcome.']);
      await press(page, 'Undo');
      assert.deepEqual(await kept(page), mine);
      await choose(page, text);
      await press(page, 'Cancel');
      assert.deepEqual(await kept(page), mine);
      assert.equal(await place(page).innerText(), '');
    }));

  test('of everything brings everything back', () =>
    read(async ({ open }) => {
      const page = await open('chapter/');
      await box(page, 'Delegate one thing.').check();
      await box(page, 'Name the limits.').check();
      const all = await open('checklists/');
      assert.match(await all.innerText('.everything'), /Answers: 2, on pages: 2\./);
      const before = await kept(all);
      const { text } = await saved(all, () => press(all, 'Save a copy of everything'));
      await press(all, 'Erase everything');
      assert.deepEqual(await kept(all), {});
      assert.deepEqual(await ticked(page), [], 'in other tabs too');
      await press(all, 'Undo');
      assert.deepEqual(await kept(all), before);
      await press(all, 'Erase everything');
      await choose(all, text, () => press(all, 'Load a copy'));
      assert.match(await preview(all), /entries that match: 2/);
      await press(all, 'Merge with mine');
      assert.match(await all.innerText('main'), /1 of 3 done/);
      await page.waitForFunction(() => document.querySelectorAll(':checked').length === 2);
      const { text: again } = await saved(all, () => press(all, 'Save a copy of everything'));
      assert.deepEqual(JSON.parse(again).pages, JSON.parse(text).pages);
    }));

  test('that is not one is refused, and nothing is lost', () =>
    read(async ({ open }) => {
      const page = await open('delegate/');
      await box(page, 'State the outcome.').check();
      const before = await kept(page);
      const { text } = await saved(page);
      const copy = JSON.parse(text);
      const other = { ...copy, pages: [{ ...copy.pages[0], key: 'elsewhere', title: 'Another list' }] };
      const item = copy.pages[0].items[0];
      const broken = (change) => ({ ...copy, pages: [{ ...copy.pages[0], ...change }] });
      for (const [content, message] of [
        ['', /not JSON/],
        ['State the outcome.', /not JSON/],
        ['[1]', /not a copy of answers/],
        ['null', /not a copy of answers/],
        [text.slice(0, -20), /not JSON/],
        [{ hello: 1 }, /not a copy of answers/],
        [{ ...copy, format: 'handbook-answers ' }, /not a copy of answers/],
        [{ ...copy, v: 2 }, /newer edition/],
        [{ ...copy, v: '1' }, /damaged/],
        [{ ...copy, pages: {} }, /damaged/],
        [{ ...copy, pages: [null] }, /damaged/],
        [broken({ key: 7 }), /damaged/],
        [broken({ items: 'all' }), /damaged/],
        [broken({ items: [{ ...item, id: 1 }] }), /damaged/],
        [broken({ items: [{ ...item, value: { $: 1 } }] }), /damaged/],
        [broken({ items: [{ ...item, time: '2026' }] }), /damaged/],
        [other, /of other pages: Another list\./],
        [file(' '.repeat(10_000_000)), /too big/],
        [file(Buffer.from([0xff, 0xfe, 0x00, 0x7b]).toString('latin1')), /not JSON/],
      ]) {
        await choose(page, content);
        await page.waitForFunction((source) => new RegExp(source).test(document.querySelector('.tools-place').innerText), message.source);
        assert.match(await place(page).innerText(), /Nothing was changed\.$/);
        assert.equal(await place(page).getByRole('button').count(), 0);
        assert.deepEqual(await kept(page), before);
      }
    }));

  test('with HTML and hostile names in it stays words', () =>
    read(async ({ open }) => {
      const page = await open('delegate/');
      await box(page, 'State the outcome.').check();
      const copy = JSON.parse((await saved(page)).text);
      const hostile = '<img src=x onerror="window.hit = 1"><script>window.hit = 1</script>';
      const item = { ...copy.pages[0].items[0], text: hostile, hash: 'other' };
      copy.pages[0].title = hostile;
      copy.pages[0].path = 'javascript:window.hit=1';
      copy.pages[0].items = [item, ...['__proto__', 'constructor', 'toString', hostile].map((id) => ({ ...item, id }))];
      await choose(page, JSON.stringify(copy));
      assert.match(await preview(page), /entries that match: 0\s+entries reworded since: 1\s+entries not in this list: 4/);
      await press(page, 'Replace mine');
      await page.reload();
      const tag = page.locator('.tag').first();
      assert.ok((await tag.innerText()).includes(hostile), 'shown as it is');
      await page.locator('.removed summary').click();
      assert.equal(await page.locator('.removed li').count(), 4);
      assert.ok((await page.innerText('.removed')).includes(hostile));
      assert.equal(await page.evaluate(() => window.hit ?? {}.value ?? Object.prototype.value), undefined);
      await (await open('checklists/')).getByRole('button', { name: 'Save a copy of everything' }).click();
    }));
});

// One at a time, since the tabs of a browser share a clipboard.
describe('a link', { concurrency: 1 }, async () => {
  const site = await build(files);
  after(() => site.close());
  const grant = { permissions: ['clipboard-read', 'clipboard-write'] };
  const read = (test, options = grant) => reader(site.address, test, options);
  const copied = async (page) => {
    await use(page, 'Copy a link with my ticks');
    await page.waitForFunction(() => document.querySelector('.tools-place').innerText.startsWith('Link copied'));
    return page.evaluate(() => navigator.clipboard.readText());
  };

  test('shows the copy beside the reader’s own list, and takes it over when asked to', () =>
    read(async ({ open, context }) => {
      const page = await open('delegate/');
      await box(page, 'State the outcome.').check();
      await box(page, 'Agree on a date.').check();
      const link = await copied(page);
      assert.match(link, /\/delegate\/#c=1~%2Fdelegate%2F~outcome\.date$/);

      await box(page, 'State the outcome.').uncheck();
      await box(page, 'Name the limits.').check();
      const mine = await kept(page);
      const shared = await context.newPage();
      await shared.goto(link);
      const banner = shared.locator('.banner');
      assert.match(await banner.innerText(), /shared copy with 2 of 3 done\. Yours is unchanged\./);
      assert.ok(await banner.evaluate((element) => element === document.activeElement), 'the reader hears it first');
      assert.deepEqual(await ticked(shared), ['State the outcome.', 'Agree on a date.']);
      assert.ok(await box(shared, 'Name the limits.').isDisabled(), 'a copy to read');
      assert.deepEqual(await kept(shared), mine);
      await press(shared, 'Close');
      assert.deepEqual(await ticked(shared), ['Name the limits.', 'Agree on a date.']);
      assert.ok(!shared.url().includes('#c='), 'the copy is gone from the address');

      await shared.goto(link);
      await press(shared, 'Use this copy');
      assert.deepEqual(await ticked(shared), ['State the outcome.', 'Agree on a date.']);
      await press(shared, 'Undo');
      assert.deepEqual(await ticked(shared), ['Name the limits.', 'Agree on a date.']);
    }));

  test('from an embedded list leads to the list’s own page', () =>
    read(async ({ open }) => {
      const page = await open('chapter/');
      const list = page.locator('.checklist').nth(1);
      await list.getByRole('checkbox').first().check();
      await use(page, 'Copy a link with my ticks', 1);
      await page.waitForFunction(() => document.body.innerText.includes('Link copied'));
      const link = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(link, /\/delegate\/#c=1~%2Fdelegate%2F~outcome$/);
    }));

  test('is handed on the way the device does it, and shown where it cannot be copied', () =>
    read(
      async ({ open }) => {
        const page = await open('delegate/');
        await box(page, 'Name the limits.').check();
        await use(page, 'Share');
        const handed = await page.waitForFunction(() => window.handed.length > 0 && window.handed);
        const [{ title, url }] = await handed.jsonValue();
        assert.equal(title, 'Before you hand it over');
        assert.match(url, /~limits$/);
        await page.evaluate(() => {
          navigator.share = () => Promise.reject(new DOMException('', 'NotAllowedError'));
        });
        await use(page, 'Share');
        assert.equal(await page.getByLabel('Your browser does not let this be copied').inputValue(), url);
      },
      {
        init: () => {
          window.handed = [];
          navigator.share = async (data) => window.handed.push(data);
        },
      },
    ));

  test('of any other kind changes nothing', () =>
    read(async ({ open }) => {
      for (const [fragment, banner] of [
        ['c=1~%2Fdelegate%2F~', /0 of 3 done/],
        ['c=1~%2Fdelegate%2F~outcome.no-such-item.<b>', /1 of 3 done.*Of its ticks, 2 are for items that are not/],
        ['c=2~%2Fdelegate%2F~outcome', /newer edition/],
        ['c=1~elsewhere~outcome', null],
        ['c=1~%E0%A4%A~outcome', null],
        ['c=1~', null],
        ['c=', null],
        ['c=1~~', null],
      ]) {
        const page = await open(`delegate/#${fragment}`);
        if (banner) assert.match(await page.locator('.banner').innerText(), banner, fragment);
        else assert.equal(await page.locator('.banner').count(), 0, fragment);
        assert.deepEqual(await pagesKept(page), {}, fragment);
        await page.close();
      }
    }));

  test('is opened when the fragment of an open page changes', () =>
    read(async ({ open }) => {
      const page = await open('delegate/');
      await page.evaluate(() => {
        location.hash = '#c=1~%2Fdelegate%2F~limits';
      });
      await page.locator('.banner').waitFor();
      assert.deepEqual(await ticked(page), ['Name the limits.']);
      await page.goBack();
      await page.locator('.banner').waitFor({ state: 'detached' });
      assert.deepEqual(await ticked(page), []);
    }));
});

describe('from one edition to the next', { concurrency: 3 }, () => {
  /** Ticks two items of the first edition, builds another, and hands the reader on. */
  const edition = (edits, test) => async () => {
    const site = await build(files);
    try {
      await reader(site.address, async ({ open }) => {
        const page = await open('delegate/');
        await box(page, 'State the outcome.').check();
        await box(page, 'Name the limits.').check();
        await page.close();
        site.edit(edits);
        await test({ open });
      });
    } finally {
      await site.close();
    }
  };

  test(
    'a tick is kept when its item moves, and its heading and its neighbours change',
    edition(
      {
        'content/delegate.md': list([first[2], first[0], first[1]]).replace('Before you hand it over {#before}', 'Before the talk {#before}'),
      },
      async ({ open }) => {
        const page = await open('delegate/');
        assert.deepEqual(await ticked(page), ['State the outcome.', 'Name the limits.']);
        assert.equal(await page.locator('.tag').count(), 0);
      },
    ),
  );

  test(
    'a tick is kept when its item is reworded, and says so until it is ticked again',
    edition({ 'content/delegate.md': list(['State the outcome, not the steps. {#outcome}', first[1], first[2]]) }, async ({ open }) => {
      const page = await open('delegate/');
      const reworded = box(page, 'State the outcome, not the steps.');
      assert.ok(await reworded.isChecked());
      const tag = page.locator('.tag');
      assert.deepEqual(await tag.allInnerTexts(), ['Reworded since you ticked it. It read: “State the outcome.”']);
      const described = await reworded.getAttribute('aria-describedby');
      assert.ok(described.split(' ').includes(await tag.getAttribute('id')), 'and is heard');
      await reworded.uncheck();
      await reworded.check();
      await page.reload();
      assert.equal(await tag.count(), 0);
    }),
  );

  test(
    'an item that is gone is listed with its words, and forgotten only when asked to',
    edition({ 'content/delegate.md': list([first[0], first[2]]) }, async ({ open }) => {
      const chapter = await open('chapter/');
      assert.equal(await chapter.locator('.removed details').count(), 0, 'an embedded list cannot know');
      const page = await open('delegate/');
      await page.getByText('Ticked by you, no longer in this list: 1').click();
      assert.deepEqual(await page.locator('.removed li').allInnerTexts(), ['Name the limits.']);
      await press(page, 'Forget them');
      assert.equal(await page.locator('.removed details').count(), 0);
      await press(page, 'Undo');
      await page.getByText('Ticked by you, no longer in this list: 1').click();
      await press(page, 'Forget them');
      await page.reload();
      assert.equal(await page.locator('.removed details').count(), 0);
      assert.deepEqual(await ticked(page), ['State the outcome.']);
    }),
  );

  test(
    'an item that is new says so until the reader works on the list again',
    edition({ 'content/delegate.md': list([...first, 'Say who else must know. {#know}']) }, async ({ open }) => {
      const page = await open('delegate/');
      assert.deepEqual(await page.locator('.tag').allInnerTexts(), ['New in this list']);
      assert.equal(await page.locator('#know .tag').count(), 1);
      await page.reload();
      assert.equal(await page.locator('.tag').count(), 1, 'still, until something is ticked');
      await box(page, 'Agree on a date.').check();
      await page.reload();
      assert.equal(await page.locator('.tag').count(), 0);
    }),
  );

  test(
    'a page that moved finds its ticks, from wherever they are asked for first, and keeps them',
    edition(
      {
        'content/delegate.md': null,
        'content/handing-over.md': list(first, 'aliases = ["/first-name", "/delegate"]\n'),
        'content/chapter.md': files['content/chapter.md'].replace('delegate.md', 'handing-over.md'),
      },
      async ({ open }) => {
        const all = await open('checklists/');
        assert.match(await all.innerText('main'), /2 of 3 done/);
        const chapter = await open('chapter/');
        assert.deepEqual(await ticked(chapter), ['State the outcome.', 'Name the limits.']);
        await box(chapter, 'State the outcome.').uncheck();
        const page = await open('handing-over/');
        assert.deepEqual(await ticked(page), ['Name the limits.'], 'an old tick does not come back');
        const names = Object.keys(await pagesKept(page));
        assert.ok(names.length === 1 && names[0].includes('handing-over'), `${names}`);
      },
    ),
  );

  test(
    'a copy of the page under its former name is known',
    async () => {
      const site = await build(files);
      try {
        await reader(site.address, async ({ open }) => {
          const before = await open('delegate/');
          await box(before, 'Agree on a date.').check();
          const { text } = await saved(before);
          await before.evaluate(() => localStorage.clear());
          await before.close();
          site.edit({
            'content/delegate.md': null,
            'content/handing-over.md': list(first, 'aliases = ["/first-name", "/delegate"]\n'),
            'content/chapter.md': null,
          });
          const page = await open('handing-over/');
          await choose(page, text);
          assert.match(await preview(page), /^entries that match: 1$/m);
          await press(page, 'Merge with mine');
          assert.deepEqual(await ticked(page), ['Agree on a date.']);
          await page.goto(`${site.address}handing-over/#c=1~%2Fdelegate%2F~limits`);
          assert.deepEqual(await ticked(page), ['Name the limits.'], 'and so is an old link');
        });
      } finally {
        await site.close();
      }
    },
  );
});
