// Searching: by keyboard, as a screen reader hears it, without scripts, from disk, and what it costs.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build } from './building.mjs';
import { reader } from './reading.mjs';
import { newContext } from './running.mjs';
import { root } from './sites.mjs';

const kibibyte = 1024;
const weigh = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

const small = {
  'handbook.toml': 'title = "Small"\n',
  'content/_index.md': '# Small\n\nThe way in.\n',
  'content/search.md': '+++\ntitle = "Search"\nnav = "footer"\n[search]\n+++\n',
  'content/glossary.md': '+++\ntitle = "Glossary"\n[glossary]\n+++\n\nReliance {#reliance also="confidence"}\n: Leaning on somebody.\n',
  'content/handing.md': '# Delegation\n\nGiving work away.\n\n## Handing over {#over}\n\nA [[reliance]] on others.\n\n- [ ] Name an owner {#owner}\n\n<input aria-label="Mine">\n',
  'content/other.md': '# Other\n\n## Delegating badly {#badly}\n\nNothing about it.\n',
};
const site = await build(small);
const many = { ...small };
for (let page = 0; page < 300; page++) {
  many[`content/many/p${page}.md`] = `# Chapter ${page} of topic${page}\n\n## Part${page % 9} {#part}\n\nText that all have, and word${page % 50}.\n`;
}
const large = await build(many);
after(async () => {
  await site.close();
  await large.close();
});

const read = (use, options = {}, address = site.address) => reader(address, use, options);
const field = (page) => page.getByRole('combobox', { name: 'Search this handbook' });
const titles = (page) => page.getByRole('option').evaluateAll((all) => all.map((each) => each.querySelector('span').textContent));
async function ask(page, text) {
  await page.keyboard.press('Control+k');
  await write(page, text);
}
/** At one stroke, so that what is offered then is what answers all of it. */
async function write(page, text) {
  await page.keyboard.insertText(text);
  await page.getByRole('option').first().waitFor();
}

describe('search', { concurrency: 2 }, () => {
  test('costs nothing before somebody goes to the field', () =>
    read(async ({ open }) => {
      const page = await open('');
      const asked = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname.replace(/\.[0-9a-f]{8}\./, '.')));
      const searched = () => asked.filter((path) => path.includes('search')).sort();
      await page.goto(`${site.address}handing/`);
      assert.ok(asked.length > 1, 'the page and what it loads');
      assert.deepEqual(searched(), []);
      await page.keyboard.press('/');
      await field(page).waitFor();
      await write(page, 'deleg');
      assert.deepEqual(searched(), ['/small/search.js', '/small/search/index.js']);
    }));

  test('is done with the keyboard alone', () =>
    read(async ({ open }) => {
      const page = await open('');
      await ask(page, 'deleg');
      assert.deepEqual(await titles(page), ['Delegation', 'Delegating badly']);
      const state = () =>
        field(page).evaluate((input) => {
          const option = document.getElementById(input.getAttribute('aria-activedescendant') ?? '');
          return [input.getAttribute('aria-expanded'), option?.getAttribute('aria-selected') ?? '', option?.querySelector('span').textContent ?? ''];
        });
      assert.deepEqual(await state(), ['true', '', '']);
      await page.keyboard.press('ArrowDown');
      assert.deepEqual(await state(), ['true', 'true', 'Delegation']);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowUp');
      assert.deepEqual(await state(), ['true', 'true', 'Delegating badly']);
      await page.keyboard.press('Escape');
      assert.deepEqual(await state(), ['false', '', '']);
      assert.equal(await field(page).inputValue(), 'deleg');
      await page.keyboard.press('Escape');
      assert.equal(await field(page).inputValue(), '');
      await write(page, 'badly');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/other/#badly');
    }));

  test('tells a screen reader what it is and how much was found', () =>
    read(async ({ open }) => {
      const page = await open('handing/');
      await ask(page, 'confidence');
      const input = field(page);
      assert.equal(await input.getAttribute('aria-autocomplete'), 'list');
      assert.equal(await input.getAttribute('aria-controls'), await page.getByRole('listbox', { name: 'Results' }).getAttribute('id'));
      assert.equal(await input.getAttribute('aria-keyshortcuts'), '/ Control+K Meta+K');
      assert.deepEqual(await page.getByRole('listbox').getByRole('group').evaluateAll((all) => all.map((each) => each.ariaLabel)), ['Glossary']);
      assert.deepEqual(await titles(page), ['Reliance'], 'another word for a term leads to it');
      await page.locator('.search [role=status]', { hasText: 'Results: 1.' }).waitFor({ state: 'attached' });
      await page.keyboard.type('xyzzy');
      await page.locator('.search [role=status]', { hasText: 'Nothing for “confidencexyzzy”.' }).waitFor({ state: 'attached' });
    }));

  test('forgives a slip and finds what is begun', () =>
    read(async ({ open }) => {
      const page = await open('');
      for (const [text, title] of [['delegaton', 'Delegation'], ['han', 'Handing over'], ['owenr', 'Name an owner'], ['DÉLÉGATING', 'Delegation'], ['relyance', 'Reliance']]) {
        await field(page).or(page.locator('#search-field')).fill('');
        await ask(page, text);
        assert.ok((await titles(page)).includes(title), `${text}: ${await titles(page)}`);
      }
    }));

  test('leaves single keys alone in fields, with other keys, and where readers turned them off', () =>
    read(async ({ open }) => {
      const page = await open('handing/');
      const mine = page.getByLabel('Mine');
      await mine.focus();
      await page.keyboard.press('/');
      assert.equal(await mine.inputValue(), '/');
      await page.keyboard.press('Control+k');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'search-field');
      await page.evaluate(() => {
        document.activeElement.blur();
        document.documentElement.dataset.keys = 'off';
      });
      await page.keyboard.press('/');
      assert.equal(await page.evaluate(() => document.activeElement.id), '');
    }));

  test('can be written in before the index has come', () =>
    read(async ({ open, context }) => {
      let release;
      const held = new Promise((resolve) => (release = resolve));
      await context.route('**/search/index.js', async (route) => {
        await held;
        await route.continue();
      });
      const page = await open('');
      await page.keyboard.press('/');
      await page.keyboard.type('deleg');
      await page.locator('.search-note', { hasText: 'Loading the index…' }).waitFor();
      await page.keyboard.type('ation');
      release();
      await page.getByRole('option', { name: /Delegation/ }).first().waitFor();
      assert.equal(await field(page).inputValue(), 'delegation');
    }));

  test('Enter without an option opens the page of results', () =>
    read(async ({ open }) => {
      const page = await open('');
      await ask(page, 'delegating');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/search/?q=delegating');
      await page.locator('.search-result').first().waitFor();
      assert.equal(await page.locator('#search-results [role=status]').innerText(), '2 results in 2 pages');
      assert.deepEqual(await page.locator('.search-result h2 a').allInnerTexts(), ['Delegation', 'Other']);
      assert.equal(await page.locator('.search-result li a').first().getAttribute('href'), `${site.address}other/#badly`);
      assert.deepEqual(await page.locator('.search-result mark').allInnerTexts(), ['Delegation', 'Delegating']);
      assert.equal(await page.locator('#search-index').isVisible(), false);
      assert.equal(await page.evaluate(() => document.activeElement === document.body), true, 'nothing takes the focus');
    }));

  test('shows what was asked for in its sentence, marked, in two lines at most, and reads pages as they come into view', () =>
    read(
      async ({ open, context }) => {
        const read = [];
        context.on('request', (request) => {
          if (request.resourceType() === 'xhr' && !request.serviceWorker()) read.push(new URL(request.url()).pathname);
        });
        const page = await open('search/?q=giving');
        const excerpt = page.locator('.search-excerpt').first();
        await excerpt.locator('mark').waitFor();
        assert.equal(await excerpt.innerText(), 'Giving work away.');
        assert.deepEqual(await excerpt.locator('mark').allInnerTexts(), ['Giving']);
        assert.deepEqual(await page.locator('.search-result .search-kind').allInnerTexts(), ['Page']);
        assert.deepEqual(read, ['/small/handing/'], 'each page once');
        await page.goto(`${site.address}search/?q=leaning`);
        await page.locator('.search-excerpt mark').waitFor();
        assert.deepEqual(await page.locator('.search-result li').evaluateAll((all) => all.map((each) => each.textContent)), ['Reliance TermLeaning on somebody.']);
        await page.goto(`${site.address}search/?q=others`);
        await page.locator('.search-excerpt mark').waitFor();
        assert.equal(await page.locator('.search-excerpt', { has: page.locator('mark') }).first().innerText(), 'A reliance on others.', 'the word of a term is a word of its sentence');
        const lines = await page.locator('.search-excerpt').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height / parseFloat(getComputedStyle(each).lineHeight)));
        assert.ok(lines.every((each) => each < 2.1), `${lines}`);
      },
      { viewport: { width: 320, height: 640 } },
    ));

  test('moves nothing when an answer comes, or none', () =>
    read(async ({ open, context }) => {
      await context.addInitScript(() => {
        window.shifts = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shifts += entry.value))).observe({ type: 'layout-shift', buffered: true });
      });
      for (const text of ['giving', 'xyzzy', 'delegating work', 'owenr']) {
        const page = await open(`search/?q=${text}`);
        await page.locator('#search-results:not([aria-busy]) [role=status]').waitFor();
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        assert.equal(await page.evaluate(() => window.shifts), 0, text);
      }
    }));

  test('lays out nothing of the page when it is opened', () =>
    read(
      async ({ open, context }) => {
        const page = await open('search/');
        const session = await context.newCDPSession(page);
        const layouts = [];
        session.on('Tracing.dataCollected', ({ value }) => layouts.push(...value.filter(({ name }) => name === 'Layout')));
        await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline'] } });
        await page.locator('#search-field').focus();
        await write(page, 'topic7');
        const ended = new Promise((done) => session.once('Tracing.tracingComplete', done));
        await session.send('Tracing.end');
        await ended;
        const counts = layouts.map(({ args }) => args.beginData).filter(Boolean);
        assert.ok(counts.length, 'what is offered is laid out');
        const [most] = counts.map(({ dirtyObjects }) => dirtyObjects).sort((one, other) => other - one);
        const all = Math.max(...counts.map(({ totalObjects }) => totalObjects));
        assert.ok(all > 1000 && most < all / 4, `${most} of ${all} objects`);
      },
      {},
      large.address,
    ));

  test('says what is not there, and what is like it or left of the question', () =>
    read(async ({ open }) => {
      const said = async (text) => {
        const page = await open(`search/?q=${encodeURIComponent(text)}`);
        await page.locator('#search-results:not([aria-busy]) [role=status]').waitFor();
        const [first] = await page.locator('#search-results > div > p').allInnerTexts();
        return [await page.locator('#search-results [role=status]').innerText(), first];
      };
      assert.deepEqual(await said('delegaton'), ['Nothing for “delegaton”. Results for “delegation”. 2 results in 2 pages', 'Similar words: delegation']);
      assert.deepEqual((await said('wurk'))[0], 'Nothing for “wurk”.');
      assert.deepEqual((await said('wurk'))[1], 'Similar words: work');
      assert.deepEqual(await said('work xyzzy'), ['Nothing for “xyzzy”.', 'The other words alone: work']);
      for (const text of ['c++', 'c#', '-n', '.net', 'i/o', '🙂', '-', 'x', 'one-to-one', '1:1']) {
        assert.equal((await said(text))[0], `Nothing for “${text}”.`);
      }
    }));

  test('offers similar words as one types', () =>
    read(async ({ open }) => {
      const page = await open('');
      await ask(page, 'wurk');
      assert.deepEqual(await titles(page), ['work']);
      assert.equal(await page.getByRole('group').getAttribute('aria-label'), 'Similar words:');
      await page.locator('.search [role=status]', { hasText: 'Nothing for “wurk”.' }).waitFor({ state: 'attached' });
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/search/?q=work');
    }));

  test('where nothing is found the list from A to Z is there', () =>
    read(async ({ open }) => {
      const page = await open('search/?q=<b>xyzzy');
      await page.getByText('Nothing for “xyzzy”.').waitFor();
      assert.ok(await page.locator('#search-index').isVisible());
    }));

  test('without scripts there is everything from A to Z', () =>
    read(
      async ({ open }) => {
        const page = await open('');
        await page.getByLabel('Search this handbook').fill('trust');
        await page.keyboard.press('Enter');
        await page.waitForURL('**/search/?q=trust');
        // What finds texts passes over this element.
        assert.match(await page.locator('main noscript').textContent(), /Searching needs scripts/);
        assert.ok(await page.locator('main noscript p').isVisible());
        const links = await page.locator('#search-index h3 ~ ul a').allInnerTexts();
        assert.deepEqual(links, ['confidence', 'Delegating badly', 'Delegation', 'Glossary', 'Handing over', 'Other', 'Reliance', 'Search', 'Small']);
        await page.getByRole('link', { name: 'Handing over' }).click();
        await page.waitForURL('**/handing/#over');
      },
      { javaScriptEnabled: false },
    ));

  test('fits a phone of 320 pixels, opened', () =>
    read(
      async ({ open }) => {
        const page = await open('handing/');
        await ask(page, 'deleg');
        const { left, right } = await page.getByRole('listbox').evaluate((list) => list.getBoundingClientRect().toJSON());
        assert.ok(left >= 0 && right <= 320, `${left} to ${right}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
        for (const option of await page.getByRole('option').all()) assert.ok((await option.boundingBox()).height >= 44);
      },
      { viewport: { width: 320, height: 500 } },
    ));

  test('a large handbook loads what a question needs', () =>
    read(
      async ({ open, context }) => {
        const asked = [];
        context.on('request', (request) => {
          // What the worker keeps for later it asks for again, in its own time.
          if (!request.serviceWorker()) asked.push(new URL(request.url()).pathname.split('/').pop());
        });
        const page = await open('');
        await ask(page, 'topic288');
        assert.deepEqual((await titles(page))[0], 'Chapter 288 of topic288');
        assert.equal(asked.filter((name) => name.startsWith('words-')).length, 1);
        const before = asked.length;
        await page.keyboard.press('Backspace');
        await page.getByRole('option', { name: /topic28 / }).first().waitFor();
        assert.equal(asked.slice(before).filter((name) => name.startsWith('words-')).length, 0);
        await page.goto(`${large.address}search/?q=chapter`);
        await page.locator('.search-result').nth(9).waitFor();
        await page.getByRole('button', { name: 'More results' }).click();
        await page.locator('.search-result').nth(19).waitFor();
        assert.equal(await page.evaluate(() => document.activeElement.textContent), await page.locator('.search-result h2 a').nth(10).innerText());
      },
      {},
      large.address,
    ));

  test('works from disk', async () => {
    const folder = join(root, 'handbook');
    const html = readFileSync(join(folder, 'search/index.html'), 'utf8');
    const context = await newContext({ bypassCSP: true });
    try {
      const page = await context.newPage();
      const trouble = [];
      page.on('pageerror', (error) => trouble.push(error.message));
      // As a portable copy has it: addresses relative, pages as files.
      const base = pathToFileURL(`${folder}/`).href;
      const local = html.replaceAll('="/handbook/search/"', '="index.html"').replaceAll('="/handbook/', `="${base}`);
      await page.route('**/search/index.html*', (route) => route.fulfill({ body: local, contentType: 'text/html' }));
      await page.goto(`${base}search/index.html?q=delegation`);
      await page.locator('.search-result').first().waitFor();
      const first = await page.locator('.search-result h2 a').first().getAttribute('href');
      assert.match(first, /^file:.*\/index\.html$/);
      assert.deepEqual(trouble, []);
    } finally {
      await context.close();
    }
  });

  test('the handbook itself has an index and scripts of few bytes', () => {
    const folder = join(root, 'handbook');
    const files = readdirSync(join(folder, 'search'), { recursive: true }).filter((name) => name.endsWith('.js'));
    const sum = files.reduce((all, name) => all + weigh(join(folder, 'search', name)), 0);
    const content = new URL('../../content/', import.meta.url).pathname;
    const pages = readdirSync(content, { recursive: true }).filter((name) => name.endsWith('.md'));
    const text = pages.reduce((all, name) => all + weigh(join(content, name)), 0);
    assert.ok(sum <= 0.45 * text && (sum <= 100 * kibibyte || files.length > 1), `${sum} bytes of index for ${text} of text`);
    const script = (start) => join(folder, readdirSync(folder).find((name) => name.startsWith(start)));
    assert.ok(weigh(script('search.')) > 0 && weigh(join(folder, readdirSync(folder).find((name) => /^search\.[0-9a-f]+\.js$/.test(name)))) <= 8 * kibibyte);
    // What begins the search is a part of it.
    assert.ok(weigh(script('reading.')) <= 3 * kibibyte);
  });
});
