// Every page with the Tab key alone: all of it can be reached, in the order of the text, and one
// always sees where one is.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { open } from './browser.mjs';
import { pages } from './sites.mjs';

const desk = { viewport: { width: 1280, height: 800 } };

describe('with the keyboard', { concurrency: 3 }, () => {
  for (const { path } of pages) {
    test(`${path}: everything is reached, in order and in sight`, async () => {
      await open(path, desk, async (page) => {
        const wanted = await page.evaluate(controls);
        // Scrollable regions are stops too, so that there may be more stops than controls.
        const stops = await walk(page, 2 * wanted.length + 20);

        assert.deepEqual(wanted.filter(({ index }) => !stops.some((stop) => stop.index === index)), [], 'never reached');
        assert.deepEqual(stops.filter(({ marked }) => !marked), [], 'focus that cannot be seen');
        assert.deepEqual(stops.filter(({ covered }) => covered), [], 'focus under something else');
        const order = stops.map(({ index }) => index);
        assert.deepEqual(order, order.toSorted((a, b) => a - b), 'not the order of the text');
      });
    });

    test(`${path}: the first stop skips to the text`, async () => {
      await open(path, desk, async (page) => {
        await page.keyboard.press('Tab');
        const target = await page.evaluate(() => document.activeElement.getAttribute('href'));
        assert.match(target ?? '', /^#./, 'not a link within the page');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        const after = await page.evaluate((id) => {
          const place = document.getElementById(id);
          const stop = document.activeElement;
          const follows = place.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING;
          return { main: place.closest('main') !== null, follows: stop === document.body || follows !== 0 };
        }, target.slice(1));
        assert.deepEqual(after, { main: true, follows: true });
      });
    });
  }
});

/** In the page: what a reader must be able to reach, each with its position in the document. */
function controls() {
  const all = [...document.querySelectorAll('*')];
  const groups = new Set();
  return all
    .map((element, index) => ({ element, index }))
    .filter(({ element }) => {
      const focusable = element.matches(
        'a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, summary, [tabindex="0"]',
      );
      if (!focusable || !element.checkVisibility({ visibilityProperty: true })) return false;
      // The arrow keys move within a group of radio buttons: it is one stop, at the one that is chosen.
      if (element.type !== 'radio') return true;
      if (all.some(({ type, name, checked }) => type === 'radio' && name === element.name && checked)) return element.checked;
      const first = !groups.has(element.name);
      groups.add(element.name);
      return first;
    })
    .map(({ element, index }) => ({ index, html: element.outerHTML.slice(0, 120) }));
}

/** Presses Tab until the focus has left the page, at most `limit` times, and tells of every stop. */
async function walk(page, limit) {
  const stops = [];
  for (let count = 0; count < limit; count += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(describeFocus);
    if (stop === null) return stops;
    stops.push(stop);
  }
  assert.fail(`the Tab key is trapped after ${limit} stops, at ${stops.at(-1).html}`);
}

/** In the page: the focused element, whether its focus is marked and whether something covers it. */
function describeFocus() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const style = getComputedStyle(element);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 40)];
  const inside = x >= 0 && y >= 0 && x < window.innerWidth && y < window.innerHeight;
  const top = inside ? document.elementFromPoint(x, y) : null;
  return {
    index: [...document.querySelectorAll('*')].indexOf(element),
    html: element.outerHTML.slice(0, 120),
    marked: outlined || style.boxShadow !== 'none',
    covered: top === null || !(element.contains(top) || top.contains(element)),
  };
}
