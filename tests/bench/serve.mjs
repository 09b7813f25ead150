// From the save of a file to the changed byte that `handbook serve` serves, and to the changed
// document in Chromium. Run by hand, after both release builds:
//
//   cargo build --release && cargo build --release --example bench
//   CHROMIUM=$(command -v chromium) node tests/bench/serve.mjs 60 1000 10000
//
// Everything lies in memory where there is such a place. A figure is the median of all edits but
// the first; edits are far enough apart that each finds a server at rest, as those of people do.
// A bound that is not kept ends the run with exit code 1.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get as httpGet } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const release = new URL('../../target/release/', import.meta.url).pathname;
const EDITS = 16;
/** Between two edits, in milliseconds. */
const REST = 900;
/** Milliseconds to the changed byte, by the number of pages. */
const BOUNDS = { 1000: 20, 10000: 60 };
/** How much longer an edit may take that a whole part shows. */
const TITLE = 5;

const numbers = process.argv.slice(2).map(Number);
let failed = false;
const originals = new Map();
const agent = new Agent({ keepAlive: true });
/** Which edit it is, so that no two write the same words. */
let mark = 0;
for (const pages of numbers.length ? numbers : [60, 1000, 10000]) await measure(pages);
process.exit(failed ? 1 : 0);

async function measure(pages) {
  const root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'handbook-serve-'));
  try {
    execFileSync(join(release, 'examples/bench'), ['--sources', root, String(pages)]);
    const server = await start(root);
    try {
      const stream = await listen(server.url);
      const { file, path } = middle(root);
      const prose = await edits((n) => save(file, (text) => `${text}\nMark ${n} of a clock.\n`), stream, server, path);
      const title = await edits((n) => save(file, (text) => text.replace(/^title = .*$/m, `title = "Mark ${n} of a clock"`)), stream, server, path);
      const dom = process.env.CHROMIUM ? await documents(file, server, path) : [];
      report(pages, { prose, title, dom });
    } finally {
      server.child.kill('SIGINT');
    }
  } finally {
    rmSync(root, { recursive: true });
  }
}

function report(pages, { prose, title, dom }) {
  const [byte, whole, shown] = [prose, title, dom].map(median);
  const bound = BOUNDS[pages];
  const ratio = whole / byte;
  console.log(`${pages} pages`);
  console.log(`  prose, to the byte      ${show(byte, prose)}${bound ? `, at most ${bound} ms ${verdict(byte <= bound)}` : ''}`);
  console.log(`  title, to the byte      ${show(whole, title)}, ${ratio.toFixed(1)} times prose, at most ${TITLE} ${verdict(ratio <= TITLE)}`);
  if (dom.length) console.log(`  prose, to the document  ${show(shown, dom)}`);
}

function verdict(kept) {
  failed ||= !kept;
  return kept ? 'kept' : 'NOT KEPT';
}

function show(value, all) {
  return `${value.toFixed(1).padStart(6)} ms (${Math.min(...all).toFixed(1)} to ${Math.max(...all).toFixed(1)})`;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** A chapter in the middle of the site. */
function middle(root) {
  const parts = readdirSync(join(root, 'content')).filter((name) => name.startsWith('part-')).sort();
  const part = parts[Math.floor(parts.length / 2)];
  const chapters = readdirSync(join(root, 'content', part)).filter((name) => name.startsWith('chapter-')).sort();
  const chapter = chapters[Math.floor(chapters.length / 2)];
  return { file: join(root, 'content', part, chapter), path: `${part}/${chapter.replace('.md', '/')}` };
}

/** Saves as many editors do: the file is emptied, then written. */
function save(file, change) {
  if (!originals.has(file)) originals.set(file, readFileSync(file, 'utf8'));
  const text = change(originals.get(file));
  const start = now();
  writeFileSync(file, text);
  return start;
}



/** The times from each save to the last byte of the page that shows it. */
async function edits(edit, stream, server, path) {
  const times = [];
  for (let n = 0; n <= EDITS; n += 1) {
    await rest();
    mark += 1;
    const start = edit(mark);
    for (;;) {
      await stream.next();
      if ((await get(server.url + path)).includes(`Mark ${mark} of a clock`)) break;
    }
    times.push(now() - start);
  }
  return times.slice(1);
}

/** The times from each save to the document that shows it. */
async function documents(file, server, path) {
  const { launch } = await import('../browser/chromium.mjs');
  const browser = await launch();
  const page = await browser.newPage();
  await page.goto(server.url + path);
  const times = [];
  for (let n = 0; n <= EDITS; n += 1) {
    await rest();
    mark += 1;
    const seen = page.evaluate((words) => new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.body.textContent.includes(words)) return;
        observer.disconnect();
        resolve(performance.timeOrigin + performance.now());
      });
      observer.observe(document, { childList: true, subtree: true, characterData: true });
    }), `Mark ${mark} of a clock`);
    await page.evaluate(() => document.body.offsetHeight);
    const start = save(file, (text) => `${text}\nMark ${mark} of a clock.\n`);
    times.push((await seen) - start);
  }
  await browser.close();
  return times.slice(1);
}

/** Milliseconds since 1970, finer than whole ones. */
function now() {
  return performance.timeOrigin + performance.now();
}

function rest() {
  return new Promise((resolve) => setTimeout(resolve, REST));
}

async function start(root) {
  const child = spawn(join(release, 'handbook'), ['--root', root, 'serve', '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines = createInterface({ input: child.stderr });
  const url = await new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const [, found] = /^serving (\S+)/.exec(line) ?? [];
      if (found) resolve(found);
      if (process.env.SAY) console.log(line);
    });
    child.once('exit', () => reject(new Error('the server ended')));
  });
  return { child, url };
}

function get(url) {
  return new Promise((resolve, reject) => {
    httpGet(url, { agent }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('end', () => resolve(Buffer.concat(pieces).toString()));
    }).on('error', reject);
  });
}

/** The event stream as a queue of messages; the first one, which tells what is, is left out. */
async function listen(url) {
  const messages = [];
  const waiting = [];
  const { origin } = new URL(url);
  await new Promise((resolve, reject) => {
    httpGet(`${origin}/_handbook/events`, { headers: { Origin: origin } }, (response) => {
      let isFirst = true;
      // The stream ends with the server, before the process that reads it.
      response.on('error', () => {});
      createInterface({ input: response }).on('error', () => {}).on('line', (line) => {
        if (!line.startsWith('data: {')) return;
        if (isFirst) {
          isFirst = false;
          resolve();
        } else if (waiting.length) waiting.shift()();
        else messages.push(line);
      });
    }).on('error', reject);
  });
  return { next: () => (messages.length ? messages.shift() : new Promise((resolve) => waiting.push(resolve))) };
}
