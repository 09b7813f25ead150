// What a site adds to the theme by the recipes of the guide: its colours, and a home page of its own.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { build } from './building.mjs';
import { reader } from './reading.mjs';

const site = await build({
  'handbook.toml': 'title = "Small"\n',
  'content/_index.md': '+++\ntitle = "Small"\n+++\n\nText.\n',
  'content/page.md': '# Page\n\n[Home](_index.md)\n',
  'static/own.css': '@layer tokens {\n  :root { --link: light-dark(#7a1f4b, #f2a7c6); }\n}\n',
  'templates/base.html':
    '{% extends "default/templates/base.html" %}\n\n{% block styles %}{{ super() }}\n<link rel="stylesheet" href="{{ asset(path="own.css") }}">\n{% endblock styles %}\n',
  'templates/index.html':
    '{% extends "default/templates/index.html" %}\n\n{% block main %}\n<article>\n<h1>Own</h1>\n<div class="prose">{{ page.content | safe }}</div>\n</article>\n{% endblock main %}\n',
});
after(() => site.close());

const read = (use) => reader(site.address, use, { viewport: { width: 1366, height: 768 } });

describe('what a site adds', { concurrency: 2 }, () => {
  test('to the colours gives way to high contrast and to paper', () =>
    read(async ({ open }) => {
      const page = await open('page/');
      const link = async (media) => {
        await page.emulateMedia({ media: 'screen', colorScheme: 'light', contrast: 'no-preference', ...media });
        return page.locator('.prose a').evaluate((element) => getComputedStyle(element).color);
      };
      assert.equal(await link({}), 'rgb(122, 31, 75)');
      assert.equal(await link({ colorScheme: 'dark' }), 'rgb(242, 167, 198)');
      assert.equal(await link({ contrast: 'more' }), 'rgb(0, 49, 122)');
      assert.equal(await link({ media: 'print' }), 'rgb(0, 0, 0)');
      await page.evaluate(() => document.documentElement.setAttribute('data-contrast', 'more'));
      assert.equal(await link({}), 'rgb(0, 49, 122)');
      assert.equal(await link({ media: 'print' }), 'rgb(0, 0, 0)');
    }));

  test('to the home page stands in one column, title first', () =>
    read(async ({ open }) => {
      const page = await open('');
      const [title, text] = await Promise.all(['h1', '.prose'].map((name) => page.locator(name).evaluate((element) => element.getBoundingClientRect().toJSON())));
      assert.equal(title.left, text.left);
      assert.ok(title.bottom <= text.top, `${title.bottom} and ${text.top}`);
    }));
});
