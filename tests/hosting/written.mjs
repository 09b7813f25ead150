// What is written for hosts that do not run here: it is read as they would read it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { globSync } from 'glob';
import { build, moved, queried } from './site.mjs';

const year = 'public, max-age=31536000, immutable';

/** Addresses of a site, and whether their content never changes. */
function addresses({ base, folder }) {
  const script = readdirSync(folder).find((name) => /^boot\.[0-9a-f]{8}\.js$/.test(name));
  return { [`${base}${script}`]: true, [base]: false, [`${base}plot/watering/`]: false, [`${base}search/index.js`]: false, [`${base}sw.js`]: false };
}

/** The headers that a list of rules gives an address: of two with one name the later. */
function headersBy(rules, address) {
  const found = rules.filter(({ source, regex }) => new RegExp(regex ?? `^${source.replaceAll('\\:', ':')}$`).test(address));
  return Object.fromEntries(found.flatMap(({ headers }) => headers).map(({ key, value }) => [key, value]));
}

function rulesAreRight(site, rules, redirects) {
  for (const [address, isKept] of Object.entries(addresses(site))) {
    const headers = headersBy(rules, address);
    assert.equal(headers['Cache-Control'], isKept ? year : 'no-cache', address);
    assert.match(headers['Content-Security-Policy'], /^default-src 'none'/);
  }
  assert.deepEqual(headersBy(rules, '/elsewhere.html'), site.base === '/' ? headersBy(rules, '/') : {});
  for (const [from, to] of Object.entries(moved)) {
    const found = redirects.find(({ source, regex }) => new RegExp(regex ?? `^${source.replaceAll('\\:', ':')}$`).test(site.base + from));
    assert.equal(found?.destination, site.base + to, from);
  }
}

/** A stand-in for the program of Amazon that says what it was asked for. */
function uploads({ root, folder, settings }) {
  const bin = join(root, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'aws'), '#!/bin/sh\nprintf "%s\\n" "$*"\n');
  chmodSync(join(bin, 'aws'), 0o755);
  return execFileSync('sh', [join(settings, 'upload.sh'), folder, 'bucket'], { encoding: 'utf8', env: { ...process.env, PATH: `${bin}:${process.env.PATH}` } }).trim().split('\n');
}

/** Whether `aws s3 sync` copies a file: of the patterns that fit it the last counts, and a star fits all. */
function isCopied(line, path) {
  const filters = line.matchAll(/--(include|exclude) (\S+)/g);
  const fits = (pattern) => new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.[\]]/g, '\\$&')).join('.*')}$`).test(path);
  return [...filters].reduce((is, [, flag, pattern]) => (fits(pattern) ? flag === 'include' : is), true);
}

/** That of hidden files those alone are among `files` that have a well-known address. */
function visibleAlone(files) {
  assert.ok(files.includes('index.html'));
  const hidden = files.filter((path) => /(^|\/)\./.test(path));
  assert.deepEqual(hidden.sort(), ['.well-known/apps/links.json', '.well-known/security.txt']);
}

export async function written(test) {
  for (const base of ['/', '/team/']) {
    await test(`firebase ${base} has the rules that it needs`, () => {
      const site = build('firebase', base);
      const { hosting } = JSON.parse(readFileSync(join(site.folder, 'firebase.json'), 'utf8'));
      rulesAreRight(site, hosting.headers, hosting.redirects);
      // As Firebase's program lists what it uploads.
      const files = globSync('**/*', { cwd: site.folder, dot: true, follow: true, ignore: hosting.ignore, nodir: true, posix: true });
      visibleAlone(files);
    });
    await test(`vercel ${base} has the rules that it needs`, () => {
      const site = build('vercel', base);
      const { headers, redirects } = JSON.parse(readFileSync(join(site.folder, 'vercel.json'), 'utf8'));
      rulesAreRight(site, headers, redirects);
      const [bare, folder] = redirects.filter(({ has }) => has);
      assert.ok(new RegExp(`^${bare.source}$`).test(base + queried.path) && new RegExp(`^${folder.source}$`).test(`${base}${queried.path}/`));
      for (const { has, destination } of [bare, folder]) {
        assert.deepEqual([has, destination], [[{ type: 'query', key: 'title', value: 'Phone_List' }], base + queried.to]);
      }
    });
    await test(`azure ${base} has the rules that it needs`, () => {
      const site = build('azure', base);
      const { routes, globalHeaders, responseOverrides } = JSON.parse(readFileSync(join(site.folder, 'staticwebapp.config.json'), 'utf8'));
      assert.equal(responseOverrides[404].rewrite, `${base}404.html`);
      assert.equal(globalHeaders['Cache-Control'], 'no-cache');
      const route = (address) => routes.find((one) => one.route === address);
      for (const [address, isKept] of Object.entries(addresses(site))) assert.equal(route(address)?.headers?.['Cache-Control'], isKept ? year : undefined, address);
      for (const [from, to] of Object.entries(moved)) assert.equal(route(base + from)?.redirect, base + to);
    });
    await test(`s3 ${base} has a function that finds pages, a policy and a script`, () => {
      const site = build('s3', base);
      const read = (name) => readFileSync(join(site.settings, name), 'utf8');
      const answer = (uri) => runInNewContext(`${read('function.js')}\nhandler({ request: { uri: ${JSON.stringify(uri)} } })`);
      assert.equal(answer(`${base}plot/watering/`).uri, `${base}plot/watering/index.html`);
      assert.equal(answer(`${base}sw.js`).uri, `${base}sw.js`);
      assert.equal(answer(`${base}plot/watering`).headers.location.value, `${base}plot/watering/`);
      assert.equal(answer(`${base}plot/watering/index.html`).headers.location.value, `${base}plot/watering/`);
      for (const [from, to] of Object.entries(moved)) {
        const { statusCode, headers } = answer(base + from);
        assert.deepEqual([statusCode, headers.location.value], [301, base + to]);
      }
      for (const place of [queried.path, `${queried.path}/`]) assert.equal(answer(base + place).uri, `${base}${queried.path}/index.html`);
      const policy = JSON.parse(read('headers.json'));
      assert.match(policy.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy, /^default-src 'none'/);
      assert.equal(policy.CustomHeadersConfig.Quantity, policy.CustomHeadersConfig.Items.length);
      const [first, second] = uploads(site);
      assert.match(first, /^s3 sync .* s3:\/\/bucket(\/team)? --exclude \* --include \S+\.[0-9a-f]{8}\.js .*immutable$/);
      assert.match(second, /--cache-control no-cache$/);
      const all = readdirSync(site.folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
      const paths = all.map((file) => join(file.parentPath, file.name).slice(site.folder.length).replace(/^\//, ''));
      visibleAlone(paths.filter((path) => isCopied(second, path)));
      // What is copied by another line is not copied, or deleted, by these.
      assert.ok(isCopied(first, paths.find((path) => /^boot\.[0-9a-f]{8}\.js$/.test(path))));
      assert.ok(!isCopied(second, 'index.md') && !isCopied(second, '.well-known/.draft'));
    });
  }
}
