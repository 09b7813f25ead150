// Terms and citations: cards with scripts on and off, by pointer and by keyboard; paper; the lists.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { build } from './building.mjs';
import { stranded } from './looks.mjs';
import { reader } from './reading.mjs';

const site = await build({
  'handbook.toml': 'title = "Small"\n',
  'content/_index.md': '# Small\n\nA small handbook.\n',
  'content/chapter.md': `# A chapter

Each question has its own [[horizon]], and the next [[horizon]] is a link [@drucker1954, ch. 2].

## The [[horizon]] here
`,
  'content/glossary.md': `+++
title = "Glossary"
[glossary]
+++

Horizon {#horizon}
: How far ahead a *decision* looks.
`,
  'content/sources.md': '+++\ntitle = "Sources"\n[sources]\n+++\n',
  'content/sources.yml': `drucker1954:
  type: book
  title: The Practice of Management
  author: Drucker, Peter F.
  date: 1954
`,
});
after(() => site.close());

const graded = await build({
  'handbook.toml': `title = "Graded"

[[ledger]]
key = "grade"
label = "Grade"
card = true
marks = { D = "D" }
`,
  'content/_index.md': '# Graded\n\nIt is said [@drucker1954].\n',
  'content/sources.md': '+++\ntitle = "Sources"\n[sources]\n+++\n',
  'content/sources.yml': `drucker1954:
  type: book
  title: The practice of management
  author: Drucker, Peter F.
  date: 1954
  ledger: { grade: D }
`,
});
after(() => graded.close());

// Openers that end in the middle of a line only if their own words wrap.
const long = await build({
  'handbook.toml': 'title = "Long"\n[[ledger]]\nkey = "grade"\nlabel = "Grade"\ncard = true\n',
  'content/_index.md': `# Long\n\nA line of text [@hackman2005], and more of it.\n\nThen here is an [[expectation of what is to come in the end]], and more of it.\n`,
  'content/glossary.md': '+++\ntitle = "Glossary"\n[glossary]\n+++\n\nExpectation of what is to come in the end {#expectation}\n: What one waits for.\n',
  'content/sources.md': '+++\ntitle = "Sources"\n[sources]\n+++\n',
  'content/sources.yml': `hackman2005:
  type: book
  title: A theory of team coaching
  author: [Hackman-Featherstone, J., Wageman-Cholmondeley, R.]
  date: 2005
  ledger: { grade: D }
`,
});
after(() => long.close());

for (const javaScriptEnabled of [true, false]) {
  describe(`terms with scripts ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    const visit = (use, options) => reader(site.address, use, { javaScriptEnabled, ...options });

    test('the first use opens a card and everything else closes it', async () => {
      await visit(async ({ open }) => {
        const page = await open('chapter/');
        const button = page.getByRole('button', { name: 'horizon', exact: true });
        const card = page.locator('.term-card');
        assert.equal(await button.count(), 1);
        assert.equal(await card.isVisible(), false);

        await button.click();
        assert.equal(await card.isVisible(), true);
        assert.match(await card.innerText(), /Horizon\s+How far ahead a decision looks\.\s+In the glossary/);
        await page.keyboard.press('Escape');
        assert.equal(await card.isVisible(), false);

        await button.focus();
        await page.keyboard.press('Enter');
        assert.equal(await card.isVisible(), true);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.waitForURL(/glossary\/#horizon$/);
      });
    });

    test('a card lies within the window on a phone', async () => {
      await visit(async ({ open }) => {
        const page = await open('chapter/');
        await page.locator('.term > button').click();
        const box = await page.locator('.term-card').boundingBox();
        assert.ok(box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
        assert.ok(box.y >= 0 && box.y + box.height <= 568, JSON.stringify(box));
      }, { viewport: { width: 320, height: 568 } });
    });

    test('the words of an opener wrap as words do, and what follows stays with them', async () => {
      await reader(long.address, async ({ open }) => {
        const page = await open('');
        const lines = (selector) => page.locator(selector).evaluate((words) => words.getClientRects().length);
        assert.equal(await lines('p:nth-of-type(1) .term > span'), 2);
        assert.equal(await lines('p:nth-of-type(2) .term > span'), 2);
        assert.deepEqual(await page.evaluate(stranded), []);
        // Whichever of its lines is pressed, the card opens.
        for (const place of ['first', 'last']) {
          const { x, y } = await page.locator('p:nth-of-type(2) .term > span').evaluate((words, end) => {
            const boxes = words.getClientRects();
            const { x, y, width, height } = boxes[end === 'first' ? 0 : boxes.length - 1];
            return { x: x + width / 2, y: y + height / 2 };
          }, place);
          await page.mouse.click(x, y);
          assert.equal(await page.locator('.term-card:popover-open').count(), 1, place);
          await page.keyboard.press('Escape');
        }
      }, { javaScriptEnabled, viewport: { width: 320, height: 568 } });
    });

    test('paper shows the words alone', async () => {
      await visit(async ({ open }) => {
        const page = await open('chapter/');
        await page.emulateMedia({ media: 'print' });
        const text = await page.locator('.prose > p').first().innerText();
        assert.equal(text, 'Each question has its own horizon, and the next horizon is a link (Drucker, 1954, Chapter 2).');
      });
    });

    test('a citation leads to its source, which leads back', async () => {
      await visit(async ({ open }) => {
        const page = await open('chapter/');
        await page.locator('.citation a').click();
        await page.waitForURL(/sources\/#drucker1954$/);
        await page.locator('#drucker1954').getByRole('link', { name: 'A chapter' }).click();
        await page.waitForURL(/chapter\/$/);
      });
    });

    test('a citation opens a card with the title and the grade, which leads to the source', async () => {
      await reader(graded.address, async ({ open }) => {
        const page = await open('');
        const button = page.getByRole('button', { name: 'Drucker, 1954 [D]', exact: true });
        await button.focus();
        await page.keyboard.press('Enter');
        const card = page.locator('.term-card');
        assert.match(await card.innerText(), /The practice of management\s+Grade: D\s+In the list of sources/);
        await card.getByRole('link').click();
        await page.waitForURL(/sources\/#drucker1954$/);
      }, { javaScriptEnabled });
    });
  });
}
