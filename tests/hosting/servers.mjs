// The hosts, as they run on this machine: servers from Debian's packages, Cloudflare's program from
// npm, and small models of what GitHub Pages and GitLab Pages do, by their documentation.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createSocket } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const running = new Set();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** A port that nobody listens on. */
export function freePort() {
  return new Promise((resolve) => {
    const socket = createSocket().listen(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

/** Whether a server answers. Of one whose authority nobody knows it is enough that it listens. */
function answers({ origin, protocol, port }) {
  if (protocol === 'http:') return fetch(origin, { redirect: 'manual' }).then(() => true, () => false);
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Starts a program that serves, and waits until it answers. */
export async function start(origin, command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  running.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  const ended = new Promise((resolve) => child.once('exit', resolve)).finally(() => running.delete(child));
  let isRunning = true;
  ended.then(() => (isRunning = false));
  for (;;) {
    if (!isRunning) throw new Error(`${command} ended: ${said}`);
    if (await answers(new URL(origin))) break;
    // The kernel gives the others a turn before the next question.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return {
    origin,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** nginx with `settings`, a text, within its server. */
export async function nginxWith({ root, served }, settings, { tls } = {}) {
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${root}/${name};`).join(' ');
  const secure = tls ? `ssl_certificate ${tls.certificate}; ssl_certificate_key ${tls.key};` : '';
  const path = join(root, `nginx-${port}.conf`);
  writeFileSync(
    path,
    `daemon off; pid ${root}/nginx-${port}.pid; error_log ${root}/nginx-${port}.log; events {}
     http { include /etc/nginx/mime.types; access_log off; ${temporary}
     server { listen 127.0.0.1:${port}${tls ? ' ssl' : ''}; ${secure} root ${served};\n${settings}\n} }\n`,
  );
  const origin = `http${tls ? 's' : ''}://${tls ? 'localhost' : '127.0.0.1'}:${port}`;
  return start(origin, 'nginx', ['-c', path, '-e', `${root}/nginx-${port}.log`]);
}

async function nginx(site) {
  return nginxWith(site, readFileSync(join(site.settings, 'handbook.conf'), 'utf8'));
}

/** Caddy with a block for each of these paths, which imports the file of a site. */
export async function caddyWith({ root, served }, blocks) {
  const port = await freePort();
  const path = join(root, 'Caddyfile');
  const block = ([place, { settings }]) => `http://127.0.0.1:${port}${place} {\n\troot * ${served}\n\timport ${settings}/handbook.caddy\n}\n`;
  writeFileSync(path, `{\n\tadmin off\n\tauto_https off\n}\n${Object.entries(blocks).map(block).join('')}`);
  const env = { ...process.env, XDG_DATA_HOME: root, XDG_CONFIG_HOME: root };
  return start(`http://127.0.0.1:${port}`, 'caddy', ['run', '--config', path, '--adapter', 'caddyfile'], { env });
}

async function caddy(site) {
  return caddyWith(site, { '': site });
}

/** The modules of Apache that a handbook needs, and more. */
export function apacheModules(more = []) {
  const modules = ['mpm_event', 'authz_core', 'alias', 'deflate', 'dir', 'env', 'filter', 'headers', 'mime', 'rewrite', 'setenvif', ...more];
  const load = modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n');
  return process.getuid() === 0 ? `${load}\nUser www-data\nGroup www-data` : load;
}

async function apache({ root, served }) {
  const port = await freePort();
  const path = join(root, 'apache.conf');
  writeFileSync(
    path,
    `ServerRoot ${root}\nServerName localhost\nListen 127.0.0.1:${port}\nPidFile ${root}/apache.pid\nErrorLog ${root}/apache.log\n${apacheModules()}
     TypesConfig /etc/mime.types\nDocumentRoot ${served}\n<Directory ${served}>\nAllowOverride All\nRequire all granted\n</Directory>\n`,
  );
  return start(`http://127.0.0.1:${port}`, 'apache2', ['-X', '-f', path]);
}

/** Cloudflare's own program, which reads `_headers` and `_redirects` as its network does. */
async function cloudflare({ root, served, folder, base }) {
  const port = await freePort();
  // Both files hold for the whole host, and lie at its root.
  for (const name of ['_headers', '_redirects', '.assetsignore']) {
    if (base !== '/') renameSync(join(folder, name), join(served, name));
  }
  const settings = readFileSync(new URL('../../src/hosting/start/cloudflare/wrangler.jsonc', import.meta.url), 'utf8');
  const path = join(root, 'wrangler.jsonc');
  writeFileSync(path, settings.replace('{name}', 'garden').replace('./public', './served').replace('2026-11-01', '2026-04-01'));
  const env = { ...process.env, HOME: root, XDG_CONFIG_HOME: root, WRANGLER_SEND_METRICS: 'false', CI: '1', NO_UPDATE_NOTIFIER: '1' };
  const args = ['dev', '--local', '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0', '--show-interactive-dev-session=false'];
  return start(`http://127.0.0.1:${port}`, process.env.WRANGLER, args, { cwd: root, env });
}

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'application/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
};

/**
 * A host that takes no settings. `slash` is the status with which it leads to the address of a folder;
 * `encoding` gives the name of a compressed file to send instead, or true to compress by itself.
 */
function model({ slash, encoding }) {
  return async ({ served }) => {
    const look = (path) => {
      try {
        return statSync(path);
      } catch {
        return undefined;
      }
    };
    const isFile = (path) => look(path)?.isFile();
    const isFolder = (path) => look(path)?.isDirectory();
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url, 'http://host');
      const path = join(served, decodeURIComponent(pathname));
      const hidden = pathname.includes('/.handbook-');
      if (!hidden && isFolder(path) && !pathname.endsWith('/')) {
        response.writeHead(slash, { Location: `${pathname}/` }).end();
        return;
      }
      const choices = pathname.endsWith('/') ? [join(path, 'index.html')] : [path, `${path}.html`];
      let file = hidden ? undefined : choices.find(isFile);
      const status = file ? 200 : 404;
      // The page of the site, or of the project below it.
      const folder = join(served, pathname.split('/')[1] ?? '');
      file ??= [join(folder, '404.html'), join(served, '404.html')].find(isFile);
      const { size, mtime } = statSync(file);
      const etag = `"${createHash('sha1').update(`${size} ${+mtime}`).digest('hex')}"`;
      const headers = { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Cache-Control': 'max-age=600', ETag: etag, 'Last-Modified': mtime.toUTCString(), 'Accept-Ranges': 'bytes' };
      if (status === 200 && request.headers['if-none-match'] === etag) {
        response.writeHead(304, headers).end();
        return;
      }
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      if (from) {
        response.writeHead(206, { ...headers, 'Content-Range': `bytes ${from}-${to}/${size}` });
        createReadStream(file, { start: Number(from), end: Number(to) }).pipe(response);
        return;
      }
      const taken = (request.headers['accept-encoding'] ?? '').split(/[, ]+/);
      const found = encoding.find(([name, ending]) => taken.includes(name) && (ending ? isFile(file + ending) : /^(text|application)/.test(headers['Content-Type'])));
      if (found) {
        const [name, ending] = found;
        response.writeHead(status, { ...headers, 'Content-Encoding': name, Vary: 'Accept-Encoding' });
        response.end(ending ? readFileSync(file + ending) : gzipSync(readFileSync(file)));
        return;
      }
      response.writeHead(status, { ...headers, 'Content-Length': size });
      createReadStream(file).pipe(response);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      origin: `http://127.0.0.1:${server.address().port}`,
      async stop() {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  };
}

const githubPages = model({ slash: 301, encoding: [['gzip', '']] });
const gitlabPages = model({ slash: 302, encoding: [['br', '.br'], ['gzip', '.gz']] });

/**
 * Each host: how it starts, whether it serves a folder on a disk, whether it sends the headers it is told
 * and redirects, those of queries too, which encodings it sends of files that lie beside others, and what of it this machine
 * cannot show.
 */
export const hosts = {
  nginx: { start: nginx, isFolder: true, headers: true, redirects: true, queries: true, precompressed: ['gzip'] },
  apache: { start: apache, isFolder: true, headers: true, redirects: true, queries: true, precompressed: ['br', 'gzip'] },
  caddy: { start: caddy, isFolder: true, headers: true, redirects: true, queries: true, precompressed: ['br', 'gzip'], lacks: ['query'] },
  cloudflare: { start: cloudflare, headers: true, redirects: true, precompressed: [], lacks: ['range', 'vary'] },
  'github-pages': { start: githubPages, headers: false, redirects: false, precompressed: [] },
  'gitlab-pages': { start: gitlabPages, headers: false, redirects: false, precompressed: ['br', 'gzip'] },
};
