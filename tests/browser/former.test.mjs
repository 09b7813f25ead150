// Former addresses with a query: the page there leads on, or lists where it may lead.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { build } from './building.mjs';
import { newContext } from './running.mjs';

const page = (title, aliases) => `+++\ntitle = "${title}"\naliases = ${JSON.stringify(aliases)}\n+++\n\n## Part\n`;
const site = await build({
  'handbook.toml': 'title = "T"\n',
  'content/_index.md': '# Home\n',
  'content/phones.md': page('Phones', ['/wiki/index.php?title=Phone_List', '/shop.html?id=7']),
  'content/edit.md': page('Edit', ['/wiki/index.php?title=Phone_List&action=edit']),
  'content/cold.md': page('Cold', ['/wiki/index.php?title=K%C3%A4lte+%26+Eis']),
  'content/start.md': page('Start', ['/shop.html']),
  'content/pieces.md': page('Pieces', ['/shop.html#part']),
});
after(() => site.close());

describe('a former address with a query', () => {
  const leads = {
    'wiki/index.php/?title=Phone_List': 'phones/',
    'wiki/index.php/?lang=en&title=Phone%5fList#part': 'phones/#part',
    'wiki/index.php/?action=edit&lang=en&title=Phone_List': 'edit/',
    'wiki/index.php/?action=edit&amp;title=Phone_List': 'edit/',
    'wiki/index.php/?title=K%C3%A4lte%20%26%20Eis': 'cold/',
    'wiki/index.php/?title=K\u00e4lte+%26+Eis': 'cold/',
    'shop.html?id=7': 'phones/',
    'shop.html?id=7#part': 'phones/#part',
    'shop.html?id=8': 'start/?id=8',
    'shop.html?id=8#part': 'pieces/#part',
    'shop.html': 'start/',
  };
  for (const [from, to] of Object.entries(leads)) {
    test(`${from} leads to ${to}`, async () => {
      const context = await newContext();
      const tab = await context.newPage();
      await tab.goto(site.address + from);
      await tab.waitForURL(site.address + to);
      await context.close();
    });
  }

  for (const javaScriptEnabled of [true, false]) {
    test(`lists the pages ${javaScriptEnabled ? 'for another query' : 'without scripts'}`, async () => {
      const context = await newContext({ javaScriptEnabled });
      const tab = await context.newPage();
      const query = javaScriptEnabled ? '?title=Phone_Lists' : '?title=Phone_List';
      await tab.goto(`${site.address}wiki/index.php/${query}`);
      assert.deepEqual(await tab.locator('li a').allInnerTexts(), ['Cold', 'Edit', 'Phones']);
      await tab.getByRole('link', { name: 'Phones' }).click();
      await tab.waitForURL(`${site.address}phones/`);
      await context.close();
    });
  }

  test('without scripts leads to the page without a query, if there is one', async () => {
    const context = await newContext({ javaScriptEnabled: false });
    const tab = await context.newPage();
    await tab.goto(`${site.address}shop.html?id=7`);
    await tab.waitForURL(`${site.address}start/`);
    await context.close();
  });
});
