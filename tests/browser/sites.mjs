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

/** Whether a page is a whole handbook on one page, for paper. */
export const isBook = (html) => /<article class="book"/.test(html);

/** Whether it is one of so many pages that a look at all of it takes minutes. */
export const isLongBook = (html) => isBook(html) && html.length > 500_000;

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

/**
 * The fewest pages, as near as one gets by taking the richest first, that have one of each kind (the
 * same template and style sheets, byte for byte), one of each length for each template, and every
 * script, element, class, role and type of field.
 */
export function kinds() {
  const entries = pages.filter(({ html }) => !isLongBook(html)).map((page) => ({ page, marks: marks(page.html) }));
  const missing = new Set(entries.flatMap((entry) => [...entry.marks]));
  const chosen = [];
  while (missing.size > 0) {
    const gain = (entry) => [...entry.marks].filter((mark) => missing.has(mark)).length;
    const best = entries.reduce((one, other) => (gain(other) > gain(one) ? other : one));
    for (const mark of best.marks) missing.delete(mark);
    chosen.push(best.page);
  }
  return chosen;
}

/** What tells a page apart from others: its kind, and each sort of thing in it. */
function marks(html) {
  const names = (pattern) => [...html.matchAll(pattern)].map(([, name]) => name);
  const body = names(/<body class="([^"]*)"/g)[0] ?? '';
  // Their names hold a hash of what is in them.
  const sheets = names(/<link rel="stylesheet" href="[^"]*\/([^"/]+)"/g);
  const scripts = names(/<script defer src="[^"]*\/([^"/]+)"/g);
  return new Set([
    [body, ...sheets].join(' '),
    ...scripts.map((name) => `script ${name}`),
    // From a few lines to as much as the longest: each length is twice the one before.
    `${body}, length ${Math.floor(Math.log2(html.length / 4096))}`,
    ...names(/<([a-z][a-z0-9-]*)/g),
    ...names(/ type="([a-z]+)"/g).map((type) => `type ${type}`),
    ...names(/ role="([a-z]+)"/g).map((role) => `role ${role}`),
    ...names(/<[^>]* class="([^"]*)"/g).flatMap((classes) => classes.split(' ').map((name) => `.${name}`)),
  ]);
}
