// A static host in miniature: the folders below `root`, each a site at the address of its name,
// with the headers that its own `_headers` file asks for, so that the published policy is enforced.

import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip as compress } from 'node:zlib';

const gzip = promisify(compress);

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.xml': 'application/xml',
};

/** What a host compresses; all else is compressed already. */
const compressible = /^text\/|json|xml|svg/;

/** Serves `root` on a free port of the loopback interface; with `compressed`, as small as a host would. */
export async function serve(root, { compressed = false } = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://host').pathname);
    const site = path.split('/')[1];
    const { status, file } = await find(root, site, path);
    response.statusCode = status;
    for (const [name, value] of await headers(root, site, path)) response.setHeader(name, value);
    if (!file) return response.end('not found');
    const type = types[extname(file)] ?? 'application/octet-stream';
    response.setHeader('Content-Type', type);
    const bytes = await readFile(file);
    if (!compressed || !compressible.test(type)) return response.end(bytes);
    response.setHeader('Content-Encoding', 'gzip');
    response.end(await gzip(bytes));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The file for an address: itself, the index of its folder, or the site's page for what is missing. */
async function find(root, site, path) {
  const inside = normalize(join(root, path));
  if (inside.startsWith(root + sep)) {
    for (const file of path.endsWith('/') ? [join(inside, 'index.html')] : [inside]) {
      if (await isFile(file)) return { status: 200, file };
    }
  }
  const missing = join(root, site, '404.html');
  return { status: 404, file: (await isFile(missing)) ? missing : undefined };
}

async function isFile(path) {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** The headers of an address in the format of static hosts: a pattern, then indented `Name: value`. */
async function headers(root, site, path) {
  let text;
  try {
    text = await readFile(join(root, site, '_headers'), 'utf8');
  } catch {
    return [];
  }
  const found = [];
  let applies = false;
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (/^\s/.test(line)) {
      const colon = line.indexOf(':');
      if (applies) found.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    } else {
      // A host that puts the site under a base path sees the address below it.
      applies = matches(line.trim(), path) || matches(line.trim(), path.slice(site.length + 1));
    }
  }
  return found;
}

function matches(pattern, path) {
  const star = pattern.indexOf('*');
  return star < 0 ? path === pattern : path.startsWith(pattern.slice(0, star));
}
