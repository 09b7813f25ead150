// What a reader's browser asks of a host, and what it should get.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { moved, queried } from './site.mjs';

/** An answer as it is sent: nothing is followed, nothing decompressed. */
export function ask(origin, path, headers = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(origin + path, { headers, agent: false }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** An address in the one form in which browsers send it. */
export const same = (path) => encodeURI(decodeURI(path)).replaceAll('%5B', '[').replaceAll('%5D', ']');

/** The path to which an answer leads. */
const leads = ({ headers }, origin) => same(new URL(headers.location, origin).pathname);

const kinds = {
  css: /^text\/css/,
  csv: /^text\/(csv|plain)/,
  html: /^text\/html; ?charset=utf-8$/i,
  js: /^(text|application)\/javascript/,
  json: /^application\/json/,
  md: /^text\/markdown/,
  mp3: /^audio\/mpeg$/,
  svg: /^image\/svg\+xml/,
  txt: /^text\/plain/,
  xml: /^(application|text)\/xml/,
};

/** The headers that a build asks for, by the page of the guide on them. */
const told = ['content-security-policy', 'referrer-policy', 'x-content-type-options', 'permissions-policy', 'cross-origin-opener-policy'];

/** What a host is asked, by name: each is given the origin, the site and what is known of the host. */
export const questions = {
  async 'sends every file as it is, with its type'(origin, { base, folder }) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const seen = new Set();
    for (const file of files) {
      const path = join(file.parentPath, file.name).slice(folder.length).replace(/^\//, '');
      const ending = /[^.]*$/.exec(path)[0];
      if (/(^|\/)(\.(?!well-known\/)|_)|\.(br|gz)$|^404\.html$/.test(path) || !kinds[ending]) continue;
      if (ending === 'html' && !path.endsWith('index.html')) continue;
      const bytes = readFileSync(join(folder, path));
      if (/<meta http-equiv="refresh"/.test(bytes.subarray(0, 2000))) continue;
      const address = base + path.replace(/(^|\/)index\.html$/, '$1').split('/').map(encodeURIComponent).join('/');
      const answer = await ask(origin, address);
      assert.equal(answer.status, 200, address);
      assert.ok(answer.body.equals(bytes), `${address} is as it was built`);
      assert.match(answer.headers['content-type'] ?? '', kinds[ending], address);
      seen.add(ending);
    }
    assert.deepEqual([...seen].sort(), Object.keys(kinds).sort(), 'every kind was asked for');
  },

  async 'sends the headers with every kind of file'(origin, { base, folder }, { headers }) {
    if (!headers) return;
    const names = readdirSync(folder);
    const script = names.find((name) => /^boot\.[0-9a-f]{8}\.js$/.test(name));
    const style = names.find((name) => /^site\.[0-9a-f]{8}\.css$/.test(name));
    const places = { '': 0, 'plot/watering/': 0, 'plot/compost-bays.svg': 0, 'handbook.json': 0, 'sitemap.xml': 0, 'sw.js': 0, 'offline.json': 0, 'search/index.js': 0, 'plot/watering/index.md': 0, [script]: 31_536_000, [style]: 31_536_000 };
    for (const [place, age] of Object.entries(places)) {
      const { headers } = await ask(origin, base + place);
      for (const name of told) assert.ok(headers[name], `${name} with /${place}`);
      assert.ok(!headers[told[0]].includes(', default-src'), 'one policy');
      const kept = headers['cache-control'] ?? '';
      if (age) assert.match(kept, /max-age=31536000/, place);
      else assert.match(kept, /no-cache|max-age=0/, place);
    }
  },

  async 'leads to the address with a slash'(origin, { base }) {
    for (const place of ['plot', 'plot/watering', 'plot/gr%C3%BCn']) {
      const answer = await ask(origin, base + place);
      assert.ok([301, 302, 307, 308].includes(answer.status), `${place}: ${answer.status}`);
      assert.equal(leads(answer, origin), `${base}${place}/`);
    }
  },

  async 'has one address for a page'(origin, { base }, { redirects }) {
    const answer = await ask(origin, `${base}plot/watering/index.html`);
    if (redirects) assert.equal(leads(answer, origin), `${base}plot/watering/`);
    else assert.equal(answer.status, 200);
  },

  async 'leads on from every former address'(origin, { base }, { redirects }) {
    for (const [from, to] of Object.entries(moved)) {
      const answer = await ask(origin, base + from);
      if (redirects) {
        assert.ok([301, 308].includes(answer.status), `${from}: ${answer.status}`);
        assert.equal(leads(answer, origin), base + to, from);
      } else {
        assert.equal(answer.status, 200, from);
        assert.ok(String(answer.body).includes(`url=${base}${to}`), from);
      }
    }
  },

  async 'leads on by a query, or sends the page that does'(origin, { base, folder }, { queries, lacks = [] }) {
    const { path, query, to } = queried;
    const other = '?title=Phone_Lists&xtitle=Phone_List';
    // Some hosts add the slash first.
    for (const asked of [query, other]) {
      const answer = await ask(origin, base + path + asked);
      const { pathname, search } = new URL(answer.headers.location, origin);
      if (queries && same(pathname) === base + to) continue;
      assert.equal(pathname, `${base}${path}/`);
      if (queries && !lacks.includes('query')) assert.equal(search, asked);
    }
    const page = readFileSync(join(folder, path, 'index.html'));
    const answer = await ask(origin, `${base}${path}/${query}`);
    if (queries) {
      assert.equal(answer.status, 301);
      assert.equal(leads(answer, origin), base + to);
      assert.equal(new URL(answer.headers.location, origin).search, '', 'the old query is gone');
    } else assert.ok(answer.body.equals(page));
    const rest = await ask(origin, `${base}${path}/${other}`);
    assert.equal(rest.status, 200);
    assert.ok(rest.body.equals(page));
    if (queries) for (const name of told) assert.ok(rest.headers[name], name);
  },

  async 'answers 404 with the page for it'(origin, { base, folder }, { headers }) {
    const page = readFileSync(join(folder, '404.html'));
    for (const place of ['nowhere', 'plot/nowhere/', 'a/b/c.css', 'plot/watering/nowhere.html', 'boot.00000000.js']) {
      const answer = await ask(origin, base + place);
      assert.equal(answer.status, 404, place);
      assert.ok(answer.body.equals(page), `${place}: the page of the site`);
      if (headers) for (const name of told) assert.ok(answer.headers[name], `${name} with ${place}`);
      assert.ok(!/max-age=31536000/.test(answer.headers['cache-control']), `${place} may come`);
    }
  },

  async 'sends what has a well-known address'(origin, { base }) {
    const answer = await ask(origin, `${base}.well-known/security.txt`);
    assert.equal(answer.status, 200);
    assert.equal(String(answer.body), 'Contact: mailto:editors@example.org\n');
    assert.equal((await ask(origin, `${base}.well-known/apps/links.json`)).status, 200);
    assert.equal((await ask(origin, `${base}.well-known/nowhere`)).status, 404);
  },

  async 'keeps to itself what is not for readers'(origin, { base, folder }, { isFolder }) {
    const places = ['.handbook-manifest', '.htaccess', '_headers', '_redirects'];
    const left = ['.well-known/.draft', 'plot/.draft'].filter(() => isFolder);
    for (const place of left) writeFileSync(join(folder, place), 'a draft');
    for (const place of [...places, ...left]) {
      assert.ok([403, 404].includes((await ask(origin, base + place)).status), place);
    }
    for (const place of left) rmSync(join(folder, place));
  },

  async 'answers that nothing has changed'(origin, { base }) {
    for (const place of ['', 'plot/watering/', 'sw.js', 'plot/sound.mp3']) {
      const first = await ask(origin, base + place);
      const { etag, 'last-modified': modified } = first.headers;
      assert.ok(etag || modified, place);
      const known = etag ? { 'If-None-Match': etag } : { 'If-Modified-Since': modified };
      const again = await ask(origin, base + place, known);
      assert.equal(again.status, 304, place);
      assert.equal(again.body.length, 0);
      assert.equal((await ask(origin, base + place, { 'If-None-Match': '"another"' })).status, 200, place);
    }
  },

  async 'sends a part of a file'(origin, { base, folder }, { lacks = [] }) {
    if (lacks.includes('range')) return;
    const answer = await ask(origin, `${base}plot/sound.mp3`, { Range: 'bytes=100-199' });
    assert.equal(answer.status, 206);
    assert.equal(answer.headers['content-range'], 'bytes 100-199/100000');
    assert.ok(answer.body.equals(readFileSync(join(folder, 'plot/sound.mp3')).subarray(100, 200)));
  },

  async 'sends compressed files'(origin, { base, folder }, { precompressed, lacks = [] }) {
    const open = { br: brotliDecompressSync, gzip: gunzipSync };
    const endings = { br: '.br', gzip: '.gz' };
    for (const encoding of precompressed.length ? precompressed : ['gzip']) {
      for (const [place, file] of Object.entries({ '': 'index.html', 'plot/watering/': 'plot/watering/index.html', 'handbook.json': 'handbook.json', 'search/index.js': 'search/index.js' })) {
        const answer = await ask(origin, base + place, { 'Accept-Encoding': encoding });
        assert.equal(answer.headers['content-encoding'], encoding, `${place} as ${encoding}`);
        if (!lacks.includes('vary')) assert.match(answer.headers.vary ?? '', /Accept-Encoding/i, place);
        assert.ok(open[encoding](answer.body).equals(readFileSync(join(folder, file))), place);
        if (precompressed.length) assert.ok(answer.body.equals(readFileSync(join(folder, file + endings[encoding]))), `${place}: the file that lies there`);
        const ending = /[^.]*$/.exec(file)[0];
        assert.match(answer.headers['content-type'], kinds[ending], `${place} as ${encoding}`);
      }
    }
  },
};
