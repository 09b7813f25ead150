// The sites under test and their pages: the folders below $SITES, as `tests/run` built them.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The folder of all sites. */
export const root = process.env.SITES;
if (!root) throw new Error('SITES is not set: run `tests/run pages`');

/** Every page as `{ site, path, html }`; redirects are left out. The path is what a browser asks for. */
export const pages = htmlFiles().filter(({ html }) => !isRedirect(html));

/** The pages that only lead elsewhere. */
export const redirects = htmlFiles().filter(({ html }) => isRedirect(html));

/** The names of the sites. */
export const sites = [...new Set(pages.map(({ site }) => site))];
if (sites.length === 0) throw new Error(`no site below ${root}`);

function htmlFiles() {
  return readdirSync(root, { recursive: true })
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => {
      const path = `/${relative('.', name).split(sep).map(encodeURIComponent).join('/')}`;
      return {
        site: path.split('/')[1],
        path: path.replace(/\/index\.html$/, '/'),
        html: readFileSync(join(root, name), 'utf8'),
      };
    });
}

function isRedirect(html) {
  return /<meta[^>]+http-equiv="?refresh/i.test(html);
}
