// Every host serves a handbook, at its root and below a path, and is asked as readers do.
//
//   node tests/hosting/all.mjs [HOST… | printed | written]

import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../browser/chromium.mjs';
import { listen } from '../browser/trouble.mjs';
import { ask, questions, same } from './asking.mjs';
import { differences } from './planted.mjs';
import { printed } from './printed.mjs';
import { caddyWith, hosts } from './servers.mjs';
import { build, live } from './site.mjs';
import { written } from './written.mjs';

const asked = process.argv.slice(2);
const chosen = Object.keys(hosts).filter((name) => asked.length === 0 || asked.includes(name));
const browser = await launch();
const failed = [];

/** Runs a test under a name; the others go on. */
async function test(name, run) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (error) {
    failed.push(name);
    console.log(`FAILED ${name}\n${error.stack}`);
  }
}

/** Pages of each kind, as a browser takes them under the policy that the host sends. */
async function read(origin, { base }) {
  const context = await browser.newContext();
  try {
    const trouble = await listen(context, origin);
    const page = await context.newPage();
    for (const place of ['', 'plot/watering/', 'plot/compost/', 'plot/ready/', 'together/work-days/', 'glossary/', 'sources/', 'search/?q=water', 'settings/']) {
      await page.goto(`${origin}${base}${place}`);
      if (place.startsWith('search')) await page.getByText(/^\d+ results in/).waitFor();
    }
    assert.deepEqual(trouble, []);
    // That this page is not there, the browser says.
    await page.goto(`${origin}${base}nowhere/`);
    assert.deepEqual(trouble.filter((line) => !line.includes('404')), []);
  } finally {
    await context.close();
  }
}

for (const name of chosen) {
  const host = hosts[name];
  for (const base of ['/', '/team/']) {
    const site = build(name, base);
    const server = await host.start(site);
    try {
      for (const [question, run] of Object.entries(questions)) {
        await test(`${name} ${base} ${question}`, () => run(server.origin, site, host));
      }
      await test(`${name} ${base} shows pages without a complaint`, () => read(server.origin, site));
      await test(`${name} ${base} is what the build says, by check --live`, async () => {
        const { status, said } = await live(site, `${server.origin}${base}`);
        const faults = said.match(/^(error|warning)\[.*$/gm) ?? [];
        assert.deepEqual(faults, []);
        assert.equal(status, 0, said);
      });
    } finally {
      await server.stop();
    }
  }
}
if (chosen.includes('apache')) {
  await test("apache does what a file of the site's own says, and check --live names that file", async () => {
    const site = build('apache', '/', { '.htaccess': 'Header always set X-Own yes\n', 'talks/.htaccess': 'Header always set X-Talks yes\n', 'talks/list.txt': 'one\n' });
    const server = await hosts.apache.start(site);
    try {
      const { headers } = await ask(server.origin, '/talks/list.txt');
      assert.deepEqual([headers['x-own'], headers['x-talks'], headers['content-security-policy']], ['yes', 'yes', undefined]);
      const { status, said } = await live(site, `${server.origin}/`);
      assert.equal(status, 1, said);
      assert.match(said, /compare your own `\.htaccess` with what `handbook hosting apache` prints/);
    } finally {
      await server.stop();
    }
  });
}
if (chosen.includes('caddy')) {
  await test('caddy serves two handbooks with a block each', async () => {
    const [one, other] = ['/team/', '/gr%C3%BCn [1]/'].map((base) => build('caddy', base));
    cpSync(other.folder, join(one.served, decodeURI(other.base)), { recursive: true });
    const server = await caddyWith(one, { '/team/*': one, '': other });
    try {
      for (const { base, folder } of [one, { ...other, base: same(other.base) }]) {
        const site = { base, folder };
        for (const question of ['sends the headers with every kind of file', 'has one address for a page', 'leads on from every former address', 'answers 404 with the page for it']) {
          await questions[question](server.origin, site, hosts.caddy);
        }
      }
      assert.equal((await ask(server.origin, '/elsewhere')).headers['content-security-policy'], undefined);
    } finally {
      await server.stop();
    }
  });
}
if (chosen.includes('nginx')) await differences(test);
await printed(test, (name) => asked.length === 0 || asked.includes(name) || asked.includes('printed'));
if (asked.length === 0 || asked.includes('written')) await written(test);
await browser.close();
console.log(failed.length ? `${failed.length} failed` : 'all hosts serve the handbook');
process.exitCode = failed.length ? 1 : 0;
