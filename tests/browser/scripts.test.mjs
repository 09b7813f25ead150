// Every combination of what remembers on one page: each thing has its script, and none is in the
// way of another.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { open } from './browser.mjs';
import { build } from './building.mjs';

const site = await build({
  'handbook.toml': 'title = "Small"\noffline = false\n',
  'content/_index.md': '---\ntitle: Home\n---\n\n- [ ] Begin. {#begin}\n- [ ] Go on. {#go-on}\n',
  'content/table.md': `+++
title = "Two ways"
[comparison]
columns = [{ id = "a", label = "Alpha" }, { id = "b", label = "Beta" }, { id = "c", label = "Gamma" }]
+++
${[1, 2, 3, 4, 5, 6, 7].map((row) => `\n### Row ${row} {#t-${row}}\n\nAlpha\n: a${row}\n\nBeta\n: b${row}\n\nGamma\n: c${row}\n`).join('')}`,
  'content/all.md': `+++
title = "All at once"
[assessment]
basis = "Written for this test."
scale = ["No", "Yes"]
from = 0
dimensions = [{ id = "d", label = "Doing" }]
[[assessment.band]]
id = "low"
when = "d <= 1"
[[assessment.band]]
id = "high"
when = "else"
+++

## Doing {#d}

1. I do it. {#d1}
2. I have done it. {#d2}

## Low {#low}

Do more.

## High {#high}

Do less.

## Also {#also}

- [ ] Show it. {#show}

\`\`\`{comparison} table.md
\`\`\`

\`\`\`{page-list}
:kind: checklist
\`\`\`
`,
  'content/settings.md': '+++\ntitle = "Settings"\n[settings]\n+++\n\n```{page-list}\n:kind: checklist\n```\n\n```{comparison} table.md\n```\n',
});
after(site.close);
const { origin: at, pathname: base } = new URL(site.address);

/** Opens a page and asserts in the end that nothing was complained about. */
const visit = (path, use) =>
  open(base + path, { at, viewport: { width: 1280, height: 900 } }, async (page, { trouble }) => {
    await use(page);
    assert.deepEqual(trouble, []);
  });

/** Hides the second column, and sees it hidden after the page was loaded anew. */
async function hidesAColumn(page) {
  await page.locator('.comparison .show-2').uncheck();
  await page.reload();
  assert.equal(await page.locator('.comparison .show-2').isChecked(), false);
  assert.equal(await page.locator('.comparison td.c2').first().isVisible(), false);
  assert.equal(await page.locator('.comparison td.c1').first().isVisible(), true);
}

describe('a page with everything', () => {
  test('keeps answers, ticks and columns, and knows how far lists are', async () => {
    await visit('all/', async (page) => {
      await hidesAColumn(page);
      await page.locator('.checklist input').check();
      for (const statement of await page.locator('.statement').all()) await statement.locator('input').nth(1).check();
      await page.locator('.main-button').click();
      assert.match(await page.locator('.result:visible .sentence').innerText(), /High/);
      await page.reload();
      assert.equal(await page.locator('.checklist input').isChecked(), true);
      assert.equal(await page.locator('.statement input:checked').count(), 2);
      // A list leaves out the page that it stands on.
      assert.equal(await page.locator('[data-listed] .done').innerText(), '0 of 2 done');
    });
  });

  test('offers what concerns everything once on the page of settings', async () => {
    await visit('settings/', async (page) => {
      await hidesAColumn(page);
      assert.equal(await page.locator('.everything').count(), 1);
      assert.equal(await page.locator('[data-listed] progress').count(), 2);
    });
  });

  test('leads back from a home page with a list of its own', async () => {
    await visit('', async (page) => {
      await page.locator('.checklist input').first().check();
      await page.reload();
      assert.match(await page.locator('#page-last').innerText(), /Home.*1 of 2/);
      // A list that is done is left out: nobody needs to go on with it.
      await page.locator('.checklist input').last().check();
      await page.reload();
      assert.equal(await page.locator('#page-last').isVisible(), false);
    });
  });
});
