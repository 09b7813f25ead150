// Checklists that remember: ticks, tabs, undo, notices, the keyboard, paper, and no scripts at all.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { barriers } from './axe.mjs';
import { build } from './building.mjs';
import { kept, reader, ticked, use } from './reading.mjs';
import { answered } from './running.mjs';

const site = await build({
  'handbook.toml': 'title = "Small"\n',
  'content/_index.md': '+++\ntitle = "Small"\n+++\n\nA small handbook.\n',
  'content/delegate.md': `+++
title = "Before you delegate"
+++

Five minutes before the talk.

## Before you hand it over {#before}

- [ ] State the outcome. {#outcome}
  One sentence that someone could check.
- [ ] Name the limits. {#limits}
  - [ ] Say what it may cost. {#cost}
- [ ] Agree on a date. {#date}

## A week later {#later}

- [ ] Ask how it goes. {#ask}
`,
  'content/chapter.md': `+++
title = "A chapter"
+++

Some words.

\`\`\`{checklist} delegate.md#before
\`\`\`

## This week {#week}

- [ ] Delegate one thing. {#one-thing}
- [x] Read this chapter. {#read}
`,
  'content/nested.md': `+++
title = "Nested"
+++

- [ ] Outer {#outer}

  > - [ ] Inner {#inner}
  > - [ ] Third {#third}
`,
  'content/both.md': `+++
title = "Both"
+++

\`\`\`{checklist} delegate.md#later
\`\`\`

\`\`\`{page-list}
:kind: checklist
\`\`\`
`,
  'content/checklists.md': `+++
title = "All checklists"
+++

Every list of this handbook.

\`\`\`{page-list}
:kind: checklist
\`\`\`
`,
});
after(() => site.close());

const read = (test, options) => reader(site.address, test, options);
const box = (page, name) => page.getByRole('checkbox', { name });
const tally = (page, nth = 0) => page.locator('.checklist progress').nth(nth).textContent();

describe('a checklist', { concurrency: 3 }, () => {
  test('keeps a tick at once, and shows it when the page is opened again', () =>
    read(async ({ open }) => {
      const page = await open('delegate/');
      assert.deepEqual(await kept(page), {}, 'nothing is kept before the reader does something');
      await box(page, 'State the outcome.').check();
      await page.reload();
      assert.deepEqual(await ticked(page), ['State the outcome.']);
      assert.equal(await tally(page), '1 of 4 done');
      await box(page, 'State the outcome.').uncheck();
      await page.reload();
      assert.deepEqual(await ticked(page), []);
    }));

  test('keeps a tick that was taken off what its author had ticked', () =>
    read(async ({ open }) => {
      const page = await open('chapter/');
      const all = await open('checklists/');
      assert.match(await all.innerText('main'), /This week[^]*1 of 2 done/);
      await box(page, 'Read this chapter.').uncheck();
      await page.reload();
      assert.deepEqual(await ticked(page), []);
      await all.reload();
      assert.match(await all.innerText('main'), /This week[^]*0 of 2 done/);
      await use(page, 'Clear the list', 1);
      assert.deepEqual(await ticked(page), ['Read this chapter.'], 'clear is as its author left it');
    }));

  test('stays in step with itself: embedded, on its own page, in another tab', () =>
    read(async ({ open }) => {
      const own = await open('delegate/');
      const chapter = await open('chapter/');
      const all = await open('checklists/');
      await box(chapter, 'Say what it may cost.').check();
      await own.waitForFunction(() => document.querySelectorAll(':checked').length === 1);
      assert.deepEqual(await ticked(own), ['Say what it may cost.']);
      await box(own, 'Agree on a date.').check();
      await box(own, 'Ask how it goes.').check();
      await chapter.waitForFunction(() => document.querySelectorAll('.checklist:first-of-type :checked').length === 2);
      assert.equal(await tally(chapter), '2 of 4 done');
      await all.waitForFunction(() => document.body.innerText.includes('2 of 4 done'));
      assert.match(await all.innerText('main'), /A week later[^]*1 of 1 done/);
    }));

  test('stays in step with a list of lists on its page, and both with what is erased there', () =>
    read(async ({ open }) => {
      const page = await open('both/');
      await box(page, 'Ask how it goes.').check();
      assert.match(await page.innerText('.page-list'), /A week later[^]*1 of 1 done/);
      await page.getByRole('button', { name: 'Erase everything' }).click();
      await answered(page);
      assert.deepEqual(await ticked(page), []);
      assert.match(await page.innerText('.page-list'), /A week later[^]*0 of 1 done/);
    }));

  test('is cleared without a question, and put back without a loss', () =>
    read(async ({ open }) => {
      const page = await open('delegate/');
      await box(page, 'State the outcome.').check();
      await box(page, 'Name the limits.').check();
      await box(page, 'Ask how it goes.').check();
      const before = await kept(page);
      await use(page, 'Clear the list');
      assert.deepEqual(await ticked(page), ['Ask how it goes.'], 'another list of the page is left alone');
      await page.getByRole('button', { name: 'Undo' }).click();
      assert.deepEqual(await ticked(page), ['State the outcome.', 'Name the limits.', 'Ask how it goes.']);
      const items = (storage) => Object.values(storage).map((text) => JSON.parse(text).items);
      assert.deepEqual(items(await kept(page)), items(before));
    }));

  test('tells of its progress once, after the ticking', () =>
    read(async ({ open }) => {
      const page = await open('delegate/');
      await page.evaluate(() => {
        window.said = [];
        const status = document.getElementById('page-said');
        new MutationObserver(() => status.textContent && window.said.push(status.textContent)).observe(status, {
          childList: true,
        });
      });
      // At one stroke, since a slow machine may take longer for one tick than the pause that is waited for.
      await page.evaluate(() => {
        for (const id of ['outcome-box', 'limits-box', 'date-box']) document.getElementById(id).click();
      });
      await page.waitForFunction(() => window.said.length > 0);
      assert.deepEqual(await page.evaluate(() => window.said), ['3 of 4 done']);
    }));

  test('says that it keeps ticks on this device alone, once there is one', () =>
    read(async ({ open }) => {
      const page = await open('delegate/');
      const notice = page.locator('.checklist').first().locator('.notice');
      assert.equal(await notice.isVisible(), false);
      await box(page, 'State the outcome.').check();
      assert.match(await notice.innerText(), /^Kept on this device only/);
    }));

  test('is worked with the keyboard alone', () =>
    read(async ({ open }) => {
      const page = await open('delegate/');
      const press = async (...keys) => {
        for (const key of keys) await page.keyboard.press(key);
      };
      const focused = () => page.evaluate(() => document.activeElement.textContent || document.activeElement.labels?.[0]?.textContent);
      await box(page, 'State the outcome.').focus();
      await press('Space', 'Tab', 'Space', 'Tab', 'Tab', 'Space', 'Tab');
      assert.equal(await focused(), 'Save, share, print');
      await press('Enter');
      for (let count = 0; count < 12 && (await focused()) !== 'Clear the list'; count += 1) await press('Tab');
      await press('Enter');
      assert.deepEqual(await ticked(page), []);
      await press('Tab');
      assert.equal(await focused(), 'Undo', 'the way back comes next');
      await press('Enter');
      assert.deepEqual(await ticked(page), ['State the outcome.', 'Name the limits.', 'Agree on a date.']);
      assert.equal(await focused(), 'Undone.');
    }));

  test('prints alone, with its ticks or blank', () =>
    read(
      async ({ open }) => {
        const page = await open('delegate/');
        await box(page, 'State the outcome.').check();
        for (const [button, mark] of [
          ['Print with ticks', true],
          ['Print blank', false],
        ]) {
          await use(page, button);
          await page.locator('[data-printing]').waitFor();
          await page.emulateMedia({ media: 'print' });
          const paper = await page.innerText('body');
          assert.match(paper, /Before you delegate[^]*State the outcome[^]*Name\s+Date/);
          assert.doesNotMatch(paper, /Five minutes|Ask how it goes|Save a copy|Kept on/);
          const drawn = await box(page, 'State the outcome.').evaluate((input) => getComputedStyle(input, '::before').content);
          assert.equal(drawn !== 'none', mark, button);
          await page.emulateMedia({ media: 'screen' });
          await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
        }
        assert.equal(await page.locator('.sign:not([hidden])').count(), 0, 'the page is as it was');
        assert.equal(await page.locator('[data-printing], [data-printed]').count(), 0);
      },
      {
        init: () => {
          window.print = () => {};
        },
      },
    ));

  test('works without scripts, and says what it cannot do', () =>
    read(
      async ({ open }) => {
        const page = await open('delegate/');
        await page.getByText('State the outcome.').click();
        await box(page, 'Agree on a date.').check();
        assert.equal(await page.locator(':checked').count(), 2);
        assert.match(await page.innerText('main'), /Without scripts your ticks are not kept/);
        // What searches leads to the list of all pages.
        assert.equal(await page.locator('main').getByRole('button').count(), 0, 'nothing that does nothing');
        const counted = await page.locator('.count').first().evaluate((count) => getComputedStyle(count, '::before').content);
        assert.match(counted, /counter\(done\)/);
      },
      { javaScriptEnabled: false },
    ));

  test('has rows that a finger can hit, all of them', () =>
    read(
      async ({ open }) => {
        const page = await open('chapter/');
        await use(page, 'Clear the list');
        const small = await page.evaluate(() =>
          [...document.querySelectorAll('.checklist :is(label:not(.visually-hidden), button, summary)')]
            .map((element) => [element.textContent, element.getBoundingClientRect()])
            .filter(([, { height }]) => height < 44)
            .map(([text, { height }]) => `${text}: ${height}`),
        );
        assert.deepEqual(small, []);
        const rows = await page.evaluate(() =>
          [...document.querySelectorAll('.task > label')].map((label) => [
            label.getBoundingClientRect().left <= label.previousElementSibling.getBoundingClientRect().left,
            label.getBoundingClientRect().right >= label.closest('li').getBoundingClientRect().right,
          ]),
        );
        assert.ok(rows.flat().every(Boolean), 'the label is the whole row');
      },
      { viewport: { width: 320, height: 600 } },
    ));

  test('has no barrier that axe finds, as it opens and with all of it open', () =>
    read(
      async ({ open }) => {
        const page = await open('delegate/#c=1~%2Fdelegate%2F~outcome.cost');
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          assert.deepEqual(await barriers(page), [], `a shared copy, ${colorScheme}`);
        }
        await page.getByRole('button', { name: 'Use this copy' }).click();
        await use(page, 'Clear the list', 1);
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          assert.deepEqual(await barriers(page), [], `tools and undo, ${colorScheme}`);
        }
      },
    ));
});

describe('a checklist within an item of another', () => {
  test('is a list of its own', () =>
    read(async ({ open }) => {
      const page = await open('nested/');
      await box(page, 'Outer').check();
      await box(page, 'Inner').check();
      await page.reload();
      assert.deepEqual(await ticked(page), ['Outer', 'Inner']);
      assert.deepEqual(await page.locator('progress').allTextContents(), ['1 of 2 done', '1 of 1 done']);
      await use(page, 'Clear the list', 1);
      assert.deepEqual(await ticked(page), ['Outer']);
    }));
});

describe('where a browser keeps nothing', { concurrency: 3 }, () => {
  const blocked = () => {
    for (const name of ['getItem', 'setItem', 'removeItem', 'key']) {
      Storage.prototype[name] = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
    }
  };
  const absent = () => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
  };
  for (const [how, init] of Object.entries({ blocked, absent })) {
    test(`a list can be used while its page is open, and says so (${how})`, () =>
      read(
        async ({ open }) => {
          const page = await open('chapter/');
          await box(page, 'State the outcome.').check();
          assert.match(await page.locator('.notice').first().innerText(), /does not let this page keep anything/);
          await use(page, 'Clear the list');
          await page.getByRole('button', { name: 'Undo' }).click();
          assert.deepEqual(await ticked(page), ['State the outcome.', 'Read this chapter.']);
          await open('');
          await open('checklists/');
        },
        { init },
      ));
  }

  test('a full device keeps what it had, and the page says what it did not keep', () =>
    read(async ({ open }) => {
      const page = await open('delegate/');
      await box(page, 'State the outcome.').check();
      const before = await kept(page);
      await page.evaluate(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException('', 'QuotaExceededError');
        };
      });
      await box(page, 'Name the limits.').check();
      assert.match(await page.locator('.notice').first().innerText(), /^There is no room left/);
      assert.deepEqual(await ticked(page), ['State the outcome.', 'Name the limits.']);
      assert.deepEqual(await kept(page), before);
    }));

  test('what cannot be read is set aside and never lost', () =>
    read(async ({ open }) => {
      const page = await open('delegate/');
      await box(page, 'State the outcome.').check();
      const [name] = Object.keys(await kept(page)).filter((key) => key.includes(':page:'));
      for (const text of ['{"v":7,"items":[]}', 'no JSON', '[]', '{"v":1,"items":{"outcome":{"value":true},"__proto__":{"value":{}}}}']) {
        await page.evaluate(([key, value]) => localStorage.setItem(key, value), [name, text]);
        await page.reload();
        await box(page, 'Agree on a date.').check();
        assert.ok(Object.values(await kept(page)).includes(text), text);
        await page.reload();
        assert.deepEqual(await ticked(page), ['Agree on a date.']);
      }
    }));
});

describe('the home page', () => {
  test('leads back to where the reader stopped', () =>
    read(async ({ open }) => {
      const home = await open('');
      assert.equal(await home.locator('#page-last').isVisible(), false);
      const page = await open('chapter/');
      await box(page, 'Name the limits.').check();
      await home.bringToFront();
      await home.reload();
      const line = home.locator('#page-last');
      assert.equal(await line.innerText(), 'Continue where you stopped: Before you delegate: Before you hand it over – 1 of 4 done');
      await line.getByRole('link').click();
      await home.waitForURL('**/delegate/#before');
      assert.deepEqual(await ticked(home), ['Name the limits.']);
    }));

  test('follows no address that another site on the same host left behind', () =>
    read(async ({ open }) => {
      const home = await open('');
      for (const path of ['javascript:alert(1)', '//elsewhere.example/', 'https://elsewhere.example/', '/\\elsewhere.example/']) {
        await home.evaluate((value) => {
          const name = `handbook:${document.documentElement.dataset.base}:last`;
          localStorage.setItem(name, JSON.stringify({ title: 'T', path: value, done: 1, total: 2, time: 1 }));
        }, path);
        await home.reload();
        const links = await home.locator('#page-last a').evaluateAll((all) => all.map(({ origin }) => origin));
        assert.ok(links.every((origin) => origin === new URL(site.address).origin), `${path}: ${links}`);
      }
    }));
});
