// How a reader wants to read: chosen on one page, kept on the device, true on every page before its
// first pixel, and never stronger than the device where nothing is kept.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { build } from './building.mjs';
import { choose, kept, reader, saved } from './reading.mjs';
import { answered } from './running.mjs';

const files = {
  'handbook.toml': 'title = "Small"\n',
  'content/_index.md': '+++\ntitle = "Small"\n+++\n\nA small handbook.\n',
  'content/list.md': '+++\ntitle = "A list"\n+++\n\n- [ ] Delegate one thing. {#one}\n- [ ] Name the limits. {#two}\n',
  'content/settings.md': '+++\ntitle = "Settings"\nnav = "footer"\n\n[settings]\n+++\n\nAll of this stays here.\n',
  'content/search.md': '+++\ntitle = "Search"\nnav = "footer"\n\n[search]\n+++\n\nFind it.\n',
};

const name = 'handbook:/small/:settings';
const press = async (page, name) => {
  await page.getByRole('button', { name, exact: true }).click();
  await answered(page);
};
const pick = (page, group, label) => page.getByRole('group', { name: group }).getByLabel(label, { exact: true }).check();
/** The colour of the page, the size of its text, and what stands on its root. */
const look = (page) =>
  page.evaluate(() => {
    const { theme, contrast, text, keys } = document.documentElement.dataset;
    const { backgroundColor, fontSize } = getComputedStyle(document.documentElement);
    return { theme, contrast, text, keys, background: backgroundColor, size: fontSize };
  });
const paper = { light: 'rgb(251, 250, 247)', dark: 'rgb(21, 23, 27)', lightest: 'rgb(255, 255, 255)', darkest: 'rgb(0, 0, 0)' };

describe('settings', { concurrency: 3 }, async () => {
  const site = await build(files);
  after(() => site.close());
  const read = (use, options) => reader(site.address, use, options);

  test('hold at once, are said, are kept, and hold on every page', () =>
    read(async ({ open }) => {
      const page = await open('settings/');
      assert.equal((await look(page)).background, paper.light);
      await pick(page, 'Theme', 'Dark');
      assert.equal((await look(page)).background, paper.dark);
      await page.getByRole('status').filter({ hasText: 'Theme: Dark. Kept on this device.' }).waitFor({ state: 'attached' });
      await pick(page, 'Contrast', 'High');
      assert.equal((await look(page)).background, paper.darkest);
      await pick(page, 'Size of text', 'Very large');
      await pick(page, 'Single-key shortcuts', 'Off');
      assert.deepEqual(JSON.parse((await kept(page))[name]), { theme: 'dark', contrast: 'more', text: 'larger', keys: 'off' });
      const wanted = { theme: 'dark', contrast: 'more', text: 'larger', keys: 'off', background: paper.darkest, size: '20.8px' };
      assert.deepEqual(await look(page), wanted);
      assert.deepEqual(await look(await open('list/')), wanted);
      await page.reload();
      assert.deepEqual(await page.locator('[data-settings] :checked').evaluateAll((radios) => radios.map(({ value }) => value)), [
        'dark',
        'more',
        'larger',
        'off',
      ]);
      await pick(page, 'Theme', 'As on my device');
      assert.equal((await look(page)).background, paper.lightest);
    }));

  test('list the shortcuts, which one key shows unless single keys are off', () =>
    read(async ({ open }) => {
      const page = await open('list/');
      await page.keyboard.press('?');
      await page.waitForURL('**/settings/#keys');
      const keys = page.getByRole('group', { name: 'Single-key shortcuts' });
      assert.ok(await keys.evaluate((group) => group.matches(':target') && group.getBoundingClientRect().top < innerHeight));
      assert.deepEqual(await page.locator('[data-settings] li').evaluateAll((items) => items.map((item) => item.querySelector('kbd').textContent)), ['/', '?', 'Ctrl']);
      await pick(page, 'Single-key shortcuts', 'Off');
      const other = await open('list/');
      await other.keyboard.press('?');
      await other.keyboard.press('Control+k');
      await other.waitForFunction(() => document.activeElement.id === 'search-field');
      assert.equal(new URL(other.url()).pathname, '/small/list/');
    }));

  test('follow the device where nothing was chosen', async () => {
    for (const [options, background] of [
      [{ colorScheme: 'light' }, paper.light],
      [{ colorScheme: 'dark' }, paper.dark],
      [{ colorScheme: 'light', contrast: 'more' }, paper.lightest],
      [{ colorScheme: 'dark', contrast: 'more' }, paper.darkest],
      [{ colorScheme: 'dark', javaScriptEnabled: false }, paper.dark],
    ]) {
      await read(async ({ open }) => assert.equal((await look(await open('list/'))).background, background), options);
    }
  });

  test('are stronger than the device', () =>
    read(
      async ({ open }) => {
        const page = await open('settings/');
        await pick(page, 'Theme', 'Light');
        assert.equal((await look(page)).background, paper.light);
        await page.emulateMedia({ media: 'print' });
        assert.equal((await look(page)).background, paper.lightest, 'and never than paper');
      },
      { colorScheme: 'dark' },
    ));

  test('hold before the first pixel', () =>
    read(async ({ open, context }) => {
      await pick(await open('settings/'), 'Theme', 'Dark');
      const page = await context.newPage();
      await page.addInitScript(() => {
        window.seen = {};
        const theme = () => document.documentElement.dataset.theme;
        new MutationObserver((_, observer) => {
          if (!document.body) return;
          observer.disconnect();
          window.seen.body = theme();
        }).observe(document, { childList: true, subtree: true });
        requestAnimationFrame(() => {
          window.seen.frame = [theme(), getComputedStyle(document.documentElement).backgroundColor];
        });
      });
      await page.goto(`${site.address}list/`);
      await page.waitForFunction(() => window.seen.frame);
      assert.deepEqual(await page.evaluate(() => window.seen), { body: 'dark', frame: ['dark', paper.dark] });
    }));

  test('are followed by other tabs, and by a page that comes back', () =>
    read(async ({ open }) => {
      const page = await open('settings/');
      const other = await open('list/');
      const third = await open('settings/');
      await pick(page, 'Theme', 'Dark');
      await other.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
      await third.waitForFunction(() => document.querySelector('[value="dark"]').checked);
      await page.evaluate(() => localStorage.clear());
      await other.waitForFunction(() => !('theme' in document.documentElement.dataset));
    }));

  test('survive a device that keeps nothing, and say so', () =>
    read(
      async ({ open }) => {
        const page = await open('settings/');
        await pick(page, 'Theme', 'Dark');
        assert.equal((await look(page)).background, paper.dark, 'as long as the page is open');
        assert.match(await page.innerText('.settings .warning'), /does not let this page keep anything/);
        assert.equal((await look(await open('list/'))).background, paper.light);
      },
      {
        init: () => {
          Object.defineProperty(window, 'localStorage', {
            get() {
              throw new DOMException('', 'SecurityError');
            },
          });
        },
      },
    ));

  test('that cannot be read are none', async () => {
    for (const text of ['', 'null', '[1]', '7', '{', '{"theme":7}', '{"theme":{"a":1},"text":"a b"}', '{"theme":"<b>"}']) {
      await read(async ({ open }) => {
        const page = await open('settings/');
        await page.evaluate(([key, value]) => localStorage.setItem(key, value), [name, text]);
        await page.reload();
        const { theme, text: size, background } = await look(page);
        assert.ok(!size && !/</.test(theme ?? ''), text);
        assert.equal(background, paper.light, text);
        assert.ok(await page.getByRole('group', { name: 'Theme' }).getByLabel('As on my device').isChecked(), text);
        await pick(page, 'Theme', 'Dark');
        assert.equal((await look(page)).background, paper.dark, text);
      });
    }
  });

  test('are one line without scripts', () =>
    read(
      async ({ open }) => {
        const page = await open('settings/');
        assert.match(await page.innerText('main'), /The handbook follows your device/);
        assert.equal(await page.getByRole('radio').count(), 0);
      },
      { javaScriptEnabled: false },
    ));

  test('can be made with the keyboard alone', () =>
    read(async ({ open }) => {
      const page = await open('settings/');
      await page.getByRole('group', { name: 'Theme' }).getByLabel('As on my device').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      assert.equal((await look(page)).theme, 'dark');
      await page.keyboard.press('Tab');
      await page.keyboard.press('ArrowDown');
      assert.equal((await look(page)).contrast, 'more');
    }));

  test('stand beside all that is kept: it is saved, loaded after a look at it, and erased with a way back', () =>
    read(async ({ open }) => {
      const list = await open('list/');
      await list.getByLabel('Name the limits.').check();
      const page = await open('settings/');
      await pick(page, 'Theme', 'Dark');
      assert.match(await page.innerText('.everything'), /Answers: 1, on pages: 1\./);
      const before = await kept(page);
      const { text } = await saved(page, () => press(page, 'Save a copy of everything'));
      await press(page, 'Erase everything');
      assert.deepEqual(await kept(page), {});
      assert.equal((await look(page)).background, paper.light, 'the choices are erased as well');
      await list.waitForFunction(() => document.querySelectorAll(':checked').length === 0);
      await press(page, 'Undo');
      assert.deepEqual(await kept(page), before);
      assert.equal((await look(page)).background, paper.dark);
      await press(page, 'Erase everything');
      await choose(page, text, () => press(page, 'Load a copy'));
      await page.getByText('This copy holds:').waitFor();
      assert.match(await page.innerText('.tools-place'), /This copy holds:\s+A list: 1/);
      assert.match(await page.innerText('.everything'), /Nothing yet/, 'nothing happens before the reader says so');
      await press(page, 'Merge with mine');
      await list.waitForFunction(() => document.querySelectorAll(':checked').length === 1);
    }));

  test('and a copy of thousands of pages is told in a few lines, loaded, erased and put back', () =>
    read(async ({ open }) => {
      const page = await open('settings/');
      const items = ['one', 'two', 'three', 'four'].map((id) => ({ id, text: `What is done of ${id}.`, value: true, hash: '0759bbb6', time: 1796012328318 }));
      const pages = Array.from({ length: 5000 }, (_, at) => ({ key: `page-${at}`, title: at ? `Page ${at}` : 'Long '.repeat(1000), path: `/small/page-${at}/`, time: 1, seen: [], items }));
      const copy = { format: 'handbook-answers', v: 1, pages };
      const load = async () => {
        await choose(page, copy, () => press(page, 'Load a copy'));
        await page.getByText('This copy holds:').waitFor();
        return page.locator('.tools-place li').allInnerTexts();
      };
      const lines = await load();
      assert.ok(lines[0].length < 250, lines[0]);
      assert.deepEqual([lines.length, ...lines.slice(1, 2), ...lines.slice(-2)], [16, 'Page 1: 4', 'Page 14: 4', '4985 more pages: 19940']);
      await press(page, 'Merge with mine');
      await page.getByText('Answers: 20000, on pages: 5000.').waitFor();
      // What another site on this host keeps stays, whether it keeps something or not.
      for (const other of [{}, { elsewhere: 'theirs', 'handbook:/smaller/:page:x': '{}' }]) {
        await page.evaluate((more) => Object.assign(localStorage, more), other);
        const everything = () => page.evaluate(() => Object.entries(localStorage).sort());
        const before = await everything();
        await press(page, 'Erase everything');
        await page.getByText('Nothing yet.').waitFor();
        assert.deepEqual(await everything(), Object.entries(other));
        await press(page, 'Undo');
        await page.getByText('Answers: 20000, on pages: 5000.').waitFor();
        assert.deepEqual(await everything(), before);
      }
      pages.length = 20;
      assert.equal((await load()).length, 20);
    }));
});
