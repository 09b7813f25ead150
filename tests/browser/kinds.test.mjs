// One page of each kind, in every way of looking at it: light, dark and at high contrast, on a phone
// and at a desk, by keyboard, as a PDF, without scripts, with all of it unfolded and worked on,
// without motion, and with the focus in sight, in forced colours too.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { barriers } from './axe.mjs';
import { asBefore, atOnce, daylight, desk, leave, visit } from './browser.mjs';
import { clipped, gather, headings, moving, overflow, small, spread, text } from './looks.mjs';
import { kinds } from './sites.mjs';
import { walk } from './walk.mjs';

const phone = { width: 320, height: 640 };
/** The ways of looking, each with what differs from the plain one: that is colours alone. */
const looks = [
  [phone, {}, 'all'],
  [phone, { colorScheme: 'dark' }, 'colours'],
  [phone, { contrast: 'more' }, 'colours'],
  [desk, {}, 'look'],
  [desk, { colorScheme: 'dark' }, 'colours'],
  [desk, { contrast: 'more' }, 'colours'],
  [desk, { colorScheme: 'dark', contrast: 'more' }, 'colours'],
];

/** Sorts of controls whose focus was looked at. */
const looked = new Set();

const checks = {
  'is walked with the Tab key: everything is reached, in order and in sight': async (page) => walked(await walk(page)),

  'has no barrier that axe sees, as it loads': async (page) => assert.deepEqual(await barriers(page, 'look'), []),

  'shows where the focus is': async (page) => {
    for (const look of [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }]) {
      await page.emulateMedia({ ...daylight, ...look });
      const name = JSON.stringify(look);
      assert.deepEqual(await unpainted(page, name), [], name);
    }
  },

  'is walked with the Tab key on a phone': async (page, { again }) => {
    await page.setViewportSize(phone);
    await again();
    walked(await walk(page));
  },

  prints: async (page) => {
    const pdf = await page.pdf({ format: 'A4', tagged: true, outline: true });
    assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-');
  },

  'says the same without scripts': async (page, { path }) => {
    const read = async (one) => ({ lines: await one.evaluate(text), titles: await one.evaluate(headings) });
    const readPlain = async (one, { trouble }) => {
      const found = await read(one);
      await leave(one);
      return { ...found, trouble: [...trouble] };
    };
    const plain = await visit(path, readPlain, 'plain');
    assert.deepEqual(plain.trouble, []);
    assert.ok(plain.lines.length > 3, 'nothing to read');
    const scripted = await read(page);
    assert.deepEqual(plain.lines.filter((line) => !scripted.lines.includes(line)), [], 'lost with scripts');
    assert.deepEqual(scripted.titles, plain.titles);
  },

  'opens and can be worked on': async (page) => {
    await work(page);
  },

  'has no barrier that axe finds, however it is looked at': async (page) => {
    for (const [size, look, part] of looks) {
      await page.setViewportSize(size);
      await page.emulateMedia({ ...daylight, ...look });
      assert.deepEqual(await barriers(page, part), [], `${size.width} px, ${JSON.stringify(look)}`);
    }
  },

  'fits and cuts off nothing, unfolded': async (page) => {
    for (const size of [{ width: 320, height: 256 }, desk]) {
      await page.setViewportSize(size);
      assert.deepEqual(await page.evaluate(overflow), [], `at ${size.width} px`);
      await page.evaluate(spread);
      assert.deepEqual(await page.evaluate(overflow), [], `at ${size.width} px, spread`);
      assert.deepEqual(await page.evaluate(clipped), [], `at ${size.width} px, spread`);
      await page.evaluate(gather);
    }
  },

  'has main controls that a finger hits, unfolded': async (page) => {
    await page.setViewportSize(phone);
    assert.deepEqual(await page.evaluate(small), []);
  },

  'does not move for who asked for less motion': async (page) => {
    assert.equal(await page.evaluate(() => matchMedia('(prefers-reduced-motion: reduce)').matches), true);
    assert.deepEqual(await page.evaluate(moving), []);
  },

  'complains of nothing in all that': async (page, { trouble }) => {
    await leave(page);
    assert.deepEqual(trouble, []);
  },
};

/** What only a page with something for a service worker to do is opened with one for. */
const wants = ({ html }) => (/ data-keep[ =>]/.test(html) ? 'workers' : 'scripts');

describe('one page of each kind', { concurrency: atOnce }, () => {
  for (const kind of kinds()) {
    test(kind.path, (t) =>
      visit(
        kind.path,
        async (page, found) => {
          for (const [name, check] of Object.entries(checks)) {
            await t.test(name, () => check(page, { path: kind.path, ...found }));
            await asBefore(page);
          }
        },
        wants(kind),
      ),
    );
  }
});

/** Asserts that a walk met everything, in order and in sight. */
function walked({ wanted, stops }) {
  assert.deepEqual(wanted.filter(({ index }) => !stops.some((stop) => stop.index === index)), [], 'never reached');
  assert.deepEqual(stops.filter(({ marked }) => !marked), [], 'focus that cannot be seen');
  assert.deepEqual(stops.filter(({ covered }) => covered), [], 'focus under something else');
  const order = stops.map(({ index }) => index);
  assert.deepEqual(order, order.toSorted((a, b) => a - b), 'not the order of the text');
}

/** Does what can be done: unfolds, ticks, answers, hides a column, asks for the result, opens a card. */
async function work(page) {
  await page.evaluate(() => {
    // A skip link that has the focus lies over the head of the page.
    document.activeElement.blur();
    for (const details of document.querySelectorAll('details')) details.open = true;
    const first = (selector) => document.querySelector(`main ${selector}`)?.click();
    first('.task input[type=checkbox]');
    first('.choice input[type=checkbox]');
    for (const statement of document.querySelectorAll('.statement')) statement.querySelectorAll('input')[2]?.click();
    for (const field of document.querySelectorAll('main textarea')) field.value = 'Some words.';
    for (const entry of document.querySelectorAll('fieldset.entry')) {
      const field = entry.querySelector('input');
      field.value = '10';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    first('form .main-button');
    first('[popovertarget]');
  });
  // The script that works out a result is loaded when it is wanted.
  if (await page.locator('form .main-button').count()) await page.locator(':is(.result, .errors):visible').first().waitFor();
}

/**
 * The controls of a sort not looked at before on which the focus paints nothing. Begins with a press
 * of Tab, after which a browser shows the focus wherever a script puts it.
 */
async function unpainted(page, look) {
  await page.evaluate(() => {
    // A caret would be a difference too, but says nothing from afar.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { caret-color: transparent !important; }');
    document.adoptedStyleSheets.push(sheet);
  });
  await page.keyboard.press('Tab');
  const session = await page.context().newCDPSession(page);
  const picture = async (clip) => (await session.send('Page.captureScreenshot', { clip, optimizeForSpeed: true })).data;
  const found = [];
  for (const [place, sort] of (await page.evaluate(sorts)).entries()) {
    if (looked.has(`${look} ${sort}`)) continue;
    looked.add(`${look} ${sort}`);
    const clip = await page.evaluate(focusOn, place);
    const focused = await picture(clip);
    await page.evaluate(() => document.activeElement.blur());
    if (focused === (await picture(clip))) found.push(sort);
  }
  await session.detach();
  return found;
}

/**
 * In the page: the sorts of controls, with one of each kept in `window.controls` in the same order: a
 * place in the document would move when a script adds something, as the search does on first focus.
 */
function sorts() {
  const found = new Map();
  for (const element of document.querySelectorAll('*')) {
    const focusable = element.matches('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]');
    if (!focusable || element.disabled || !element.checkVisibility({ visibilityProperty: true })) continue;
    const name = ({ localName, type, className }) => `${localName}${type ? `[${type}]` : ''}.${className}`;
    const sort = `${name(element)} in ${name(element.parentElement)}`;
    if (!found.has(sort)) found.set(sort, element);
  }
  window.controls = [...found.values()];
  return [...found.keys()];
}

/** In the page: puts the focus on an element as a key would, and returns where in the page it is, with a little around it. */
function focusOn(place) {
  const element = window.controls[place];
  element.focus();
  element.scrollIntoView({ block: 'center' });
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const [x, y] = [Math.max(left - 8, 0), Math.max(top - 8, 0)];
  return { x: x + scrollX, y: y + scrollY, width: Math.min(right + 8, innerWidth) - x, height: Math.min(bottom + 8, innerHeight) - y, scale: 1 };
}
