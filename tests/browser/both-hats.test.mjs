// The look of Both Hats: hats that can be told apart without their hue, drawings that say what they
// show, plans whose numbers are those of the list below.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { open } from './browser.mjs';
import { pages } from './sites.mjs';

const schemes = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'light, more contrast': { colorScheme: 'light', contrast: 'more' },
  'dark, more contrast': { colorScheme: 'dark', contrast: 'more' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' },
};
const drawings = {
  'differences/execution-and-ideation': 'A footbridge and what it needs',
  'balance/both': 'Trees, forest and the ground beyond',
  'balance/organisation-balance': 'Four corners: how much is managed, how much is led',
  'foundations/what-management-is': 'Five operations in a circle',
  'transitions/manager-to-executive': 'Six passages, as a staircase',
};

test('a page says whom it concerns most, unless that is everybody', () => {
  const said = pages.filter(({ path }) => path.startsWith('/handbook/')).flatMap(({ html }) => /<ul class="meta">[\s\S]*?<\/ul>/.exec(html)?.[0] ?? []);
  const hats = said.map((line) => line.match(/class="hat hat-/g)?.length ?? 0);
  assert.deepEqual([...new Set(hats)].sort(), [0, 1, 2]);
});

test('a page says how long it takes once: what is filled in or looked up says so itself, if at all', () => {
  const handbook = pages.filter(({ path }) => path.startsWith('/handbook/'));
  const told = (html) => /<ul class="meta">[\s\S]*?<\/ul>/.exec(html)?.[0].match(/ min read/g)?.length ?? 0;
  const isRead = ({ html }) => !/<div class="(instrument|comparison columns-\d broad)|<dl class="terms"|<ul class="sources"/.test(html);
  const [read, used] = [handbook.filter(isRead), handbook.filter((page) => !isRead(page))];
  assert.ok(read.length > 100 && used.length > 30, `${read.length}, ${used.length}`);
  assert.deepEqual(used.filter(({ html }) => told(html) > 0).map(({ path }) => path), []);
  assert.deepEqual(read.filter(({ html }) => told(html) > 1).map(({ path }) => path), []);
  assert.ok(read.some(({ html }) => told(html) === 1));
});

describe('what one takes along', () => {
  for (const [part, least] of [['plays', 61], ['templates', 10]]) {
    test(`is one sheet of paper: ${part}`, async () => {
      const list = `/handbook/${part}/`;
      const paths = pages.map(({ path }) => path).filter((path) => path.startsWith(list) && path !== list);
      assert.ok(paths.length >= least);
      await open(list, {}, async (page) => {
        for (const path of paths) {
          await page.goto(new URL(path, page.url()).href);
          const fields = page.locator('.questions textarea');
          assert.ok(part === 'plays' || (await fields.count()) > 0, path);
          for (const field of await fields.all()) await field.fill('By Thursday, with Ines');
          for (const how of ['blank', 'filled']) {
            await page.evaluate((sheet) => (document.documentElement.dataset.sheet = sheet), how);
            const pdf = await page.pdf({ format: 'A4' });
            assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1, `${path}, ${how}`);
          }
        }
      });
    });
  }
});

describe('the hats', () => {
  for (const [name, options] of Object.entries(schemes)) {
    test(`are a letter and a word that can be read: ${name}`, async () => {
      await open('/handbook/', options, async (page, { trouble }) => {
        const found = await page.evaluate(readHats);
        assert.deepEqual(found.map(({ letter }) => letter), ['M', 'L', 'E', 'E', 'M', 'L']);
        for (const { letter, pairs } of found) {
          for (const [text, ground] of pairs) {
            const ratio = contrast(text, ground);
            assert.ok(ratio >= 4.5, `${letter}: ${text} on ${ground} has ${ratio.toFixed(2)}`);
          }
        }
        if (name !== 'forced colours') {
          const hues = new Set(found.slice(0, 3).map(({ pairs }) => pairs[0][0]));
          assert.equal(hues.size, 3, 'each hat has a hue of its own');
        }
        assert.deepEqual(trouble, []);
      });
    });
  }

  test('follow what the reader chose before what the device says', async () => {
    await open('/handbook/', { colorScheme: 'light' }, async (page) => {
      const hue = () => page.locator('.hat-card').first().evaluate((card) => getComputedStyle(card, '::before').color);
      assert.equal(await hue(), 'rgb(15, 92, 140)');
      await page.evaluate(() => document.documentElement.style.setProperty('color-scheme', 'dark'));
      assert.equal(await hue(), 'rgb(138, 198, 238)');
      await page.evaluate(() => document.documentElement.setAttribute('data-contrast', 'more'));
      assert.equal(await hue(), 'rgb(168, 216, 255)');
    });
  });

  test('stand at the columns that bear their name, and are no part of the text', async () => {
    await open('/handbook/comparisons/core/', {}, async (page) => {
      const heads = await page.locator('thead th').evaluateAll((cells) =>
        cells.map((cell) => [cell.textContent, getComputedStyle(cell.querySelector('.hat'), '::before').content.slice(0, 3)]),
      );
      assert.deepEqual(heads, [['Managing', '"M"'], ['Leading', '"L"'], ['Executive scope', '"E"']]);
      assert.deepEqual(await page.getByRole('columnheader').allInnerTexts(), ['Managing', 'Leading', 'Executive scope']);
    });
  });

  test('lead from the home page by cards that can be pressed anywhere', async () => {
    await open('/handbook/', { viewport: { width: 390, height: 800 } }, async (page) => {
      const cards = page.locator('.hat-card');
      assert.equal(await cards.count(), 4);
      for (const card of await cards.all()) assert.equal(await card.locator('a').count(), 1);
      const box = await cards.nth(1).boundingBox();
      assert.ok(box.height >= 44);
      await cards.nth(1).click({ position: { x: box.width - 8, y: box.height - 8 } });
      await page.waitForURL('**/handbook/hats/leader/');
      // Elsewhere a card may hold several links, and each is pressed by itself, a citation too.
      await page.goto(new URL('/handbook/plays/quarter-goals/', page.url()).href);
      await page.locator('.hat-card .term').first().click();
      await page.locator('.hat-card .term-card a').first().click();
      await page.waitForURL('**/sources/**');
    });
  });
});

describe('the drawings', () => {
  for (const [path, title] of Object.entries(drawings)) {
    test(title, async () => {
      await open(`/handbook/${path}/`, { viewport: { width: 320, height: 600 } }, async (page, { trouble }) => {
        const drawing = page.locator('.drawing svg');
        assert.equal(await drawing.count(), 1);
        assert.equal(await page.getByRole('img', { name: title, exact: true }).count(), 1);
        assert.ok((await drawing.locator('desc').textContent()).length > 80, 'it says what it shows');
        assert.equal(await page.locator('.drawing [style]').count(), 0);
        const outside = await drawing.evaluate(leavesItsFrame);
        assert.deepEqual(outside, [], 'words beyond the edge');
        assert.deepEqual(trouble, []);
      });
    });
  }
});

describe('the plane', () => {
  test('of a chapter says where it sits, in words as well', async () => {
    await open('/handbook/transitions/manager-to-leader/', {}, async (page) => {
      const text = await page.locator('.place desc').textContent();
      assert.match(text, /goes from mostly managing at the front line to mostly leading at the front line\.$/);
      assert.equal(await page.getByRole('img', { name: 'Where this chapter sits' }).count(), 1);
    });
  });

  test('of a chapter has its key in sight: the dot and, of a change of work, the arrow', async () => {
    for (const [path, said] of [['foundations/two-axes', /^● This chapter: .+\.$/], ['transitions/manager-to-leader', /^●→ This chapter goes from .+ to .+\.$/]]) {
      for (const viewport of [{ width: 360, height: 740 }, { width: 820, height: 900 }, { width: 1280, height: 800 }]) {
        await open(`/handbook/${path}/`, { viewport }, async (page) => {
          assert.match(await page.locator('.place figcaption').innerText(), said);
          const [plane, words] = await Promise.all(['.place svg', '.place figcaption'].map((part) => page.locator(part).boundingBox()));
          assert.ok(words.y >= plane.y + plane.height - 1 && words.width <= Math.max(plane.width + 8, viewport.width - 32), `${viewport.width} px`);
        });
      }
    }
  });

  test('of the three hats says what its letters mean', async () => {
    await open('/handbook/', {}, async (page) => {
      assert.match(await page.locator('.compass figcaption').innerText(), /^M is the manager, L the leader, E the executive\./);
    });
  });

  test('of a part numbers its chapters as the list does', async () => {
    for (const part of ['foundations', 'differences', 'balance', 'practice', 'transitions', 'tools']) {
      await open(`/handbook/${part}/`, {}, async (page) => {
        const shown = await page.locator('.place-map .on-dot').allTextContents();
        const titles = await page.locator('.entries > li > a').allTextContents();
        const told = (await page.locator('.place-map desc').textContent());
        for (const number of shown) assert.ok(told.includes(`${number}, ${titles[number - 1]}: `), `${part}: ${number}`);
        assert.equal(shown.length, part === 'tools' ? titles.length - 1 : titles.length);
        assert.deepEqual(await page.evaluate(touching), [], `${part}: numbers that touch`);
      });
    }
  });
});

/** In the page: letters of cards and of the compass, each with its colours and what lies below. */
function readHats() {
  const bg = getComputedStyle(document.documentElement).backgroundColor;
  const cards = [...document.querySelectorAll('.hat-card')].slice(0, 3).map((card) => {
    const { content, color, backgroundColor } = getComputedStyle(card, '::before');
    return { letter: content[1], pairs: [[color, backgroundColor], [color, bg]] };
  });
  const signs = [...document.querySelectorAll('.compass .on-ink')].map((letter) => ({
    letter: letter.textContent,
    pairs: [[getComputedStyle(letter).fill, getComputedStyle(letter.previousElementSibling).fill]],
  }));
  return [...cards, ...signs];
}

/** In the page: the words of a drawing that are not wholly in it. */
function leavesItsFrame(svg) {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')]
    .filter((text) => {
      const box = text.getBoundingClientRect();
      return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
    })
    .map((text) => text.textContent);
}

/** In the page: pairs of numbers that lie on one another. */
function touching() {
  const dots = [...document.querySelectorAll('.place-map circle')].map((dot) => ({ x: +dot.getAttribute('cx'), y: +dot.getAttribute('cy'), r: +dot.getAttribute('r') }));
  return dots.flatMap((a, i) => dots.slice(i + 1).filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < a.r + b.r));
}

/** The contrast of two colours as WCAG 2 computes it. */
function contrast(one, other) {
  const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
  assert.equal(alpha, 1, `${colour} lets something through`);
  const linear = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}
