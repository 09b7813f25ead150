// What `handbook check --live` finds: faults are planted into a site that nginx serves well, one at a
// time, and each is told in its own words.

import assert from 'node:assert/strict';
import { appendFileSync, cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nginxWith } from './servers.mjs';
import { build, certificate, live } from './site.mjs';

const base = '/team/';

/** Takes a header out of the settings. */
const without = (name) => (settings) => settings.replace(new RegExp(`^ *add_header ${name} .*\n`, 'm'), '');
/** Exchanges a text, which must be there. */
const instead = (from, to) => (settings) => {
  assert.ok(settings.includes(from), `no ${from}`);
  return settings.replace(from, to);
};
/** Adds a location before the others; those of a text come first wherever they stand. */
const located = (location) => (settings) => `${settings}\n${location}\n`;
/** Changes a file in the folder that is served. */
const file = (path, change) => (settings, folder) => {
  change(join(folder, path), folder);
  return settings;
};
const named = (folder, pattern) => join(folder, readdirSync(folder).find((name) => pattern.test(name)));
const uncompressed = (path) => ['.gz', '.br'].forEach((ending) => rmSync(path + ending, { force: true }));

/** Each fault, and what is told of it. */
const planted = {
  'no policy': [without('Content-Security-Policy'), /`\/team\/.*` is sent without `Content-Security-Policy`, and \d+ other addresses too/],
  'another policy': [instead("script-src 'self'", "script-src 'self' 'unsafe-inline'"), /is sent with `Content-Security-Policy: .*unsafe-inline/],
  'two policies': [(settings) => settings.replace('  add_header Ref', "  add_header Content-Security-Policy \"default-src *\" always;\n  add_header Ref"), /is sent with `Content-Security-Policy: .*default-src \*`/],
  'no referrer policy': [without('Referrer-Policy'), /is sent without `Referrer-Policy`/],
  'types are guessed': [without('X-Content-Type-Options'), /is sent without `X-Content-Type-Options`/],
  'no permissions policy': [without('Permissions-Policy'), /is sent without `Permissions-Policy`/],
  'another opener policy': [instead('Cross-Origin-Opener-Policy "same-origin"', 'Cross-Origin-Opener-Policy "unsafe-none"'), /is sent with `Cross-Origin-Opener-Policy: unsafe-none`, and should be with `same-origin`/],
  'pages that are kept for a day': [instead('set $handbook_cache "no-cache";', 'set $handbook_cache "max-age=86400";'), /is sent with `Cache-Control: max-age=86400`, so that readers may get an old one/],
  'no word on caching': [without('Cache-Control'), /is sent without `Cache-Control`, so that readers may get an old one/],
  'fingerprinted files that are asked for each time': [instead('"public, max-age=31536000, immutable"', '"no-cache"'), /\.[0-9a-f]{8}\.\w+` is sent with `Cache-Control: no-cache`, and never changes/],
  'a worker that is kept': [located('location = /team/sw.js { add_header Cache-Control "max-age=3600"; }'), /`\/team\/sw\.js` is sent with `Cache-Control: max-age=3600`/],
  'style sheets as plain text': [located('location ~ \\.css$ { types { } default_type text/plain; }'), /\.css` is sent as `text\/plain`, and is `\.css`/],
  'pages in another charset': [instead('charset utf-8;', 'charset iso-8859-1; override_charset on;'), /is sent as `text\/html; charset=iso-8859-1`, and is `\.html`/],
  'pictures without a type': [located('location ~ \\.svg$ { types { } default_type application/octet-stream; }'), /\.svg` is sent as `application\/octet-stream`, and is `\.svg`/],
  'what is not there is the home page': [instead('error_page 404 "/team/404.html";', 'error_page 404 =200 /team/index.html;'), /nowhere\/` is answered with 200, and is not there: 404/],
  'another page for what is not there': [instead('error_page 404 "/team/404.html";', ''), /nowhere\/` is answered with another page than `404\.html`/],
  'a page that is missing': [file('plot/watering', (path) => rmSync(path, { recursive: true })), /`\/team\/plot\/watering\/` is answered with 404, and the build has it/],
  'a page of another edition': [file('plot/compost/index.html', (path) => { appendFileSync(path, '<p>old</p>'); uncompressed(path); }), /`\/team\/plot\/compost\/` is not what this build makes of it/],
  'a page that is cut': [file('plot/compost/index.html', (path) => { writeFileSync(path, readFileSync(path).subarray(0, 1000)); uncompressed(path); }), /`\/team\/plot\/compost\/` is not what this build makes of it/],
  'a script of another edition': [file('', (path, folder) => { const script = named(folder, /^boot\.\w+\.js$/); writeFileSync(script, '// other\n'); uncompressed(script); }), /`\/team\/boot\.\w+\.js` is not what this build makes of it/],
  'a script that is missing': [file('', (path, folder) => { const script = named(folder, /^checklist\.\w+\.js$/); rmSync(script); }), /`\/team\/checklist\.\w+\.js` is answered with 404/],
  'a host that changes pages on the way': [instead('charset utf-8;', "charset utf-8; sub_filter '</body>' '<script src=\"/x.js\"></script></body>'; sub_filter_once on;"), /is not what this build makes of it, and \d+ other addresses too/],
  'a page that is refused': [located('location = /team/sources/ { return 403; }'), /`\/team\/sources\/` is answered with 403/],
  'a server that fails': [located('location = /team/search/index.js { return 502; }'), /`\/team\/search\/index\.js` is answered with 502/],
  'a redirect that is missing': [(settings) => settings.replace(/^location = "\/team\/old\/page.html".*\n/m, 'location = "/team/old/page.html" { return 404; }\n'), /`\/team\/old\/page\.html` is answered with 404, and should lead to the page of today/],
  'a redirect to elsewhere': [(settings) => settings.replace(/(location = "\/team\/old\/page.html" .* 301 )"[^"]*"/, '$1"/team/"'), /`\/team\/old\/page\.html` leads to `\/team\/`, and should to `\/team\/plot\/gr%C3%BCn\/`/],
  'a temporary redirect': [(settings) => settings.replace(/(location = "\/team\/old\/page.html" .*) 301 /, '$1 302 '), /`\/team\/old\/page\.html` leads on with 302/],
  'pages in the place of redirects': [(settings) => settings.replace(/^location = (.*}\n|[^]*?\n}\n)/gm, ''), /leads on by a page, and should by a redirect/],
  'the list of files, for anybody': [(settings) => settings.replace(/^ *location ~ "\^\/team\/\(\?:\.\*\/\)\?\\.*\n/m, ''), /`\/team\/\.handbook-manifest` is sent to readers, and is not for them/],
  'no way to a page without its slash': [located('location = /team/together/work-days { return 404; }\nlocation ~ ^/team/[a-z/-]+[a-z]$ { return 404; }'), /is answered with 404, and should lead to `\/team\/.*\/`/],
  'files that cannot be asked whether they changed': [instead('charset utf-8;', 'charset utf-8; etag off; add_header Last-Modified "";').bind(null), /is sent without `ETag` and `Last-Modified`/],
  'conditional requests that are not answered': [instead('charset utf-8;', 'charset utf-8; if_modified_since off; etag off;'), /is sent whole to who has it/],
  'no compression': [(settings, folder) => { for (const path of readdirSync(folder, { recursive: true })) if (path.endsWith('.gz')) rmSync(join(folder, path)); return settings.replace('gzip on;', 'gzip off;'); }, /is sent uncompressed to browsers/],
};

export async function differences(test) {
  const site = build('nginx', base);
  const sound = readFileSync(join(site.settings, 'handbook.conf'), 'utf8');
  const original = join(site.root, 'original');
  cpSync(site.folder, original, { recursive: true });
  for (const [name, [change, told]] of Object.entries(planted)) {
    await test(`check --live finds: ${name}`, async () => {
      const settings = change(sound, site.folder);
      const server = await nginxWith(site, settings);
      try {
        const { status, said } = await live(site, `${server.origin}${base}`, ['--strict']);
        assert.match(said, told);
        assert.equal(status, 1, said);
        assert.equal(said.match(new RegExp(told, 'g')).length, 1, 'told once');
      } finally {
        await server.stop();
        rmSync(site.folder, { recursive: true });
        cpSync(original, site.folder, { recursive: true });
      }
    });
  }
  await test('check --live reports nothing of a sound site, and each line is JSON where that is asked for', async () => {
    const server = await nginxWith(site, sound);
    const { status, told, said } = await live(site, `${server.origin}${base}`, ['--strict', '--message-format', 'json']);
    await server.stop();
    assert.deepEqual([status, told], [0, ''], said);
    const planted = await nginxWith(site, without('Referrer-Policy')(sound));
    const fault = await live(site, `${planted.origin}${base}`, ['--message-format', 'json']);
    await planted.stop();
    const [record] = fault.told.trim().split('\n').map((line) => JSON.parse(line));
    assert.equal(record.code, 'live-header');
    assert.match(record.message, /Referrer-Policy/);
  });
  await test('check --live says what it cannot ask', async () => {
    const gone = await live(site, 'http://127.0.0.1:1/team/');
    assert.equal(gone.status, 2);
    assert.match(gone.said, /cannot be asked/);
    const elsewhere = await live(site, 'http://127.0.0.1:1/crew/');
    assert.match(elsewhere.said, /built for the path `\/team\/`/);
  });
  await test('check --live trusts the authorities it is told, and no others', async () => {
    const tls = certificate();
    const server = await nginxWith(site, sound, { tls });
    const trusting = await live(site, `${server.origin}${base}`, ['--strict'], { SSL_CERT_FILE: tls.authority });
    const strange = await live(site, `${server.origin}${base}`);
    await server.stop();
    assert.equal(trusting.status, 0, trusting.said);
    assert.equal(strange.status, 2);
    assert.match(strange.said, /UnknownIssuer|certificate/);
  });
}
