// A page with the Tab key alone.

import assert from 'node:assert/strict';

/**
 * Walks through the whole page, from where the focus is and once around, and returns `wanted`, what
 * a reader must be able to reach, and `stops`, where the focus rested, from the first of the page:
 * each with its `index` in the document and its `html`; of a stop also whether its focus is `marked`
 * and whether something lies over it (`covered`).
 */
export async function walk(page) {
  const session = await page.context().newCDPSession(page);
  const press = () =>
    session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 });
  const wanted = await page.evaluate(follow);
  // Scrollable regions are stops too, so that there may be more stops than controls.
  const limit = 2 * wanted.length + 40;
  for (let count = 0; count < limit; count += 20) {
    await Promise.all(Array.from({ length: 20 }, press));
    const stops = await page.evaluate(() => window.stops);
    const around = stops.findIndex(({ index }, place) => place > 0 && index === stops[0].index);
    if (around < 0) continue;
    await session.detach();
    const first = stops.slice(0, around).reduce((least, { index }, place) => (index < stops[least].index ? place : least), 0);
    return { wanted, stops: [...stops.slice(first, around), ...stops.slice(0, first)] };
  }
  const stops = await page.evaluate(() => window.stops);
  return assert.fail(`the Tab key is trapped after ${limit} stops, at ${stops.at(-1)?.html}`);
}

/**
 * In the page: begins to note in `window.stops` where each press of Tab finds the focus, unless that
 * is nowhere, and returns what must be reached.
 */
function follow() {
  const all = new Map([...document.querySelectorAll('*')].map((element, index) => [element, index]));
  const describe = (element) => {
    // The words that open a card are the label of their button, and show its focus.
    const isMarked = (part) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    };
    // Looked for in the middle of its first line, as far as that is in the window below the bar that stays.
    const bar = document.querySelector('.site-header');
    const edge = bar && getComputedStyle(bar).position === 'sticky' ? bar.getBoundingClientRect().bottom : 0;
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, window.innerWidth)];
    const [top, bottom] = [Math.max(box.top, box.bottom > edge ? edge : 0), Math.min(box.bottom, window.innerHeight)];
    const inside = left < right && top < bottom;
    const seen = inside ? document.elementFromPoint((left + right) / 2, top + Math.min((bottom - top) / 2, 40)) : null;
    return {
      index: all.get(element),
      html: element.outerHTML.slice(0, 120),
      marked: isMarked(element) || isMarked(element.closest('.term') ?? element),
      covered: seen === null || !(element.contains(seen) || seen.closest('label')?.contains(element)),
    };
  };
  window.stops = [];
  window.addEventListener(
    'keydown',
    () => {
      const element = document.activeElement;
      if (element && element !== document.body && element !== document.documentElement) window.stops.push(describe(element));
    },
    true,
  );

  const groups = new Set();
  return [...all]
    .filter(([element]) => {
      const focusable = element.matches(
        'a[href], button:enabled, input:enabled:not([type=hidden]), select:enabled, textarea:enabled, summary, [tabindex="0"]',
      );
      if (!focusable || !element.checkVisibility({ visibilityProperty: true })) return false;
      // The arrow keys move within a group of radio buttons: it is one stop, at the one that is chosen.
      if (element.type !== 'radio') return true;
      const chosen = document.querySelector(`[type="radio"][name="${CSS.escape(element.name)}"]:checked`);
      if (chosen) return chosen === element;
      const begins = !groups.has(element.name);
      groups.add(element.name);
      return begins;
    })
    .map(([element, index]) => ({ index, html: element.outerHTML.slice(0, 120) }));
}
