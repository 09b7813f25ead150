// Stylesheets are published without comments and needless white space: the browser must read the
// same rules from them as from what their authors wrote.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { open } from './browser.mjs';

const sheets = [
  ['/handbook/', 'site', listed('both-hats')],
  ['/german/', 'site', listed('default')],
  ['/everything/', 'syntax', ['sites/everything/themes/everything/static/syntax.css'].map(above)],
];

describe('stylesheets', () => {
  for (const [path, name, sources] of sheets) {
    test(`${name}.css of ${path} says what its sources say`, async () => {
      const written = sources.map((source) => readFileSync(source, 'utf8')).join('\n');
      await open(path, {}, async (page) => {
        const { published, wanted } = await page.evaluate(rules, { name, written });
        assert.ok(wanted.join('').length > 900, 'hardly a rule');
        assert.deepEqual(published, wanted);
      });
    });
  }
});

/** A file of the project, by its path from the folder of tests. */
function above(path) {
  return new URL(`../${path}`, import.meta.url);
}

/** The sources of the one style sheet that a theme lists: its own, or those of the default theme. */
function listed(theme) {
  const own = (path, name = theme) => above(`../themes/${name}/${path}`);
  const [, list] = /"site\.css" = \[([^\]]+)\]/.exec(readFileSync(own('theme.toml'), 'utf8'));
  return [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => {
    const path = `styles/${name}`;
    return existsSync(own(path)) ? own(path) : own(path, 'default');
  });
}

/** In the page: the rules of its stylesheet of that name, and those of `written`. */
function rules({ name, written }) {
  // Custom properties, and values that hold one, keep the white space and the `0.5` of their source.
  const list = (sheet) =>
    [...sheet.cssRules].map(({ cssText }) => cssText.replace(/\s*([,;{}])\s*|(:)\s+/g, '$1$2').replace(/(?<![\w.])0(?=\.\d)/g, ''));
  const source = new CSSStyleSheet();
  source.replaceSync(written);
  const sheet = [...document.styleSheets].find(({ href }) => new URL(href).pathname.includes(`/${name}.`));
  return { published: list(sheet), wanted: list(source) };
}
