// `handbook serve` in a browser: an edit shows in the page in view, in place, and everything that
// its reader did to it stays.

import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { barriers } from './axe.mjs';
import { newContext } from './running.mjs';
import { serve, site } from './serving.mjs';


const long = Array.from({ length: 60 }, (_, n) => `Paragraph ${n} of a page that is longer than a screen.\n`).join('\n');

const files = {
  'handbook.toml': 'title = "T"\n',
  'content/_index.md': '# Home\n\n[One](part/one.md)\n',
  'content/part/_index.md': '# Part\n',
  'content/part/one.md': page('First words.'),
  'content/part/two.md': '# Two\n\nWords.\n',
  'static/site-extra.css': 'body { --probe: one; }\n',
  'static/data.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"></svg>',
};

function page(words, tail = '') {
  return `# One\n\n${words}\n\n- [ ] tick me {#tick}\n- [ ] leave me {#leave}\n\n${long}\n${tail}`;
}

/** What a theme's scripts and readers do: controls that no Markdown makes. */
const template = `{% extends "default/templates/page.html" %}{% block main %}
<details id="card"><summary>Card</summary><p>Inside.</p></details>
<button id="opener" popovertarget="pop">Pop</button><div id="pop" popover>Popped</div>
<input id="field" aria-label="field"><div id="box"></div>
<noscript><p>No scripts.</p></noscript>
<div id="body">{{ page.content | safe }}</div>{% endblock main %}
{% block head %}<link rel="stylesheet" href="{{ config.base_path }}site-extra.css">{% endblock head %}`;

/** What a browser says of a server that has gone, and of a page that is missing. */
const expected = /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|status of (404|500)/;

/** Serves a site, opens `path` and hands both over; at the end the browser must have nothing to complain of. */
async function visit(path, use, { flags = [], more = {} } = {}) {
  const folder = site({ ...files, ...more });
  const server = await serve(folder.root, { flags });
  const context = await newContext();
  const trouble = [];
  try {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy: ${event.effectiveDirective} refused ${event.blockedURI}`);
      });
    });
    const tab = await context.newPage();
    tab.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) trouble.push(message.text());
    });
    tab.on('pageerror', (error) => trouble.push(`uncaught: ${error.message}`));
    const listening = tab.waitForResponse(/_handbook\/events/);
    const response = await tab.goto(new URL(path, server.url).href);
    await listening;
    await tab.evaluate(() => (window.sameLoad = true));
    await use({ tab, folder, server, trouble, context, response });
    assert.deepEqual(trouble.filter((line) => !expected.test(line)), []);
  } finally {
    await context.close();
    await server.stop();
    rmSync(folder.root, { recursive: true });
  }
}

const shows = (tab, words) => tab.waitForFunction((text) => document.body.innerText.includes(text), words);
const isSameLoad = (tab) => tab.evaluate(() => window.sameLoad === true);

describe('a page in view', { concurrency: 2 }, () => {
  test('may hold scripts of data, whose edits show without a complaint', async () => {
    const data = (words, n) => `# Data\n\n${words}\n\n<script type="application/json" id="data">{"n": ${n}}</script>\n`;
    await visit(
      '/part/data/',
      async ({ tab, folder }) => {
        folder.write('content/part/data.md', data('Second words.', 1));
        await shows(tab, 'Second words.');
        folder.write('content/part/data.md', data('Third words.', 2));
        await shows(tab, 'Third words.');
      },
      { more: { 'content/part/data.md': data('First words.', 1) } },
    );
  });

  test('shows an edit in place under the published policy', async () => {
    await visit('/part/one/', async ({ tab, folder, response }) => {
      const headers = response.headers();
      assert.match(headers['content-security-policy'], /require-trusted-types-for 'script'; trusted-types hb/);
      assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
      await tab.evaluate(() => {
        // The one policy that the site may make is still there to be made.
        window.policy = trustedTypes.createPolicy('hb', { createHTML: (html) => html });
        scrollTo(0, 700);
      });
      const before = await tab.evaluate(() => scrollY);
      folder.write('content/part/one.md', page('Second words.', '\nA last paragraph.\n'));
      await shows(tab, 'Second words.');
      await shows(tab, 'A last paragraph.');
      assert.ok(await isSameLoad(tab), 'the page was loaded anew');
      assert.equal(await tab.evaluate(() => scrollY), before);
    });
  });

  test('keeps ticks, open details and popovers, typed text, focus and what scripts added', async () => {
    await visit('/part/one/', async ({ tab, folder }) => {
      await tab.locator('input[type=checkbox]').first().check();
      await tab.locator('#card summary').click();
      await tab.locator('#field').fill('typed');
      await tab.evaluate(() => {
        document.querySelector('#pop').showPopover();
        document.querySelector('#box').append(document.createElement('output'));
        document.documentElement.dataset.theme = 'dark';
        document.querySelector('#field').focus();
      });
      folder.write(
        'content/part/one.md',
        page('Second words.').replace('- [ ] tick', '- [ ] new first {#first}\n- [ ] tick').replace('leave me', 'leave me now'),
      );
      await shows(tab, 'Second words.');
      await shows(tab, 'leave me now');
      const state = await tab.evaluate(() => ({
        same: window.sameLoad,
        ticks: [...document.querySelectorAll('#body input[type=checkbox]')].map((box) => box.checked),
        details: document.querySelector('#card').open,
        popover: document.querySelector('#pop').matches(':popover-open'),
        typed: document.querySelector('#field').value,
        focus: document.activeElement.id,
        added: document.querySelectorAll('#box output').length,
        theme: document.documentElement.dataset.theme,
      }));
      assert.deepEqual(state, {
        same: true,
        ticks: [false, true, false],
        details: true,
        popover: true,
        typed: 'typed',
        focus: 'field',
        added: 1,
        theme: 'dark',
      });
    }, { more: { 'templates/page.html': template } });
  });

  test('keeps the tick of an item that moves', async () => {
    const list = (...items) => `# One\n\n${items.map((item) => `- [ ] ${item} {#${item}}\n`).join('')}`;
    await visit('/part/one/', async ({ tab, folder }) => {
      await tab.locator('input[type=checkbox]').nth(2).check();
      folder.write('content/part/one.md', list('d', 'c', 'b', 'a', 'e'));
      await tab.waitForFunction(() => document.querySelectorAll('input[type=checkbox]').length === 5);
      const ticks = await tab.locator('input[type=checkbox]').evaluateAll((boxes) => boxes.map((box) => box.checked));
      assert.deepEqual(ticks, [false, true, false, false, false]);
    }, { more: { 'content/part/one.md': list('a', 'b', 'c', 'd') } });
  });

  test('is left alone by an edit of another page', async () => {
    await visit('/part/two/', async ({ tab, folder }) => {
      const asked = [];
      tab.on('request', (request) => asked.push(request.url()));
      folder.write('content/part/one.md', page('Second words.'));
      folder.write('content/part/two.md', '# Two\n\nOther words.\n');
      await shows(tab, 'Other words.');
      const pages = asked.filter((url) => !url.includes('_handbook'));
      assert.ok(pages.length <= 2 && pages.every((url) => url.endsWith('/part/two/')), `${pages}`);
    });
  });

  test('takes new style sheets without a moment without any', async () => {
    await visit('/part/one/', async ({ tab, folder }) => {
      const probe = () => getComputedStyle(document.body).getPropertyValue('--probe').trim();
      assert.equal(await tab.evaluate(probe), 'one');
      const sheets = await tab.evaluate(() => document.querySelectorAll('link[rel=stylesheet]').length);
      await tab.evaluate(() => {
        window.bare = 0;
        const look = () => {
          if (!getComputedStyle(document.body).getPropertyValue('--probe')) window.bare += 1;
          requestAnimationFrame(look);
        };
        look();
      });
      folder.write('static/site-extra.css', 'body { --probe: two; }\n');
      await tab.waitForFunction(() => getComputedStyle(document.body).getPropertyValue('--probe').trim() === 'two');
      folder.write('static/site.css', 'body { --probe-theme: three; }\n');
      await tab.waitForFunction(() => getComputedStyle(document.body).getPropertyValue('--probe-theme').trim() === 'three');
      await tab.waitForFunction((count) => document.querySelectorAll('link[rel=stylesheet]').length === count, sheets);
      assert.equal(await tab.evaluate(() => window.bare), 0);
      assert.ok(await isSameLoad(tab));
    }, { more: { 'templates/page.html': template } });
  });

  test('says in one small control that another page has errors, as text, until they are mended', async () => {
    await visit('/part/one/', async ({ tab, folder }) => {
      const asPublished = await tab.evaluate(() => document.body.outerHTML);
      folder.write('content/part/two.md', '# Two\n\n[<i>x</i>](nowhere.md)\n');
      const control = tab.getByRole('button', { name: '1 error', exact: true });
      await control.waitFor();
      assert.equal(await tab.evaluate(() => document.body.outerHTML), asPublished);
      assert.equal(await control.getAttribute('aria-expanded'), 'false');
      const box = await control.boundingBox();
      assert.ok(box.height >= 24 && box.width < 200 && box.height < 60, JSON.stringify(box));
      assert.deepEqual(await barriers(tab), []);

      const list = tab.getByRole('region', { name: '1 error' });
      await control.focus();
      await tab.keyboard.press('Enter');
      assert.match(await list.innerText(), /content\/part\/two\.md:3:1[^]*<i>x<\/i>[^]*nowhere\.md/);
      assert.equal(await list.locator('i').count(), 0);
      assert.deepEqual(await barriers(tab), []);
      await tab.keyboard.press('Tab');
      await tab.keyboard.press('Escape');
      await list.waitFor({ state: 'hidden' });
      assert.ok(await control.evaluate((button) => button.getRootNode().activeElement === button));

      await control.click();
      folder.write('content/part/two.md', '# Two\n\nMended.\n');
      await control.waitFor({ state: 'detached' });
      assert.ok(await isSameLoad(tab));
      assert.equal(await tab.evaluate(() => document.body.outerHTML), asPublished);
    });
  });

  test('marks what is at fault where it stands, and leaves the rest as it is', async () => {
    const faulty = `# One

Not here, but [**here**](gone.md) and [here](gone.md), a word: [text][label].

![A figure](gone.png)

## Tea {id="Bad one"}

<details><summary>More</summary>

[folded](gone.md)

</details>

\`\`\`klingon
qapla
\`\`\`
`;
    await visit('/part/one/', async ({ tab, folder }) => {
      await tab.getByRole('button', { name: '5 errors, 5 on this page' }).waitFor();
      const marks = () =>
        tab.evaluate(() => ({
          outlined: [...document.querySelectorAll('[data-handbook-fault]')].map(
            (element) => `${element.localName}: ${element.textContent.trim()}: ${element.dataset.handbookFault}: ${element.title.split('\n')[0]}`,
          ),
          lit: [...CSS.highlights].flatMap(([name, ranges]) => [...ranges].map((range) => `${name}: ${range}`)),
          around: document.querySelector('#body p').title.split('\n')[0],
        }));
      const missing = 'there is no page or file `gone.md` [broken-link]';
      assert.deepEqual(await marks(), {
        outlined: [
          `a: here: error: ${missing}`,
          `a: here: error: ${missing}`,
          'p: A figure: error: there is no image `gone.png` [missing-image]',
          'h2: Tea: error: `Bad one` is not a valid id [invalid-attributes]',
          `a: folded: error: ${missing}`,
          'code: qapla: warning: unknown language `klingon` [unknown-language]',
        ],
        lit: ['handbook-warning: text][label'],
        around: 'the reference `[label]` is not defined [broken-reference]',
      });
      assert.equal(await tab.evaluate(() => getComputedStyle(document.querySelector('h2')).outlineStyle), 'solid');

      // The list leads to each, even into what is folded.
      const folded = tab.getByText('folded', { exact: true });
      assert.ok(!(await folded.isVisible()));
      await tab.getByRole('button', { name: /5 errors/ }).click();
      await tab.getByRole('button', { name: 'Show content/part/one.md:11:1' }).click();
      await folded.waitFor();

      // One is mended, and another appears: nothing that the reader did is lost.
      await tab.locator('#field').fill('typed');
      folder.write('content/part/one.md', faulty.replace('[**here**](gone.md)', '**there**').replace('a word', '[nonsense][nolabel]'));
      await shows(tab, 'there and here');
      await tab.waitForFunction(() => [...CSS.highlights.get('handbook-warning')].some((range) => `${range}` === 'nonsense][nolabel'));
      assert.equal((await marks()).outlined.filter((mark) => mark.startsWith('a: here')).length, 1);
      assert.equal(await tab.locator('#field').inputValue(), 'typed');
      assert.ok(await isSameLoad(tab));

      folder.write('content/part/one.md', '# One\n\n## Tea\n\nMended.\n');
      await shows(tab, 'Mended.');
      await tab.getByRole('button', { name: /error/ }).waitFor({ state: 'detached' });
      assert.deepEqual(await marks(), { outlined: [], lit: [], around: '' });
      assert.equal(await tab.locator('[title]:not(.site-name)').count(), 0);
      assert.ok(await isSameLoad(tab));
    }, { more: { 'content/part/one.md': faulty, 'templates/page.html': template } });
  });

  test('is taken up again as it was when a fault of its template is mended', async () => {
    const failing = template.replace('Inside.', '{{ page.extra.no.such }}');
    await visit('/part/one/', async ({ tab, folder, response }) => {
      assert.equal(response.status(), 500);
      await shows(tab, 'templates/page.html');
      assert.deepEqual(await barriers(tab), []);
      const home = await tab.context().newPage();
      assert.equal((await home.goto(new URL('/', tab.url()).href)).status(), 200);
      await home.getByRole('button', { name: '1 error', exact: true }).click();
      assert.match(await home.getByRole('region', { name: '1 error' }).innerText(), /templates\/page\.html/);
      await home.close();
      folder.write('templates/page.html', template);
      await shows(tab, 'First words.');
      folder.write('templates/page.html', failing);
      await shows(tab, 'This page cannot be shown');
      folder.write('templates/page.html', template);
      await shows(tab, 'First words.');
    }, { more: { 'templates/page.html': failing } });
  });

  test('goes to its parent when it is removed', async () => {
    await visit('/part/two/', async ({ tab, folder }) => {
      folder.remove('content/part/two.md');
      await tab.waitForURL('**/part/');
    });
  });

  test('appears where there was none', async () => {
    await visit('/part/three/', async ({ tab, folder, response }) => {
      assert.equal(response.status(), 404);
      folder.write('content/part/three.md', '# Three\n\nHere I am.\n');
      await shows(tab, 'Here I am.');
    });
  });

  test('gives its connection back while it is hidden and catches up after', async () => {
    await visit('/part/one/', async ({ tab, folder }) => {
      const closed = tab.waitForEvent('requestfailed', (request) => request.url().includes('events'));
      const hide = (hidden) => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      };
      await tab.evaluate(hide, true);
      await closed;
      const asked = [];
      tab.on('request', (request) => asked.push(request.url()));
      folder.write('content/part/one.md', page('Second words.'));
      await tab.evaluate(hide, false);
      await shows(tab, 'Second words.');
      assert.ok(await isSameLoad(tab));
    });
  });

  test('survives a restart of the server', async () => {
    await visit('/part/one/', async ({ tab, folder, server }) => {
      await server.stop();
      folder.write('content/part/one.md', page('While nobody served.'));
      const again = await serve(folder.root, { port: server.port });
      try {
        await shows(tab, 'While nobody served.');
        assert.ok(await isSameLoad(tab));
      } finally {
        await again.stop();
      }
    });
  });

  test('follows the edits where it is asked to', async () => {
    await visit('/part/one/', async ({ tab, folder }) => {
      folder.write('content/part/two.md', '# Two\n\nLook here.\n');
      await tab.waitForURL('**/part/two/');
      await shows(tab, 'Look here.');
    }, { flags: ['--navigate-to-changed'] });
  });

  test('shows a changed template and a changed configuration without a restart', async () => {
    await visit('/part/one/', async ({ tab, folder }) => {
      folder.write('templates/page.html', template.replace('Inside.', 'A new card.'));
      await tab.waitForSelector('#card');
      folder.write('handbook.toml', 'title = "Renamed"\n');
      await tab.waitForFunction(() => document.title.includes('Renamed'));
      assert.ok(await isSameLoad(tab));
    });
  });
});
