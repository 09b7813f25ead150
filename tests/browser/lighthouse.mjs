// Lighthouse, as on a phone of the middle price, over one page of each of four kinds: accessibility,
// good practice and findability must be perfect; speed depends on the machine and is reported.

import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { launch } from './chromium.mjs';
import { serve } from './server.mjs';
import { pages, root } from './sites.mjs';

const gated = ['accessibility', 'best-practices', 'seo'];
const metrics = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'speed-index',
  'total-blocking-time',
  'cumulative-layout-shift',
  'total-byte-weight',
];

/** The first page of the handbook whose HTML has that in it. */
function page(mark) {
  const found = pages.find(({ site, html }) => site === 'handbook' && mark.test(html));
  if (!found) throw new Error(`no page with ${mark}`);
  return found.path;
}

const paths = [
  page(/<body class="home"/),
  page(/<body class="page">[^]*class="term"/),
  page(/<div class="comparison (?![^"]*extract)/),
  page(/<div class="instrument assessment"/),
];

const server = await serve(root, { compressed: true });
const port = await freePort();
const browser = await launch([`--remote-debugging-port=${port}`]);
let failed = false;
try {
  for (const path of paths) report(path, await lighthouse(server.origin + path, { port, logLevel: 'error' }));
} finally {
  await browser.close();
  await server.close();
}
if (failed) process.exitCode = 1;

/** Prints what Lighthouse said of a page, and remembers whether it had to say something against it. */
function report(path, { lhr }) {
  const score = ({ title, score: value }) => `${title} ${value === null ? 'none' : Math.round(value * 100)}`;
  console.log(`\n${path}: ${Object.values(lhr.categories).map(score).join(', ')}`);
  console.log(`  ${metrics.map((id) => `${lhr.audits[id].title}: ${lhr.audits[id].displayValue}`).join(', ')}`);
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  for (const category of gated) {
    const { score: value, auditRefs } = lhr.categories[category];
    if (value === 1) continue;
    failed = true;
    const wrong = auditRefs.map(({ id }) => lhr.audits[id]).filter(({ score: one }) => one !== null && one < 1);
    for (const { title, explanation = '', details } of wrong) {
      console.log(`  ${category}: ${title} ${explanation}`);
      for (const item of details?.items?.slice(0, 5) ?? []) console.log(`    ${JSON.stringify(item).slice(0, 300)}`);
    }
  }
}

/** A port that nobody listens on. */
async function freePort() {
  const listener = createServer();
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port: free } = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return free;
}
