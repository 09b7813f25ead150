// Drives Firefox and WebKit through the built sites below SITES: `node all.mjs [ENGINE…]`. One line for
// each check, and an exit code that says whether all passed.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../browser/server.mjs';
import { kinds, sites as names } from '../browser/sites.mjs';
import { engines } from './browsers.mjs';
import { listenTo, trouble } from './listening.mjs';
import * as pages from './pages.mjs';
import * as working from './working.mjs';

const sites = process.env.SITES;
for (const name of names) listenTo(join(sites, name));
const server = await serve(sites);
const work = mkdtempSync(join(tmpdir(), 'handbook-engines-'));
process.once('exit', () => rmSync(work, { recursive: true, force: true }));

/** The addresses that all of a page's kinds are seen at; a whole book is not read from end to end. */
const paths = kinds().map(({ path }) => path);
const chosen = process.argv.slice(2);
const failed = [];
let passed = 0;

/** Forgets what the last check left on the device; the service worker has the same pages all the time. */
async function forget(tab) {
  await tab.go(`${server.origin}/everything/copied.txt`);
  await tab.run(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
}

for (const [engine, start] of Object.entries(engines)) {
  if (chosen.length && !chosen.includes(engine)) continue;
  const { tab, stop } = await start(work);
  console.log(`${engine}: ${tab.name}`);
  const given = { tab, engine, at: server.origin, kinds: paths, sites, portable: process.env.PORTABLE };
  for (const [name, check] of Object.entries({ ...pages.checks, ...working.checks })) {
    try {
      await forget(tab);
      await tab.resize(pages.desk);
      const said = await check(given);
      const noted = await trouble(tab);
      if (noted.length) throw new Error(noted.join('\n'));
      passed += 1;
      console.log(`ok ${engine}: ${name}${said ? ` (${said})` : ''}`);
    } catch (error) {
      failed.push(name);
      console.log(`FAILED ${engine}: ${name}\n${error.stack}`);
    }
  }
  await stop();
}
await server.close();
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length ? 1 : 0;
