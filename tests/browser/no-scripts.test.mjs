// A handbook without scripts: what its reader can read, and how one gets about in it. What can be
// ticked, scored, opened and hidden without them is tested beside each of these.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { origin, visit } from './browser.mjs';

const plain = 'plain';

describe('without scripts', () => {
  test('a reader goes from the first page to the last and meets all that the contents name', () =>
    visit(
      '/init/',
      async (page) => {
        const here = () => new URL(page.url()).pathname;
        const met = [];
        const named = new Set();
        await page.locator('.entries a').first().click();
        for (;;) {
          await page.locator('h1').waitFor();
          assert.ok(!met.includes(here()), `${here()} comes twice`);
          met.push(here());
          for (const path of await page.locator('.contents a').evaluateAll((links) => links.map(({ pathname }) => pathname))) named.add(path);
          const next = page.getByRole('navigation', { name: 'Previous and next' }).locator('[rel=next]');
          if ((await next.count()) === 0) break;
          const wanted = await next.getAttribute('href');
          await next.click();
          await page.waitForURL(origin + wanted);
        }
        assert.ok(named.size > 5, 'hardly any contents');
        assert.deepEqual([...named].filter((path) => !met.includes(path)), []);

        await page.locator('.pager [rel=prev]').click();
        await page.waitForURL(origin + met.at(-2));
      },
      plain,
    ));

  test('the way up, the parts and the headings of the page can be followed', () =>
    visit(
      '/init/plot/watering/',
      async (page) => {
        await page.locator('.toc a').first().click();
        const { hash } = new URL(page.url());
        const top = await page.locator(hash).evaluate((heading) => heading.getBoundingClientRect().top);
        assert.ok(top >= 0 && top < 200, `${hash} is ${top} px from the top`);
        await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').last().click();
        await page.waitForURL('**/init/plot/');
        await page.getByRole('navigation', { name: 'Parts' }).getByRole('link').last().click();
        await page.waitForURL('**/init/together/');
        await page.locator('.site-name').click();
        await page.waitForURL('**/init/');
      },
      plain,
    ));
});
