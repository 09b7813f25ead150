// Stylesheets are published without comments and needless white space: the browser must read the
// same rules from them as from what their authors wrote.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { open } from './browser.mjs';

const sheets = [
  ['/handbook/', 'site', listed('../../themes/default/theme.toml')],
  ['/everything/', 'syntax', ['../sites/everything/themes/everything/static/syntax.css']],
];

describe('stylesheets', () => {
  for (const [path, name, sources] of sheets) {
    test(`${name}.css says what its sources say`, async () => {
      const written = sources.map((source) => readFileSync(new URL(source, import.meta.url), 'utf8')).join('\n');
      await open(path, {}, async (page) => {
        const { published, wanted } = await page.evaluate(rules, { name, written });
        assert.ok(wanted.join('').length > 1000, 'hardly a rule');
        assert.deepEqual(published, wanted);
      });
    });
  }
});

/** The sources of the one style sheet that a theme lists. */
function listed(theme) {
  const [, list] = /\[styles\]\n"site\.css" = \[([^\]]+)\]/.exec(readFileSync(new URL(theme, import.meta.url), 'utf8'));
  return [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => `../../themes/default/styles/${name}`);
}

/** In the page: the rules of its stylesheet of that name, and those of `written`. */
function rules({ name, written }) {
  // Custom properties keep the white space of their source.
  const list = (sheet) => [...sheet.cssRules].map(({ cssText }) => cssText.replace(/\s*([,;{}])\s*/g, '$1'));
  const source = new CSSStyleSheet();
  source.replaceSync(written);
  const sheet = [...document.styleSheets].find(({ href }) => new URL(href).pathname.includes(`/${name}.`));
  return { published: list(sheet), wanted: list(source) };
}
