// The commands that the guide prints for each host, run one after another as somebody would who has
// nothing but the guide. The servers of this machine are started as the guide says; of what runs
// elsewhere a stand-in says what it was asked for.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { apacheModules, freePort, start } from './servers.mjs';
import { certificate, handbook, work } from './site.mjs';

const guide = fileURLToPath(new URL('../../content/editing/hosting', import.meta.url));

/** The hosts that have a page, and its first block of commands. */
const pages = Object.fromEntries(
  readdirSync(guide)
    .filter((name) => name !== '_index.md')
    .map((name) => [name.replace('.md', ''), /```text\n([^]*?)```/.exec(readFileSync(join(guide, name), 'utf8'))[1]]),
);

/** An empty repository that was cloned, and programs that stand in for those that ask others. */
async function clone(host) {
  const root = mkdtempSync(join(work, `printed-${host}-`));
  const bin = join(root, 'bin');
  mkdirSync(bin);
  symlinkSync(handbook, join(bin, 'handbook'));
  for (const name of ['npx', 'aws']) {
    writeFileSync(join(bin, name), `#!/bin/sh\necho "$(basename "$PWD"): ${name} $*" >> '${root}/asked'\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const who = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.org', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.org' };
  const env = { ...process.env, ...who, HOME: root, PATH: `${bin}:${process.env.PATH}` };
  const site = join(root, 'garden');
  const shell = (lines, more = {}) => promisify(execFile)('bash', ['-e', '-c', lines], { cwd: site, env: { ...env, ...more } });
  await promisify(execFile)('bash', ['-e', '-c', 'git init --quiet --bare origin.git --initial-branch main; git clone --quiet origin.git garden'], { cwd: root, env });
  return { root, site, shell, asked: () => (existsSync(join(root, 'asked')) ? readFileSync(join(root, 'asked'), 'utf8').split('\n') : []) };
}

/** How a server reads the file of `init`: the file around it, and the program. */
const servers = {
  nginx: (root) => [
    'nginx.conf',
    (site) => `daemon off; pid ${root}/pid; error_log ${root}/log; events {} http { include /etc/nginx/mime.types; access_log off; ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${root}/${name};`).join(' ')}\n${site}\n}`,
    (file) => ['nginx', ['-c', file, '-e', `${root}/log`]],
  ],
  apache: (root, port) => [
    'apache.conf',
    (site) => `ServerRoot ${root}\nServerName localhost\nListen 127.0.0.1:${port}\nPidFile ${root}/pid\nErrorLog ${root}/log\nTypesConfig /etc/mime.types\n${apacheModules(['ssl', 'socache_shmcb'])}\n${site}`,
    (file) => ['apache2', ['-X', '-f', file]],
  ],
  caddy: () => ['Caddyfile', (site) => `{\n admin off\n auto_https off\n}\n${site}`, (file) => ['caddy', ['run', '--config', file, '--adapter', 'caddyfile']]],
};

/** The commands of a server on this machine: its folders, port and certificate are exchanged, and nothing else. */
async function served(host) {
  const { root, site, shell } = await clone(host);
  const port = await freePort();
  const tls = certificate();
  const here = (text) =>
    text
      .replace(/^handbook\.example\.com \{/m, `https://localhost:${port} {\n\ttls ${tls.certificate} ${tls.key}`)
      .replace(/(server_name|ServerName) handbook\.example\.com/, '$1 localhost')
      .replaceAll('handbook.example.com', `localhost:${port}`)
      .replace('listen 443', `listen 127.0.0.1:${port}`)
      .replace('*:443', `127.0.0.1:${port}`)
      .replaceAll('/etc/ssl/handbook.pem', tls.certificate)
      .replaceAll('/etc/ssl/handbook.key', tls.key)
      .replaceAll(/\/(srv|etc)\//g, `${root}/$1/`);
  const lines = here(pages[host]).trim().split('\n');
  const reload = lines.findIndex((line) => /^(nginx -s reload|apachectl graceful|caddy reload )/.test(line));
  await shell(lines.slice(0, reload).join('\n'));
  const [name, around, command] = servers[host](root, port);
  const file = join(root, name);
  writeFileSync(file, around(here(readFileSync(join(site, name), 'utf8'))));
  await shell(`chmod -R a+rX '${root}'`);
  const server = await start(`https://localhost:${port}`, ...command(file), { env: { ...process.env, XDG_DATA_HOME: root, XDG_CONFIG_HOME: root } });
  try {
    const [check, ...rest] = lines.slice(reload + 1);
    assert.deepEqual(rest, []);
    assert.match(check, /^handbook check --live /);
    const { stderr } = await shell(`${check} --strict`, { SSL_CERT_FILE: tls.authority });
    assert.match(stderr, /asked .* for \d+ addresses/);
  } finally {
    await server.stop();
  }
}

/** The commands of a host elsewhere, which cannot be asked from here. */
async function elsewhere(host) {
  const { site, shell, asked } = await clone(host);
  const lines = pages[host].replaceAll(/ --live \S+/g, '');
  await shell(lines);
  const wanted = { azure: / deploy public /, cloudflare: / wrangler deploy$/, firebase: /^public: .* deploy /, s3: / s3 sync public /, vercel: / deploy --cwd public / }[host];
  if (wanted) {
    assert.ok(asked().some((line) => wanted.test(line)), asked().join('\n'));
    assert.ok(existsSync(join(site, 'public/index.html')));
  } else {
    const { stdout } = await shell('git ls-tree -r --name-only origin/main');
    assert.match(stdout, /^content\/_index\.md$/m);
    assert.match(stdout, /pages\.yml|gitlab-ci\.yml|netlify\.toml/);
  }
  if (host === 'firebase') for (const name of ['firebase.json', '.firebaserc']) assert.ok(existsSync(join(site, 'public', name)), name);
}

export async function printed(test, chosen) {
  for (const host of Object.keys(pages).filter(chosen)) {
    await test(`${host} is published by the commands of its page in the guide`, () => (servers[host] ? served(host) : elsewhere(host)));
  }
}
