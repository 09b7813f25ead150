// Assessments, audits and worksheets as readers use them: by keyboard, without scripts, on paper,
// in two tabs, after a new edition, from a shared link; and nothing of it leaves the device unasked.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { barriers } from './axe.mjs';
import { open } from './browser.mjs';
import { build } from './building.mjs';
import { answered } from './running.mjs';

const source = new URL('../sites/instruments/', import.meta.url);
const read = (path) => readFileSync(new URL(path, source), 'utf8');
const paths = ['handbook.toml', ...readdirSync(new URL('content', source)).map((name) => `content/${name}`)];
// Without a service worker, which would show the edition that it keeps before a newer one.
const files = { ...Object.fromEntries(paths.map((path) => [path, read(path)])), 'handbook.toml': `${read('handbook.toml')}offline = false\n` };
files['content/seen.md'] = `+++
title = "What have we seen?"
[assessment]
basis = "Made up for this test."
scale = ["No", "Not known yet", "Yes"]
from = 0
skip = true
skip_label = "None of it"
result = "answers"
dimensions = [{ id = "seen", label = "Seen" }]
[[assessment.band]]
id = "ask"
when = "min(se-1, se-2, se-3) <= 1"
[[assessment.band]]
id = "go"
when = "else"
+++

## Seen {#seen}

1. The key is there. {#se-1}
2. The [[tea]] is bought. {#se-2}
3. A guide has said yes. {#se-3}

## Ask first {#ask}

Ring those who know.

## Open the gate {#go}

Nothing is missing.
`;
const many = Array.from({ length: 25 }, (_, at) => `${at + 1}. Statement ${at + 1}. {#m-${at + 1}}`).join('\n');
files['content/many.md'] = `+++\ntitle = "Many"\n[assessment]\nbasis = "Made up."\nscale = ["No", "Partly", "Yes"]\nfrom = 0\ndimensions = [{ id = "one", label = "One" }]\n[[assessment.band]]\nid = "any"\nwhen = "else"\n+++\n\n## One {#one}\n\n${many}\n\n## Any {#any}\n\nWhatever it is.\n`;
files['content/words.md'] = '+++\ntitle = "Words"\n[glossary]\n+++\n\nTea\n: What one drinks.\n';
files['content/meant.md'] = read('content/week.md').replace('key = "week"', 'key = "meant"').replace(/^unit = .*$/m, '$&\nintended = "The week I meant"');
const site = await build(files);
after(site.close);
const { origin: at, pathname: base } = new URL(site.address);
const desk = { at, viewport: { width: 1280, height: 900 } };
const [axes, meetings, again] = ['two-axes/', 'meetings/', 'again/'].map((path) => base + path);

/** Opens a page and asserts in the end that nothing was complained about. */
const visit = (path, options, use) =>
  open(path, options, async (page, { trouble }) => {
    await use(page);
    assert.deepEqual(trouble, []);
  });

/** Answers every statement with the mouse: the places of the answers, one digit each. */
async function answer(page, places) {
  const statements = await page.locator('.statement').all();
  assert.equal(statements.length, places.length);
  for (const [index, place] of [...places].entries()) await statements[index].locator('input').nth(Number(place)).check();
}

/** The result, or what is missing: the script that works it out is loaded when it is wanted. */
const scored = (page) => page.locator('.result:visible, .errors:visible').first().waitFor();

/** Asks for the result with the mouse. */
async function score(page) {
  await page.click('.main-button');
  await scored(page);
}

/** Presses Tab until a selector matches what has the focus. */
async function tabTo(page, selector) {
  for (let count = 0; count < 60; count += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} is not reached`);
}

const focus = (page) => page.evaluate(() => document.activeElement.outerHTML.slice(0, 90));
const rows = (page) => page.locator('.result tbody tr').allInnerTexts();
const openBands = (page) => page.locator('.band[open]').evaluateAll((all) => all.map((band) => band.dataset.band));
const kept = (page) => page.evaluate(() => Object.fromEntries(Object.entries(localStorage)));

/** The items kept of a page, as values by id. */
async function values(page, key) {
  const [, text = '{"items":{}}'] = Object.entries(await kept(page)).find(([name]) => name.endsWith(`:page:${key}`)) ?? [];
  return Object.fromEntries(Object.entries(JSON.parse(text).items).map(([id, { value }]) => [id, value]));
}

describe('an assessment', { concurrency: 2 }, () => {
  test('is filled in, corrected and read by keyboard alone', async () => {
    await visit(axes, desk, async (page) => {
      await tabTo(page, '.statement input');
      await page.keyboard.press('ArrowRight');
      await tabTo(page, '.main-button');
      await page.keyboard.press('Enter');
      await scored(page);
      assert.match(await focus(page), /class="errors"/);
      assert.equal(await page.locator('.errors li').count(), 7);
      assert.match(await page.title(), /^Something is missing/);
      assert.equal(await page.locator('.statement > .error').count(), 7);

      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.match(await focus(page), /name="or-m2"/);
      for (let count = 0; count < 7; count += 1) {
        if (count > 0) await tabTo(page, '.statement input');
        await page.keyboard.press('Space');
        for (let step = 0; step < (count < 3 ? 4 : 1); step += 1) await page.keyboard.press('ArrowDown');
      }
      assert.equal(await page.locator('.errors').isVisible(), false);
      await tabTo(page, '.main-button');
      await page.keyboard.press('Enter');
      await scored(page);

      assert.match(await focus(page), /<h2[^>]*>Your result/);
      assert.match(await page.title(), /^Your result/);
      assert.deepEqual(await rows(page), ['Managing\t17 of 20\t4 of 4', 'Leading\t10 of 20\t4 of 4']);
      assert.equal(await page.innerText('.sentence'), 'Your answers point to: Over-managed, under-led.');
      assert.deepEqual(await openBands(page), ['over-managed']);
      assert.equal(await page.locator('.band:visible').count(), 1);
      assert.match(await page.innerText('.band[open]'), /Your result[^]*Begin with one sentence[^]*Read next/);
      await page.click('text=Show the other readings');
      assert.equal(await page.locator('.band:visible').count(), 4);
      assert.match(await focus(page), /<summary/);
      const picture = page.getByRole('img', { name: 'The result as a picture' });
      assert.match(await picture.locator('desc').innerHTML(), /Managing: 17 of 20\. Leading: 10 of 20\./);
    });
  });

  test('says when what works out its result cannot be loaded, and tries again', async () => {
    await open(axes, desk, async (page) => {
      await page.route('**/result.*.js', (route) => route.abort());
      await answer(page, '43430355');
      await page.click('.main-button');
      // It is announced as well, a little later, and stays in the status.
      const told = page.locator('.tools-place').getByText('This part of the page could not be loaded.');
      await told.waitFor();
      assert.equal(await page.locator('.result').isVisible(), false);
      await page.unroute('**/result.*.js');
      await score(page);
      assert.deepEqual(await rows(page), ['Managing\t18 of 20\t4 of 4', 'Leading\t6 of 20\t2 of 4']);
      assert.equal(await told.count(), 0);
    });
  });

  test('takes out what does not apply, and scales its part up', async () => {
    await visit(axes, desk, async (page) => {
      await answer(page, '44555555');
      await score(page);
      assert.deepEqual(await rows(page), ['Managing\t20 of 20\t2 of 4', 'Leading\t–\t0 of 4']);
      assert.equal(await page.innerText('.sentence'), 'Your answers point to: Balanced.');
      await answer(page, '55555555');
      assert.equal(await page.innerText('.sentence'), 'Nothing was rated, so there is no result.');
      assert.deepEqual(await openBands(page), []);
    });
  });

  test('shows every reading that fits, with the parts that it fits', async () => {
    await visit(`${base}modes/`, desk, async (page) => {
      await answer(page, '002201');
      await score(page);
      assert.deepEqual(await rows(page), ['Managing\t0 of 4\t2 of 2', 'Leading\t4 of 4\t2 of 2', 'Executive scope\t1 of 4\t2 of 2']);
      assert.match(await page.innerText('.band[open]'), /Your result: Managing, Executive scope/);
      await answer(page, '222222');
      assert.deepEqual(await openBands(page), ['present']);
    });
  });

  test('keeps answers, result and commitment over a reload, and in step with another tab', async () => {
    await visit(axes, desk, async (page) => {
      await answer(page, '43430355');
      await page.getByLabel('What I will do').fill('Say <b>why</b> first.');
      await page.getByLabel('By when').fill('2026-12-01');
      await page.getByLabel('By when').blur();
      const other = await page.context().newPage();
      await other.goto(at + axes);
      await other.locator('.statement input').first().check();
      await page.waitForFunction(() => document.querySelector('.statement input').checked);
      await page.reload();
      assert.equal(await page.getByLabel('What I will do').inputValue(), 'Say <b>why</b> first.');
      assert.equal(await page.getByLabel('By when').inputValue(), '2026-12-01');
      assert.match(await page.innerText('.notice'), /^Kept on this device only/);
      await score(page);
      assert.deepEqual(await rows(page), ['Managing\t14 of 20\t4 of 4', 'Leading\t6 of 20\t2 of 4']);
    });
  });

  test('starts again, with a way back', async () => {
    await visit(axes, desk, async (page) => {
      await answer(page, '43430355');
      await score(page);
      await page.click('text=Start again');
      await answered(page);
      assert.deepEqual(await values(page, 'two-axes'), {});
      assert.equal(await page.locator('.result').isVisible(), false);
      assert.match(await focus(page), />Undo</);
      await page.keyboard.press('Enter');
      await answered(page);
      assert.equal(await page.locator('.statement :checked').count(), 8);
    });
  });

  test('is handed on as ratings in a fragment, and opens beside the answers of others', async () => {
    const link = await open(axes, { ...desk, permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      await answer(page, '43430355');
      await page.getByLabel('What I will do').fill('A secret');
      await page.click('text=Copy a link with my ratings');
      await page.getByText('Link copied').first().waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    });
    assert.doesNotMatch(link, /secret/i);
    const { pathname, search, hash } = new URL(link);
    assert.equal(pathname + search, axes);
    assert.match(hash, /^#a=1~two-axes~or-m1:strongly-agree\.or-m2:agree\.or-m3:strongly-agree\.or-m4:agree\.or-l1:strongly-disagree\.or-l2:agree\.or-l3:-\.or-l4:-~\d{4}-\d\d-\d\d$/);

    await visit(axes, desk, async (page) => {
      await answer(page, '00000000');
      await page.getByLabel('What I will do').fill('Mine');
      await page.getByLabel('What I will do').blur();
      const before = await kept(page);
      await page.goto(link);
      assert.match(await page.innerText('.banner'), /^Shared on \w+ \d+, \d{4}\. .*shared copy/);
      assert.match(await focus(page), /class="banner/);
      assert.equal(await page.locator('.instrument form').isVisible(), false);
      await page.click('.banner >> text=Show the answers');
      assert.ok(await page.locator('.instrument form').isVisible());
      assert.deepEqual(await rows(page), ['Managing\t18 of 20\t4 of 4', 'Leading\t6 of 20\t2 of 4']);
      assert.equal(await page.locator('.statement:not(:disabled)').count(), 0);
      assert.equal(await page.getByLabel('What I will do').inputValue(), '');
      assert.deepEqual(await barriers(page), []);
      assert.deepEqual(await kept(page), before);
      await page.click('.banner >> text=Close');
      assert.equal(new URL(page.url()).hash, '');
      assert.deepEqual(await rows(page), ['Managing\t4 of 20\t4 of 4', 'Leading\t8 of 20\t4 of 4']);
      assert.equal(await page.getByLabel('What I will do').inputValue(), 'Mine');

      await page.goto(link);
      await page.click('text=Use this copy');
      assert.equal((await values(page, 'two-axes'))['or-l3'], '-');
      assert.equal(await page.getByLabel('What I will do').inputValue(), 'Mine');
      await page.keyboard.press('Enter');
      assert.equal((await values(page, 'two-axes'))['or-l3'], 'strongly-disagree');
    });
  });

  test('is not misled by links and records that it did not write', async () => {
    await visit(`${axes}#a=1~two-axes~or-m1:99.nothing:1.or-m2:agree.%3Cb%3E:1`, desk, async (page) => {
      assert.match(await page.innerText('.banner'), /3 do not fit this page/);
      assert.equal(await page.locator(':checked').count(), 1);
      for (const fragment of ['#a=1~other~or-m1:1', '#a=1~two-axes', '#a=1~%E0~x', '#a=x']) {
        await page.evaluate((hash) => (location.hash = hash), fragment);
        await page.locator('.banner').waitFor({ state: 'detached' });
      }
      await page.evaluate(() => (location.hash = '#a=2~two-axes~or-m1:1'));
      assert.match(await page.innerText('.banner'), /newer edition/);
      await page.evaluate(() => {
        const entry = { value: '7', text: '<img src=x onerror=alert(1)>', answer: 'Seven', hash: 'old', time: 1 };
        localStorage.setItem(`handbook:${document.documentElement.dataset.base}:page:two-axes`, JSON.stringify({ v: 1, title: '', path: '/', time: 1, seen: [], items: { 'or-m1': entry } }));
      });
      await page.goto(at + again);
      await page.goto(at + axes);
      assert.equal(await page.locator(':checked').count(), 0);
      assert.match(await page.innerText('.reworded'), /<img src=x/);
    });
  });

  test('works where nothing can be kept, and says so', async () => {
    await open(axes, desk, async (page) => {
      await page.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException('no', 'SecurityError');
        };
      });
      await page.reload();
      await answer(page, '43430355');
      await score(page);
      assert.match(await page.innerText('.notice'), /does not let this page keep/);
      assert.equal(await page.locator('.result tbody tr').count(), 2);
    });
  });

  test('can be copied as text and as a file, and a file restores it all', async () => {
    await visit(axes, { ...desk, permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      await answer(page, '43430355');
      await page.getByLabel('What I will do').fill('Say why first.');
      await score(page);
      await page.click('text=Copy as text');
      await page.getByText('Copied.').first().waitFor();
      const text = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(text, /^# Over-managed, under-led\?\n.*2\d{3}.*\nhttp.*\n\nManaging: 18 of 20\nLeading: 6 of 20\nYour result: Over-managed, under-led\n\nOver-managed, under-led\nPlans are kept, and the reason for them has faded\.\nBegin with one [^\n]*\nRead next\n- Your last five meetings\n- A problem that came back\n\n## What I will do\nSay why first\.\n$/);

      const before = await values(page, 'two-axes');
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save a copy' }).click()]);
      await page.click('text=Start again');
      await answered(page);
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.click('text=Load a copy')]);
      await chooser.setFiles(await file.path());
      await page.click('text=Replace mine');
      assert.deepEqual(await values(page, 'two-axes'), before);
      assert.equal(await page.locator('.statement :checked').count(), 8);
    });
  });

  test('has no barrier that axe finds, as it is, with errors, with a result', async () => {
    for (const colorScheme of ['light', 'dark']) {
      await open(axes, { ...desk, colorScheme }, async (page) => {
        await score(page);
        assert.deepEqual(await barriers(page), [], 'errors');
        await answer(page, '43430355');
        await score(page);
        assert.deepEqual(await barriers(page), [], 'result');
      });
    }
  });

  test('counts without scripts, with every reading in sight', async () => {
    await visit(axes, { ...desk, javaScriptEnabled: false }, async (page) => {
      await answer(page, '43430355');
      const said = await spoken(page);
      assert.match(said, /Managing: 18 \(4–20\)/);
      assert.match(said, /Leading: 3 \(4–20\)/);
      assert.match(said, /All together: 21/);
      for (const reading of await page.locator('.band > p').all()) assert.ok(await reading.isVisible());
      assert.equal(await page.locator('.band').count(), 4);
      assert.equal(await page.locator('.main-button').isVisible(), false);
      await page.locator('.statement input').first().press('Enter');
      assert.equal(page.url(), at + axes);
    });
  });

  test('is printed with answers, and without', async () => {
    await visit(axes, desk, async (page) => {
      await page.evaluate(() => {
        window.print = () => {
          window.dispatchEvent(new Event('beforeprint'));
          window.printed = document.documentElement.dataset.sheet;
        };
      });
      const paper = async (label) => {
        await page.emulateMedia({ media: 'print' });
        await page.getByText(label, { exact: true }).last().evaluate((button) => button.click());
      };
      const end = () => page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
      await answer(page, '43430355');
      await page.getByLabel('What I will do').fill('One\nTwo\nThree\nFour');
      await score(page);
      await paper('Print');
      assert.equal(await page.evaluate(() => window.printed), 'filled');
      assert.match(await page.innerText('.commitment'), /One\nTwo\nThree\nFour/);
      assert.ok(await page.locator('[data-band=over-managed] > p').first().isVisible());
      assert.equal(await page.locator('[data-band=balanced]').isVisible(), false);
      const lines = page.locator('.bands > .on-paper');
      assert.equal(await lines.isVisible(), false, 'the sums are known');
      assert.equal(await page.locator('.tools, .notice, .main-button').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length), 0);
      await end();
      await paper('Print blank');
      assert.equal(await page.evaluate(() => window.printed), 'blank');
      assert.equal(await page.locator('.result').isVisible(), false);
      assert.match(await lines.innerText(), /^Managing _+ of 4–20\nLeading _+ of 4–20\n[^]*Condition\tReading\n/);
      assert.ok(await page.locator('[data-band=balanced] > p').first().isVisible());
      const [checked, open] = await page.locator('.statement').first().locator('input').evaluateAll((all) => [all[4], all[0]].map((box) => getComputedStyle(box).borderTopWidth));
      assert.equal(checked, open);
      assert.equal(await page.getByLabel('By when').getAttribute('type'), 'text');
      assert.equal(await page.locator('textarea, .statement :checked').evaluateAll((all) => all.map(({ value }) => value).join('')), '', 'nothing is there, not even unseen');
      await end();
      assert.equal(await page.locator('.statement :checked').count(), 8);
      assert.equal(await page.getByLabel('What I will do').inputValue(), 'One\nTwo\nThree\nFour');
      await page.emulateMedia({ media: 'screen' });
      assert.equal(await page.getByLabel('By when').getAttribute('type'), 'date');
      assert.deepEqual(await openBands(page), ['over-managed']);
      assert.equal(await page.locator('.print-text').count(), 0);
      assert.equal(await lines.isVisible(), false, 'they are for paper');
    });
  });

  test('has a row for each statement on paper, with the answers above the first of each part', async () => {
    await visit(axes, desk, async (page) => {
      const numbers = page.locator('.choice .on-paper:visible');
      assert.equal(await numbers.count(), 0, 'a screen says the points in words, once');
      await page.emulateMedia({ media: 'print' });
      assert.ok(await numbers.count());
      const rows = await page.evaluate(() =>
        [...document.querySelectorAll('.dimension')].map((part) =>
          [...part.querySelectorAll('.statement')].map((statement) => {
            const circles = [...statement.querySelectorAll('input')].map((circle) => circle.getBoundingClientRect());
            return {
              columns: circles.map((circle) => Math.round(circle.left)).join(),
              isRow: circles.every((circle) => circle.top === circles[0].top) && circles[0].left > statement.querySelector('legend').getBoundingClientRect().right - 1,
              said: statement.querySelector('.choices').innerText.split(/\s+/),
            };
          }),
        ),
      );
      assert.equal(new Set(rows.flat().map(({ columns }) => columns)).size, 1);
      for (const part of rows) {
        assert.ok(part.every(({ isRow }) => isRow));
        assert.equal(part[0].columns.split(',').length, 6);
        assert.deepEqual(part[0].said.filter((word) => /^\d$/.test(word)).sort(), ['1', '2', '3', '4', '5'], 'the points, of which the last answer has none');
        assert.ok(part[0].said.includes('Disagree'));
        for (const { said } of part.slice(1)) assert.ok(said.every((word) => /^\d$/.test(word)), said.join(' '));
      }
    });
  });
});

describe('a result of answers', () => {
  test('lists the statements by their answers, on the page and as text, and counts nothing', async () => {
    await visit(`${base}seen/`, { ...desk, permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      await answer(page, '210');
      await score(page);
      assert.deepEqual(await rows(page), ['Yes\tThe key is there.', 'Not known yet\tThe tea is bought.', 'No\tA guide has said yes.', 'None of it\t–']);
      assert.deepEqual(await openBands(page), ['ask']);
      assert.doesNotMatch(await page.innerText('main'), /\d points?|\d of \d(?! done)/);
      assert.deepEqual(await barriers(page), []);
      await page.click('text=Copy as text');
      await page.getByText('Copied.').first().waitFor();
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), /\nYes: The key is there\.\nNot known yet: The tea is bought\.\nNo: A guide has said yes\.\n/);
      await answer(page, '223');
      assert.deepEqual(await rows(page), ['Yes\tThe key is there. The tea is bought.', 'Not known yet\t–', 'No\t–', 'None of it\tA guide has said yes.']);
      assert.deepEqual(await openBands(page), ['go']);
    });
  });
});

describe('what a reader meant', () => {
  const fill = async (page, entry, ...amounts) => {
    for (const [at, amount] of amounts.entries()) await page.locator('.entry').nth(entry).locator('input').nth(at).fill(amount);
  };

  test('stands beside what was, is no part of it, and is kept and handed on with it', async () => {
    await visit(`${base}meant/`, desk, async (page) => {
      assert.equal(await page.locator('.entry legend').first().innerText(), 'The week I meant');
      await fill(page, 0, '2', '2');
      await score(page);
      assert.match(await page.innerText('.errors'), /Please fill in at least one/);
      await fill(page, 1, '3', '1');
      await score(page);
      const [first, second] = (await rows(page)).map((row) => row.split('\t').slice(1));
      assert.deepEqual([first, second], [['3', '75%', '50% (+25)'], ['1', '25%', '50% (-25)']]);
      await page.locator('.entry input').first().blur();
      assert.equal((await values(page, 'meant'))[`:intended:${await page.locator('.entry input').first().evaluate(({ dataset }) => dataset.item.split(':').at(-1))}`], '2');
      await page.reload();
      assert.equal(await page.locator('.entry input').first().inputValue(), '2');
      await score(page);
      await page.setViewportSize({ width: 320, height: 800 });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      await fill(page, 0, '', '', '');
      assert.deepEqual((await rows(page))[0].split('\t').slice(1), ['3', '75%', '–']);
      assert.deepEqual(await barriers(page), []);
    });
  });
});

describe('what is missing', () => {
  test('is counted, and told of the first twenty', async () => {
    await visit(`${base}many/`, desk, async (page) => {
      await score(page);
      assert.equal(await page.innerText('.errors h2'), 'Something is missing (25)');
      const told = await page.locator('.errors li').allInnerTexts();
      assert.deepEqual([told.length, told[0], told[19], told[20]], [21, 'Statement 1.', 'Statement 20.', 'and 5 more']);
      await page.locator('.statement').first().locator('input').first().check();
      assert.equal(await page.innerText('.errors h2'), 'Something is missing (24)');
      assert.deepEqual((await page.locator('.errors li').allInnerTexts()).slice(-2), ['Statement 21.', 'and 4 more']);
      assert.equal(await page.locator('.statement > .error').count(), 24, 'each is marked at its place');
    });
  });

  test('is not said of what is there and wrong', async () => {
    await visit(meetings, desk, async (page) => {
      const fields = page.locator('.entry input');
      await fields.nth(0).fill('-5');
      await fields.nth(1).fill('abc');
      await score(page);
      assert.equal(await page.innerText('.errors h2'), 'Please correct what does not fit (2)');
      await fields.nth(1).fill('5');
      assert.equal(await page.innerText('.errors h2'), 'Please correct what does not fit');
      await fields.nth(0).fill('');
      await fields.nth(1).fill('');
      assert.equal(await page.innerText('.errors h2'), 'Something is missing');
    });
  });
});

describe('the bars of a profile', () => {
  test('are drawn to the scale that their labels state', async () => {
    await visit(`${base}modes/`, desk, async (page) => {
      const places = '0120210';
      const statements = await page.locator('.statement').all();
      for (const [at, statement] of statements.entries()) await statement.locator('input').nth(Number(places[at % places.length])).check();
      await score(page);
      const bars = await page.locator('.chart svg').evaluate((svg) => {
        const [values, boxes] = ['text[text-anchor="end"]', 'rect'].map((part) => [...svg.querySelectorAll(part)]);
        // Of each two boxes the first is the frame, within half a line.
        return values.map((value, at) => [value.textContent, (boxes[2 * at + 1].getAttribute('width') - 0) / (boxes[2 * at].getAttribute('width') - 1)]);
      });
      assert.equal(bars.length, 3);
      for (const [text, part] of bars) {
        const [score, most] = text.match(/[\d.]+/g).map(Number);
        assert.ok(Math.abs(part - score / most) < 0.01, `${text} is drawn ${part}`);
      }
      assert.ok(new Set(bars.map(([text]) => text)).size > 1);
    });
  });
});

describe('an audit', () => {
  test('is filled in, corrected and read by keyboard alone', async () => {
    await visit(meetings, desk, async (page) => {
      await tabTo(page, '.entry input');
      for (const entry of [['7', '2', '', ''], ['8', '2', '0', '0'], ['', '', '', '']]) {
        for (const amount of entry) {
          await page.keyboard.type(amount);
          await page.keyboard.press('Tab');
        }
      }
      assert.equal(await page.innerText('.entry-sum >> nth=0'), 'Sum: 9 of 10');
      await page.keyboard.type('x');
      await page.keyboard.press('Enter');
      await scored(page);
      assert.match(await focus(page), /class="errors"/);
      assert.deepEqual(await page.locator('.errors li').allInnerTexts(), [
        'Meeting 1 – The points add up to 9; please divide 10.',
        'Meeting 4: How: plans, status, fixes – Please write a whole number, or leave it empty.',
      ]);
      assert.deepEqual(await barriersLater(), []);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.keyboard.press('End');
      await page.keyboard.press('Backspace');
      await page.keyboard.type('8');
      assert.equal(await page.locator('.errors li').count(), 1);
      await page.locator('.errors a').focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Backspace');
      await page.keyboard.press('Enter');
      await answered(page);
      assert.match(await focus(page), /<h2[^>]*>Your result/);
      assert.deepEqual(await rows(page), [
        'How: plans, status, fixes\t16\t80%',
        'Where and why: direction, choices\t4\t20%',
        'People\t0\t0%',
        'Other\t0\t0%',
      ]);
      assert.deepEqual(await openBands(page), ['how-heavy']);
      await page.reload();
      await score(page);
      assert.deepEqual(await openBands(page), ['how-heavy']);
    });
    async function barriersLater() {
      return open(meetings, desk, async (page) => {
        await page.locator('.entry input').first().fill('x');
        await score(page);
        const found = await barriers(page);
        await page.locator('.entry input').first().fill('10');
        await score(page);
        return [...found, ...(await barriers(page))];
      });
    }
  });

  test('asks for something to divide', async () => {
    await visit(meetings, desk, async (page) => {
      await score(page);
      assert.deepEqual(await page.locator('.errors li').allInnerTexts(), ['Meeting 1 – Please fill in at least one.']);
      await page.click('.errors a');
      assert.match(await focus(page), /id="[^"]*1-how"/);
    });
  });

  test('adds up hours and parts of them', async () => {
    await visit(`${base}week/`, desk, async (page) => {
      const fields = await page.locator('.entry input').all();
      for (const [index, amount] of ['20', '1.5', '', '10,25', '', '0.25'].entries()) await fields[index].fill(amount);
      await score(page);
      assert.deepEqual(await rows(page), ['Keeps it running\t30.25\t94%', 'Moves it forward\t1.5\t5%', 'Grows people\t0.25\t1%']);
      assert.deepEqual(await openBands(page), ['engine', 'thin']);
      assert.match(await page.innerText('.band[data-band=thin]'), /Your result: Moves it forward, Grows people/);
    });
  });

  test('is handed on as numbers, without the words beside them', async () => {
    await visit(meetings, { ...desk, permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      await page.locator('.entry input').first().fill('10');
      await page.locator('.questions textarea').first().fill('Somebody');
      await page.click('text=Copy a link with my ratings');
      await page.getByText('Link copied').first().waitFor();
      const link = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(new URL(link).hash, `#a=1~meetings~meeting-1:how:10~${await page.evaluate(() => new Date().toLocaleDateString('sv'))}`);
      await page.goto(link);
      assert.equal(await page.locator('.questions textarea').first().inputValue(), '');
      assert.deepEqual(await openBands(page), ['how-heavy']);
    });
  });

  test('is a grid on paper, with lines for what is not worked out yet', async () => {
    await visit(meetings, desk, async (page) => {
      const lines = page.locator('.wide-paper > .on-paper');
      assert.equal(await lines.isVisible(), false, 'they are for paper');
      await page.emulateMedia({ media: 'print' });
      const columns = await page.evaluate(() => [...document.querySelectorAll('.entry')].map((entry) => [...entry.querySelectorAll('.amount')].map((cell) => Math.round(cell.getBoundingClientRect().left)).join()));
      assert.equal(columns.length, 7, 'five meetings, their sums, their percent');
      assert.equal(new Set(columns).size, 1, columns.join(' '));
      await page.emulateMedia({ media: 'screen' });
      for (const entry of await page.locator('fieldset.entry').all()) {
        for (const [at, field] of (await entry.locator('input').all()).entries()) await field.fill(['10', '0', '0', '0'][at]);
      }
      await score(page);
      await page.emulateMedia({ media: 'print' });
      assert.equal(await lines.isVisible(), false, 'the result has the sums');
      assert.equal(await page.locator('.result').isVisible(), true);
    });
  });

  test('is a form on paper without scripts', async () => {
    await visit(meetings, { ...desk, javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.getByLabel('People').count(), 5);
      assert.ok(await page.locator('noscript .notice').isVisible());
      assert.equal(await page.locator('.band[open]').count(), 3);
    });
  });
});

describe('a worksheet', () => {
  test('is written by keyboard alone and stays on the device', async () => {
    await visit(again, desk, async (page) => {
      await tabTo(page, '.questions textarea');
      await page.keyboard.type('On 3 March, <i>twice</i>');
      await page.keyboard.press('Enter');
      await page.keyboard.type('and in May');
      await page.keyboard.press('Tab');
      await page.keyboard.type('The approval');
      await tabTo(page, '.commitment textarea');
      await page.keyboard.type('Ask for it');
      await page.reload();
      assert.deepEqual(
        await page.locator('textarea').evaluateAll((all) => all.map(({ value }) => value)),
        ['On 3 March, <i>twice</i>\nand in May', 'The approval', '', 'Ask for it'],
      );
      assert.equal(page.url(), at + again);
      assert.equal(await page.getByText('Copy a link').count(), 0);
    });
  });

  test('has fields that are as high as their author wished, and named by their question', async () => {
    await visit(again, desk, async (page) => {
      const field = page.getByRole('textbox', { name: 'Which process, policy or habit lets it happen?' });
      assert.equal(await field.getAttribute('rows'), '4');
    });
  });

  test('has no barrier that axe finds', async () => {
    await open(again, desk, async (page) => {
      await page.locator('textarea').first().fill('Words');
      await page.locator('textarea').first().blur();
      assert.deepEqual(await barriers(page), []);
    });
  });
});

describe('a worksheet that can be handed in', () => {
  const sheet = (keys) => read('content/again.md').replace('[worksheet]\n', `[worksheet]\n${keys}\n`);

  test('has no commitment, and says to whom its text goes before it does', async () => {
    site.edit({
      'handbook.toml': `${files['handbook.toml']}[security]\nforms = ["https://forms.example.org"]\n`,
      'content/again.md': sheet('commitment = false\nsend = "https://forms.example.org/incident"'),
    });
    await visit(again, desk, async (page) => {
      assert.equal(await page.getByText('What I will do').count(), 0);
      await page.context().route('https://forms.example.org/**', (route) => route.fulfill({ body: 'Thank you' }));
      await page.locator('textarea').first().fill('A fall & a fright');
      assert.match(await page.innerText('.send'), /goes as text to forms\.example\.org, once you press/);
      const [request] = await Promise.all([
        page.context().waitForEvent('request', (asked) => asked.method() === 'POST'),
        page.getByRole('button', { name: 'Send to forms.example.org' }).click(),
      ]);
      assert.equal(request.url(), 'https://forms.example.org/incident');
      const text = new URLSearchParams(request.postData() ?? '').get('text') ?? '';
      assert.match(text, /^# A problem that came back[^]*\n## What happened, with the date of each time\?\r?\nA fall & a fright/);
      assert.equal(await page.locator('textarea').first().inputValue(), 'A fall & a fright');
      assert.deepEqual(await barriers(page), []);
    });
    site.edit({ 'handbook.toml': files['handbook.toml'], 'content/again.md': read('content/again.md') });
  });

  test('goes through the mail program of the reader, and waits for a script', async () => {
    site.edit({ 'content/again.md': sheet('send = "mailto:safety@example.org"') });
    await visit(again, { ...desk, javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator('.send').isVisible(), false);
    });
    await visit(again, desk, async (page) => {
      await page.locator('textarea').first().fill('A & B');
      assert.match(await page.innerText('.send'), /to safety@example\.org: your mail program opens/);
      const session = await page.context().newCDPSession(page);
      await session.send('Page.enable');
      const asked = new Promise((done) => session.on('Page.frameRequestedNavigation', ({ url }) => done(url)));
      await page.getByRole('button', { name: 'Send to safety@example.org' }).click();
      const url = new URL(String(await asked));
      assert.equal(url.pathname, 'safety@example.org');
      assert.equal(url.searchParams.get('subject'), 'A problem that came back');
      assert.match(url.searchParams.get('body') ?? '', /A & B/);
    });
    site.edit({ 'content/again.md': read('content/again.md') });
  });
});

describe('a new edition', () => {
  test('keeps answers of what was reworded, says so, and forgets nothing that is gone', async () => {
    await visit(axes, desk, async (page) => {
      await answer(page, '43430355');
      const reworded = read('content/two-axes.md').replace('has one named owner', 'has *exactly one* named owner');
      site.edit({ 'content/two-axes.md': reworded.replace(/^4\. The reason .*\n/m, '') });
      await page.reload();
      assert.equal(await page.locator('.statement :checked').count(), 7);
      assert.equal(await page.innerText('.reworded'), 'Reworded since you answered. It read: “Each open task has one named owner.”');
      const described = await page.locator('#or-m1').getAttribute('aria-describedby');
      assert.ok(described && (await page.locator(`#${described}`).count()) === 1);
      assert.equal((await values(page, 'two-axes'))['or-l4'], '-');
      await page.locator('.statement input').first().check();
      assert.equal(await page.locator('.reworded').count(), 0);
    });
  });

  test('puts no answer under another column, entry or answer, and lists what has no place any more', async () => {
    const week = read('content/week.md');
    await visit(`${base}week/`, desk, async (page) => {
      await page.getByRole('group', { name: 'Monday to Wednesday' }).getByLabel('Keeps it running').fill('20');
      await page.getByRole('group', { name: 'Thursday and Friday' }).getByLabel('Grows people').fill('3');
      await page.getByRole('group', { name: 'Thursday and Friday' }).getByLabel('Grows people').blur();
      // A day put first; the columns in another order; a day gone.
      site.edit({ 'content/week.md': week.replace('entries = [', 'entries = ["Sunday", ') });
      await page.reload();
      const filled = () => page.locator('.entry input').evaluateAll((all) => all.filter(({ value }) => value).map(({ dataset, value }) => `${dataset.text} ${value}`));
      const both = ['Monday to Wednesday: Keeps it running 20', 'Thursday and Friday: Grows people 3'];
      assert.deepEqual(await filled(), both);
      assert.equal(await page.locator('.reworded').count(), 0);
      const columns = /columns = \[\n((?:.*\n)+?)\]/.exec(week)?.[1] ?? '';
      site.edit({ 'content/week.md': week.replace(columns, columns.trimEnd().split('\n').reverse().join('\n') + '\n') });
      await page.reload();
      assert.deepEqual(await filled(), both);
      site.edit({ 'content/week.md': week.replace('"Thursday and Friday"', '"Saturday"').replace('"Monday to Wednesday"', '{ id = "monday-to-wednesday", label = "The first half" }') });
      await page.reload();
      assert.deepEqual(await filled(), ['The first half: Keeps it running 20']);
      assert.equal(await page.innerText('.reworded'), 'Reworded since you answered. It read: “Monday to Wednesday: Keeps it running”');
      await page.click('.removed summary');
      assert.match(await page.innerText('.removed'), /Answered by you, no longer on this page: 1[^]*Thursday and Friday: Grows people: 3/);
      await page.click('text=Forget them');
      assert.deepEqual(Object.keys(await values(page, 'week')), ['monday-to-wednesday:keeps']);
      await page.keyboard.press('Enter');
      assert.equal(await page.locator('.removed li').count(), 1);
      site.edit({ 'content/week.md': week });
    });
    const modes = read('content/modes.md');
    await visit(`${base}modes/`, desk, async (page) => {
      await page.locator('.statement').first().locator('input').nth(1).check();
      const [, first, second] = /scale = \["([^"]*)", "([^"]*)"/.exec(modes) ?? [];
      site.edit({ 'content/modes.md': modes.replace('scale = [', 'scale = ["Hardly", ') });
      await page.reload();
      assert.equal(await page.locator(':checked').getAttribute('data-text'), second);
      assert.equal(await page.locator('.reworded').count(), 0);
      site.edit({ 'content/modes.md': modes.replace(`"${second}"`, '"Elsewhere"') });
      await page.reload();
      assert.equal(await page.locator(':checked').count(), 0);
      assert.match(await page.innerText('.reworded'), new RegExp(`– ${second}”`));
      assert.notEqual(first, second);
      site.edit({ 'content/modes.md': modes });
    });
  });

  test('leaves each amount of a week under its column, whatever is said of it', async () => {
    const week = read('content/week.md');
    await visit(`${base}week/`, { at, viewport: { width: 1366, height: 900 } }, async (page) => {
      const second = page.locator('.entry').nth(1);
      for (const field of await second.locator('input').all()) await field.fill('2');
      await second.locator('input').last().blur();
      const boxes = (nth) => page.locator('.entry').nth(nth).locator('input').evaluateAll((all) => all.map((field) => Math.round(field.getBoundingClientRect().x)));
      site.edit({ 'content/week.md': week.replace('label = "Keeps it running"', 'label = "Runs it"') });
      await page.reload();
      assert.ok((await second.locator('.reworded').count()) > 0);
      assert.deepEqual(await boxes(1), await boxes(0));
      const middle = (selector) => second.locator(selector).first().evaluate((one) => {
        const words = document.createRange();
        words.selectNodeContents(one);
        const { top, bottom } = [...words.getClientRects()].at(-1) ?? one.getBoundingClientRect();
        return (top + bottom) / 2;
      });
      const [name, field] = [await middle('legend'), await middle('input')];
      assert.ok(Math.abs(name - field) < 4, `the last line of a name at ${name}, its fields at ${field}`);
      site.edit({ 'content/week.md': week.replace('"Thursday and Friday"', '"Wednesday"') });
      await page.reload();
      assert.equal(await page.getByText('Wednesday', { exact: true }).last().evaluate((name) => {
        const words = document.createRange();
        words.selectNodeContents(name);
        return words.getClientRects().length;
      }), 1);
      site.edit({ 'content/week.md': week });
    });
  });

  test('gives no words to another field with their id', async () => {
    const sheet = read('content/again.md');
    await visit(again, desk, async (page) => {
      await page.locator('textarea').first().fill('On 3 March');
      await page.locator('textarea').first().blur();
      site.edit({ 'content/again.md': sheet.replace('1. What happened, with the date of each time? {#rp-what}', '- [ ] Call the office {#rp-what}') });
      await page.reload();
      assert.equal(await page.locator('.task :checked').count(), 0);
      assert.match(await page.locator('.removed:not(:empty)').textContent(), /What happened, with the date of each time\?: On 3 March/);
      site.edit({ 'content/again.md': sheet });
    });
  });

  test('finds the answers of a page that has moved', async () => {
    await visit(`${base}week/`, desk, async (page) => {
      await page.locator('.entry input').first().fill('7.5');
      await page.getByLabel('What I will do').fill('Words');
      await page.getByLabel('What I will do').blur();
      // What a page without a `key` keeps, it keeps under its route.
      await page.evaluate((space) => {
        const text = localStorage.getItem(`${space}week`);
        localStorage.clear();
        localStorage.setItem(`${space}/week/`, text);
      }, `handbook:${base}:page:`);
      const moved = read('content/week.md').replace('key = "week"', 'aliases = ["/week/"]');
      site.edit({ 'content/week.md': null, 'content/days.md': moved });
      await page.goto(`${site.address}days/`);
      assert.equal(await page.locator('.entry input').first().inputValue(), '7.5');
      assert.equal(await page.getByLabel('What I will do').inputValue(), 'Words');
      await page.locator('.entry input').first().fill('8');
      await page.locator('.entry input').first().blur();
      assert.deepEqual(Object.keys(await kept(page)).filter((name) => name.includes(':page:')), [`handbook:${base}:page:/days/`]);
    });
  });
});

/** What a screen reader is given of the sums below an assessment, generated numbers included. */
async function spoken(page) {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const read = (node) =>
    node.role?.value === 'StaticText' ? node.name.value : (node.childIds ?? []).map((id) => read(byId.get(id))).join('');
  return read(nodes[0]);
}
