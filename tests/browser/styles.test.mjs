// Stylesheets are published without comments and needless white space: the browser must read the
// same rules from them as from what their authors wrote.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { open } from './browser.mjs';

const sheets = [
  ['/handbook/', 'site', '../../themes/default/static/site.css'],
  ['/handbook/', 'both-hats', '../../themes/both-hats/static/both-hats.css'],
  ['/everything/', 'syntax', '../sites/everything/themes/everything/static/syntax.css'],
];

describe('stylesheets', () => {
  for (const [path, name, source] of sheets) {
    test(`${name}.css says what its source says`, async () => {
      const written = readFileSync(new URL(source, import.meta.url), 'utf8');
      await open(path, {}, async (page) => {
        const { published, wanted } = await page.evaluate(rules, { name, written });
        assert.ok(wanted.join('').length > 1000, 'hardly a rule');
        assert.deepEqual(published, wanted);
      });
    });
  }
});

/** In the page: the rules of its stylesheet of that name, and those of `written`. */
function rules({ name, written }) {
  // Custom properties keep the white space of their source.
  const list = (sheet) => [...sheet.cssRules].map(({ cssText }) => cssText.replace(/\s*([,;{}])\s*/g, '$1'));
  const source = new CSSStyleSheet();
  source.replaceSync(written);
  const sheet = [...document.styleSheets].find(({ href }) => new URL(href).pathname.includes(`/${name}.`));
  return { published: list(sheet), wanted: list(source) };
}
