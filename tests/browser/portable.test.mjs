// The folder that opens from disk: every page of the handbook itself, and on a small one what
// readers do: go from page to page, tick, share, save, print.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './building.mjs';
import { kept, reader, saved, ticked, use } from './reading.mjs';
import { newContext } from './running.mjs';
import { handbook, site } from './serving.mjs';

const files = {
  'handbook.toml': 'title = "Small"\n',
  'content/_index.md': '+++\ntitle = "Small"\n+++\n\nA small handbook. See [the list](part/list.md#before).\n',
  'content/part/_index.md': '+++\ntitle = "Part"\n+++\n',
  'content/part/list.md': `+++
title = "List"
+++

## Before {#before}

- [ ] State the outcome. {#outcome}
- [ ] Name the limits. {#limits}
`,
  'content/part/a chapter/index.md': `+++
title = "Chapter"
+++

![A dot](dot.svg) <img src="dot.svg" srcset="dot.svg 1x, /part/a-chapter/dot.svg 2x" alt="">
<a href="/part/list/#limits">Limits</a> <a href="../list/">List</a> <a href="/sitemap.xml">Map</a>

\`\`\`{checklist} ../list.md#before
\`\`\`
`,
  'content/part/a chapter/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
  'static/own.css': 'body { background-image: url(/small/part/a-chapter/dot.svg) }',
};

const folders = [];
const published = await build(files);
after(async () => {
  await published.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folder() {
  folders.push(mkdtempSync(join(tmpdir(), 'handbook-portable-')));
  return folders.at(-1);
}

/** The folder of a site, built to be carried, and its address without a slash at the end. */
function carried(root, url) {
  const output = join(folder(), 'a folder #1');
  execFileSync(handbook, ['--root', root, '--output-dir', output, ...(url ? ['--base-url', url] : []), 'build', '--portable'], { stdio: 'ignore' });
  return { output, address: pathToFileURL(output).href };
}

const small = site(files);
folders.push(small.root);
const home = 'https://handbook.example/small/';
const copy = carried(small.root, home);

/** The same for other addresses, or none: nothing in it is right at that one alone. */
const chapter = 'content/part/a chapter/index.md';
const anywhere = site({
  ...files,
  [chapter]: files[chapter].replace(' <a href="/sitemap.xml">Map</a>', ''),
  'static/own.css': 'body { background-image: url(part/a-chapter/dot.svg) }',
});
folders.push(anywhere.root);

/** What every address of a file begins with, and the rest of one. */
const disk = 'file://';
const onDisk = (address) => address.slice(disk.length);

/** Everything on a page that a browser would fetch or follow, and the places that it offers. */
function survey() {
  const all = [...document.querySelectorAll('*')];
  return {
    ids: all.map(({ id }) => id).filter(Boolean),
    targets: all.flatMap((node) => ['href', 'src', 'action'].map((name) => node.getAttribute(name)).filter((url) => url !== null))
      .map((url) => new URL(url, location.href).href)
      .filter((url) => url.startsWith('file:')),
    rooted: all.flatMap((node) => [...node.attributes])
      .filter(({ name, value }) => value.startsWith('/') && !/^(id|data-(key|former|comparison)|aria-keyshortcuts)$/.test(name))
      .map(({ name, value }) => `${name}="${value}"`),
    policy: document.querySelector('[http-equiv]')?.outerHTML ?? null,
  };
}

describe('from disk', { concurrency: 1 }, () => {
  test('every page of this handbook opens, asks for nothing that is not there and leads to what is', async () => {
    const { output, address } = carried(fileURLToPath(new URL('../..', import.meta.url)));
    const pages = readdirSync(output, { recursive: true }).filter((name) => name.endsWith('.html'));
    assert.ok(pages.length > 50);
    const context = await newContext();
    const page = await context.newPage();
    const trouble = [];
    page.on('console', (message) => trouble.push(`${page.url()}: ${message.text()}`));
    page.on('pageerror', (error) => trouble.push(`${page.url()}: ${error.message}`));
    page.on('requestfailed', (request) => {
      // A page that is left gives up what it still waits for.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') trouble.push(`${page.url()}: ${request.url()}`);
    });
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) trouble.push(`${page.url()}: ${request.url()}`);
    });
    const seen = new Map();
    for (const name of pages) {
      const url = `${address}/${name.split('/').map(encodeURIComponent).join('/')}`;
      await page.goto(url);
      const found = await page.evaluate(survey);
      assert.deepEqual(found.rooted, [], name);
      assert.equal(found.policy, null, name);
      seen.set(fileURLToPath(url), found);
    }
    await context.close();
    for (const [from, { targets }] of seen) {
      for (const target of targets) {
        const url = new URL(target);
        const path = fileURLToPath(url);
        if (!existsSync(path) || !statSync(path).isFile()) trouble.push(`${from} leads to ${target}`);
        const place = decodeURIComponent(url.hash.slice(1));
        if (place && seen.has(path) && !seen.get(path).ids.includes(place)) trouble.push(`${from} leads to no place: ${target}`);
      }
    }
    assert.deepEqual(trouble, []);
  });

  test('links lead from page to page, with scripts and without', async () => {
    for (const javaScriptEnabled of [true, false]) {
      await reader(`${copy.address}/`, async ({ open }) => {
        const page = await open('index.html');
        await page.getByRole('link', { name: 'the list' }).click();
        await page.waitForURL(/part\/list\/index\.html#before$/);
        await page.getByRole('link', { name: 'Chapter' }).first().click();
        await page.waitForURL(/part\/a-chapter\/index\.html$/);
        const widths = await page.locator('main img').evaluateAll((all) => all.map((image) => image.complete && image.naturalWidth));
        assert.deepEqual(widths, [1, 1]);
        await page.getByRole('link', { name: 'Limits' }).click();
        await page.waitForURL(/part\/list\/index\.html#limits$/);
        await page.locator('.site-name').click();
        await page.waitForURL(/a%20folder%20%231\/index\.html$/);
      }, { javaScriptEnabled });
    }
  });

  test('what the folder lacks is at the host', async () => {
    await reader(`${copy.address}/`, async ({ open }) => {
      const page = await open('part/a-chapter/index.html');
      assert.equal(await page.getByRole('link', { name: 'Map' }).getAttribute('href'), `${home}sitemap.xml`);
    });
    const names = readdirSync(copy.output, { recursive: true });
    assert.deepEqual(names.filter((name) => /^(404|_|\.nojekyll|robots|sitemap|atom|sw\.js|offline\.(html|json))/.test(name)), []);
  });

  test('a list remembers, on every page that shows it, and where the folder was moved to', async () => {
    const moved = carried(small.root, home);
    await reader(disk, async ({ open, context }) => {
      const page = await open(`${onDisk(moved.address)}/part/list/index.html`);
      await page.getByLabel('Name the limits.').check();
      await page.reload();
      assert.deepEqual(await ticked(page), ['Name the limits.']);
      const records = Object.values(await kept(page)).join();
      assert.match(records, /"path":"part\/list\/"/);
      assert.ok(!records.includes('tmp'), 'the place of the folder is not kept');
      const before = join(moved.output, '..', 'elsewhere');
      renameSync(moved.output, before);
      const address = onDisk(pathToFileURL(before).href);
      const other = await open(`${address}/part/a-chapter/index.html`);
      assert.deepEqual(await ticked(other), ['Name the limits.']);
      const start = await open(`${address}/index.html`);
      await start.locator('#page-last a').first().click();
      await start.waitForURL(/elsewhere\/part\/list\/index\.html#before$/);
      assert.deepEqual(await ticked(start), ['Name the limits.']);
      // Another handbook on the same disk knows nothing of it.
      const stranger = await open(`${onDisk(carried(anywhere.root, 'https://other.example/').address)}/part/list/index.html`);
      assert.deepEqual(await ticked(stranger), []);
      assert.equal(context.pages().length, 4);
    });
  });

  test('a list in a link is at the address where the handbook is published', async () => {
    const share = async (address) => {
      let link = '';
      await reader(`${address}/`, async ({ open }) => {
        const page = await open('part/a-chapter/index.html');
        await page.getByLabel('State the outcome.').check();
        await page.evaluate(() => {
          Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.written = text; } } });
        });
        await use(page, 'Copy a link with my ticks');
        link = await page.waitForFunction(() => window.written).then((written) => written.jsonValue());
      });
      return link;
    };
    const link = await share(copy.address);
    assert.ok(link.startsWith(`${home}part/list/#c=1~`), link);
    await reader(published.address, async ({ open }) => {
      const page = await open(link.slice(home.length));
      await page.locator('.banner').waitFor();
      assert.deepEqual(await ticked(page), ['State the outcome.']);
    });
    // Where it is published nowhere, the link is good on this device.
    const unpublished = carried(anywhere.root);
    const own = await share(unpublished.address);
    assert.ok(own.startsWith(`${unpublished.address}/part/list/index.html#c=1~`), own);
    await reader(disk, async ({ open }) => {
      const page = await open(onDisk(own));
      await page.locator('.banner').waitFor();
      assert.deepEqual(await ticked(page), ['State the outcome.']);
    });
  });

  test('a copy is saved and loaded, and a list is printed', async () => {
    await reader(`${copy.address}/`, async ({ open }) => {
      const page = await open('part/list/index.html');
      await page.getByLabel('State the outcome.').check();
      const { text } = await saved(page);
      assert.ok(!text.includes('tmp'), 'a copy does not say where the folder is');
      assert.equal(JSON.parse(text).pages[0].path, 'part/list/');
      await page.evaluate(() => {
        window.print = () => {
          window.printed = document.documentElement.outerHTML.slice(0, 400);
          window.dispatchEvent(new Event('afterprint'));
        };
      });
      await use(page, 'Print blank');
      await page.waitForFunction(() => window.printed);
      assert.match(await page.evaluate(() => window.printed), /data-print/);
    });
  });
});
