// The service worker: what is kept, what is shown without a network, how one edition gives way to
// the next, and how the whole is taken back.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promised, reader, ticked } from './reading.mjs';
import { newContext } from './running.mjs';
import { serve as host } from './server.mjs';
import { handbook, serve, site } from './serving.mjs';

const files = {
  'handbook.toml': 'title = "Small"\n',
  'content/_index.md': '+++\ntitle = "Small"\n+++\n\nFirst edition of the home page.\n',
  'content/list.md': `+++
title = "List"
aliases = ["/old/"]
+++

First edition of the list.

- [ ] State the outcome. {#outcome}
- [ ] Name the limits. {#limits}
`,
  'content/form.md': '+++\ntitle = "Form"\n+++\n\nFirst edition of the form.\n\n<textarea id="own" aria-label="Own"></textarea>\n',
  'content/far.md': '+++\ntitle = "Far"\n+++\n\nFirst edition of far.\n',
  'content/week.md': '+++\ntitle = "Week"\nkey = "week"\n\n[worksheet]\n+++\n\nFirst edition of the week.\n\n1. What went well? {#well}\n',
  'static/data.txt': '0123456789',
};

const output = mkdtempSync(join(tmpdir(), 'handbook-offline-'));
const roots = [];
const server = await host(output);
after(async () => {
  await server.close();
  for (const folder of [output, ...roots]) rmSync(folder, { recursive: true });
});

/** A site of these files at an address of its own, to be published anew with other files. */
function publish(name, sources) {
  const source = site(sources);
  roots.push(source.root);
  const again = () =>
    execFileSync(handbook, ['--root', source.root, '--output-dir', join(output, name), '--base-url', `https://handbook.example/${name}/`, 'build'], { stdio: 'ignore' });
  again();
  return {
    address: `${server.origin}/${name}/`,
    edit(edits) {
      for (const [path, text] of Object.entries(edits)) source.write(path, text);
      again();
    },
    /** All that says “First edition” says “Second”. */
    second() {
      this.edit(Object.fromEntries(Object.entries(sources).map(([path, text]) => [path, text.replaceAll('First', 'Second')])));
    },
  };
}

/** Waits until a worker answers for the page. */
const controlled = (page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');

/** Has the browser look for a newer edition and wait until it is ready. */
const update = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const worker = registration.installing;
    if (worker) await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
  });

/** Waits until a newer edition waits for the reader, and what the page says of it would be there. */
async function ready(page) {
  await promised(page, async () => Boolean((await navigator.serviceWorker.ready).waiting));
  await twoFrames(page);
}

const twoFrames = (page) => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

/** Resolves when workers have got this address so many times. */
const finished = (context, address, times) =>
  new Promise((resolve) => {
    context.on('requestfinished', (request) => {
      if (request.serviceWorker() && request.url() === address && --times === 0) resolve();
    });
  });

/** The addresses that this origin keeps, by the name of the cache. */
const kept = (page) =>
  page.evaluate(async () => {
    const found = {};
    for (const name of await caches.keys()) {
      found[name] = (await (await caches.open(name)).keys()).map(({ url }) => url.replace(location.origin, ''));
    }
    return found;
  });

/** Waits until a page of the site, named from its root, is kept. */
const holds = (page, path) =>
  promised(page, async (wanted) => {
    const { base } = document.documentElement.dataset;
    return Boolean(await caches.match(new URL(base + wanted, location.href).href));
  }, path);

/** Waits until the page, all that it has loaded and every script that it loads when it is wanted is kept. */
const holdsAll = (page) =>
  promised(page, async () => {
    const templates = document.querySelectorAll('template:not(#search-files)');
    const scripts = [...templates].flatMap(({ content }) => [...content.querySelectorAll('script')]);
    const later = scripts.map((script) => new URL(script.getAttribute('src'), location.href).href);
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    const found = await Promise.all([location.href, ...loaded, ...later].map((address) => caches.match(address)));
    return found.every(Boolean);
  });

describe('offline', { concurrency: 1 }, () => {
  test('after “keep all” every page of this handbook opens without a network', async () => {
    const name = 'both-hats';
    execFileSync(handbook, ['--root', fileURLToPath(new URL('../..', import.meta.url)), '--output-dir', join(output, name), '--base-url', `https://handbook.example/${name}/`, 'build'], { stdio: 'ignore' });
    const pages = readdirSync(join(output, name), { recursive: true })
      .filter((file) => file.endsWith('.html') && !/^(404|offline)\.html$/.test(file))
      .map((file) => file.replace(/index\.html$/, '').split('/').map(encodeURIComponent).join('/'));
    assert.ok(pages.length > 50);
    await reader(`${server.origin}/${name}/`, async ({ open, context }) => {
      const page = await open('');
      await controlled(page);
      const settings = page.getByRole('contentinfo').getByRole('link', { name: /settings/i });
      if (await settings.count()) await settings.click();
      await page.getByRole('button', { name: /^Keep the whole handbook on this device \(\d+\.\d MB\)$/ }).click();
      await page.getByText(/^The whole handbook is on this device/).waitFor();
      await context.setOffline(true);
      const failed = [];
      page.on('requestfailed', (request) => {
        // A page that is left gives up what it still waits for.
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') failed.push(`${request.failure()?.errorText} ${request.url()}`);
      });
      page.on('response', (response) => {
        if (response.status() !== 200 || !response.fromServiceWorker()) failed.push(`${response.status()} ${response.url()}`);
      });
      for (const path of pages) {
        const response = await page.goto(`${server.origin}/${name}/${path}`);
        assert.equal(response.status(), 200, path);
        assert.ok(await page.locator('h1').count(), path);
      }
      // A page at a former address leads on, and says so by its status.
      assert.deepEqual(failed.filter((line) => !line.startsWith('302')), []);
    });
  });

  test('without a network the pages that were read open, and others say so and list them', async () => {
    const { address } = publish('read', files);
    await reader(address, async ({ open, context }) => {
      const page = await open('form/');
      await controlled(page);
      await holdsAll(page);
      await page.goto(`${address}list/`);
      await holdsAll(page);
      await context.setOffline(true);
      for (const [path, words] of [['', 'home page'], ['list/', 'list'], ['list/?a=b#limits', 'list'], ['form/index.html', 'form']]) {
        assert.equal((await page.goto(address + path)).status(), 200, path);
        await page.getByText(`First edition of the ${words}.`).waitFor();
      }
      await page.goto(`${address}far/`);
      assert.equal(await page.locator('h1').innerText(), 'You are offline');
      const links = page.locator('[data-kept-pages] a');
      await links.first().waitFor();
      assert.deepEqual((await links.allInnerTexts()).sort(), ['Form', 'List', 'Small']);
      await links.filter({ hasText: 'List' }).click();
      await page.getByText('First edition of the list.').waitFor();
      await context.setOffline(false);
      await page.goto(`${address}far/`);
      await page.getByText('First edition of far.').waitFor();
    }, { expected: /^failed: .*\/far\/$/ });
  });

  test('former addresses, those without a slash and parts of files are answered', async () => {
    const { address } = publish('forms', files);
    await reader(address, async ({ open, context }) => {
      const page = await open('');
      await controlled(page);
      await page.getByRole('button', { name: /^Keep the whole/ }).click();
      await page.getByText(/^The whole handbook/).waitFor();
      await context.setOffline(true);
      for (const path of ['old/', 'old/index.html', 'list', 'list/']) {
        await page.goto(address + path);
        assert.equal(page.url(), `${address}list/`, path);
      }
      const part = (range) =>
        page.evaluate(async ([url, Range]) => {
          const answer = await fetch(url, { headers: { Range } });
          return [answer.status, answer.headers.get('content-range'), await answer.text()];
        }, [`${address}data.txt`, range]);
      assert.deepEqual(await part('bytes=2-4'), [206, 'bytes 2-4/10', '234']);
      assert.deepEqual(await part('bytes=7-'), [206, 'bytes 7-9/10', '789']);
      assert.deepEqual(await part('bytes=-2'), [206, 'bytes 8-9/10', '89']);
      await context.setOffline(false);
      await page.goto(address);
      await page.getByRole('button', { name: 'Remove it from this device' }).click();
      await page.getByRole('button', { name: /^Keep the whole/ }).waitFor();
      const [held] = Object.values(await kept(page));
      assert.ok(!held.includes('/forms/far/') && held.includes('/forms/'), held.join());
    });
  });

  test('a newer edition waits for the reader, takes over what was kept, and loses nothing', async () => {
    const small = publish('update', files);
    await reader(small.address, async ({ open }) => {
      const page = await open('form/');
      await controlled(page);
      await holds(page, 'form/');
      const other = await open('list/');
      await other.getByLabel('State the outcome.').check();
      const week = await open('week/');
      await week.locator('textarea').first().fill('Half a sen');
      await page.locator('#own').fill('Words of my own');
      small.second();
      await update(page);
      await page.getByRole('button', { name: 'Reload' }).waitFor();
      assert.match(await page.locator('.edition').innerText(), /^A newer edition of this handbook is ready\./);
      // What was read is of one edition until then, whatever the host has.
      await other.goto(`${small.address}form/`);
      await other.getByText('First edition of the form.').waitFor();
      const [first, second] = Object.keys(await kept(page));
      assert.ok(first !== second && second, 'each edition has a cache of its own');
      // What is kept nowhere is not given up.
      await page.getByRole('button', { name: 'Reload' }).click();
      assert.match(await page.locator('.edition').innerText(), /would lose/);
      assert.equal(await page.locator('#own').inputValue(), 'Words of my own');
      await page.getByText('First edition of the form.').waitFor();
      // What the device keeps is there again.
      await week.getByRole('button', { name: 'Reload' }).waitFor();
      await week.getByRole('button', { name: 'Reload' }).click();
      await week.getByText('Second edition of the week.').waitFor();
      await week.waitForFunction(() => document.querySelector('textarea').value === 'Half a sen');
      // The other tab has not moved, and moves when asked.
      assert.equal(await page.locator('#own').inputValue(), 'Words of my own');
      await page.locator('#own').fill('');
      await page.getByRole('button', { name: 'Reload' }).click();
      await page.getByText('Second edition of the form.').waitFor();
      await other.goto(`${small.address}list/`);
      await other.getByText('Second edition of the list.').waitFor();
      assert.deepEqual(await ticked(other), ['State the outcome.']);
    });
  });

  test('a whole handbook that is kept stays whole, and each page is of one edition', async () => {
    const small = publish('whole', files);
    await reader(small.address, async ({ open, context }) => {
      const page = await open('');
      await controlled(page);
      await page.getByRole('button', { name: /^Keep the whole/ }).click();
      await page.getByText(/^The whole handbook/).waitFor();
      small.second();
      await update(page);
      await page.getByRole('button', { name: 'Reload' }).click();
      await page.getByText('Second edition of the home page.').waitFor();
      await context.setOffline(true);
      for (const path of ['list/', 'form/', 'far/', 'week/']) {
        await page.goto(small.address + path);
        await page.getByText('Second edition of').waitFor();
      }
    });
  });

  test('a page that the host has in another edition is shown and not kept', async () => {
    const small = publish('mixed', files);
    await reader(small.address, async ({ open, context }) => {
      const page = await open('');
      await controlled(page);
      small.second();
      // The worker asks for the page to show it, and again to keep it, which must not meet the network gone.
      const askedTwice = finished(context, `${small.address}far/`, 2);
      await page.goto(`${small.address}far/`);
      await page.getByText('Second edition of far.').waitFor();
      const names = Object.keys(await kept(page));
      const oldest = (await kept(page))[names[0]];
      assert.ok(!oldest.includes('/mixed/far/'), oldest.join());
      await ready(page);
      assert.equal(await page.locator('.edition').count(), 0, 'what is in view is of that edition');
      await askedTwice;
      await context.setOffline(true);
      await page.goto(small.address);
      await page.getByText('First edition of the home page.').waitFor();
      await page.getByRole('button', { name: 'Reload' }).waitFor();
    });
  });

  test('a page that was loaded past the worker is not said to have a newer edition', async () => {
    const small = publish('past', files);
    await reader(small.address, async ({ open, context }) => {
      const page = await open('list/');
      await controlled(page);
      await holds(page, 'list/');
      small.second();
      const session = await context.newCDPSession(page);
      const loaded = page.waitForEvent('load');
      await session.send('Page.reload', { ignoreCache: true });
      await loaded;
      await page.getByText('Second edition of the list.').waitFor();
      assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
      await update(page);
      await controlled(page);
      await twoFrames(page);
      assert.equal(await page.locator('.edition').count(), 0);
    });
  });

  test('a site that wants no worker takes its own away and nothing else', async () => {
    const one = publish('one', files);
    const two = publish('two', files);
    await reader(one.address, async ({ open, context }) => {
      const page = await open('list/');
      await controlled(page);
      await holds(page, 'list/');
      await page.getByLabel('Name the limits.').check();
      const other = await context.newPage();
      await other.goto(`${two.address}list/`);
      await controlled(other);
      await holds(other, 'list/');
      await other.evaluate(() => caches.open('of somebody else'));
      const names = Object.keys(await kept(other)).map((name) => name.replace(/[0-9a-f]{32}$/, ''));
      assert.deepEqual(names.sort(), ['handbook:/one/:', 'handbook:/two/:', 'of somebody else']);
      one.edit({ 'handbook.toml': 'title = "Small"\noffline = false\n' });
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
      await promised(page, async () => !(await navigator.serviceWorker.getRegistration()));
      await page.goto(`${one.address}list/`);
      assert.equal(await page.locator('script[data-worker-path]').count(), 0);
      assert.deepEqual(await ticked(page), ['Name the limits.']);
      const left = Object.keys(await kept(page)).map((name) => name.replace(/[0-9a-f]{32}$/, ''));
      assert.deepEqual(left.sort(), ['handbook:/two/:', 'of somebody else']);
      await context.setOffline(true);
      assert.equal((await other.goto(`${two.address}list/`)).status(), 200);
    });
  });

  test('`serve` registers none unless it is asked to, and takes an earlier one away', async () => {
    const source = site(files);
    roots.push(source.root);
    const context = await newContext();
    const page = await context.newPage();
    const offline = await serve(source.root, { flags: ['--offline'] });
    await page.goto(offline.url);
    await controlled(page);
    await offline.stop();
    const plain = await serve(source.root, { port: offline.port });
    assert.equal(plain.port, offline.port);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await promised(page, async () => !(await navigator.serviceWorker.getRegistration()));
    for (const flags of [[], ['--no-reload']]) {
      const server = flags.length ? await serve(source.root, { flags }) : plain;
      const fresh = await (await newContext()).newPage();
      await fresh.addInitScript(() => {
        window.asked = 0;
        ServiceWorkerContainer.prototype.register = () => {
          window.asked += 1;
          return Promise.reject(new Error('it asked for one'));
        };
      });
      // One is asked for when a page has loaded, or never.
      await fresh.goto(server.url);
      assert.equal(await fresh.evaluate(() => window.asked), 0);
      await fresh.context().close();
      await server.stop();
    }
    await context.close();
  });
});
