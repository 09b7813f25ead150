// What readers do with pages: search, tick, answer, filter, come back, read without a network and from a disk.

import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { serve } from '../browser/server.mjs';
import { phone } from './pages.mjs';

const chapter = '/handbook/foundations/what-management-is/';
const axes = '/instruments/two-axes/';
const lists = '/everything/forms/checklists/';
const ratings = (answers) => `#a=1~two-axes~${answers}~2026-11-29`;
const shared = ratings('or-m1:agree.or-m2:agree.or-m3:agree.or-m4:agree.or-l1:disagree.or-l2:agree.or-l3:disagree.or-l4:-');

const options = (tab) => tab.until(() => {
  const all = [...document.querySelectorAll('[role=option]')].filter((each) => each.checkVisibility());
  return all.length > 0 && all.map((each) => each.querySelector('span').textContent);
});
/** The labels of the boxes that are ticked. */
const ticked = (tab) => tab.run(() => [...document.querySelectorAll('.checklist :checked')].map((box) => box.labels[0].textContent.trim()));
const shown = (tab, list) => tab.run((wanted) => [...document.querySelectorAll(wanted)].filter((each) => each.checkVisibility()).length, list);
/** Answers every statement: the places of the answers, one digit each. */
const answer = async (tab, places) => {
  for (const [at, place] of [...places].entries()) {
    await tab.run((statement, choice) => document.querySelectorAll('.statement')[statement].querySelectorAll('label')[choice].click(), at, Number(place));
  }
};
const result = (tab) => tab.until(() => document.querySelector('.result')?.checkVisibility() && [...document.querySelectorAll('.result tbody tr')].map((row) => [...row.children].map((cell) => cell.innerText.trim()).join(' ')));
const openBands = (tab) => tab.run(() => [...document.querySelectorAll('.band[open]')].map((band) => band.dataset.band));

const searching = {
  'a key goes to the field, and what answers is chosen with the arrow keys': async ({ tab, at }) => {
    await tab.go(at + chapter);
    await tab.press('/');
    await tab.until(() => document.activeElement.id === 'search-field');
    await tab.type('delegat');
    assert.ok((await options(tab)).length > 2);
    await tab.press('ArrowDown');
    const wanted = await tab.run(() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).href);
    await tab.press('Enter');
    await tab.until((href) => location.href === href, wanted);
  },
  'Escape closes what is offered, and empties the field when it is pressed again': async ({ tab, at }) => {
    await tab.go(at + chapter);
    await tab.press('Control+k');
    await tab.type('trust');
    await options(tab);
    await tab.press('Escape');
    await tab.until(() => document.activeElement.getAttribute('aria-expanded') === 'false' && document.activeElement.value === 'trust');
    await tab.press('Escape');
    await tab.until(() => document.activeElement.value === '');
  },
  'on a phone the field grows while it is used, and what it offers fits': async ({ tab, at }) => {
    await tab.resize(phone);
    await tab.go(at + chapter);
    await tab.click('#search-field');
    await tab.type('trust');
    await options(tab);
    await tab.until(() => document.activeElement.offsetWidth >= 200);
    const [left, right] = await tab.run(() => ['left', 'right'].map((side) => document.querySelector('[role=listbox]').getBoundingClientRect()[side]));
    assert.ok(left >= 0 && right <= phone, `${left} to ${right}`);
  },
  'results have their kind, and their sentence with what was asked for marked, in two lines': async ({ tab, at }) => {
    await tab.go(`${at}/handbook/search/?q=delegation`);
    const [marks, lines, kinds] = await tab.until(() => {
      const excerpts = [...document.querySelectorAll('.search-excerpt')].filter((each) => each.querySelector('mark'));
      return excerpts.length > 0 && [excerpts[0].querySelector('mark').textContent, Math.max(...excerpts.map((each) => each.getBoundingClientRect().height / parseFloat(getComputedStyle(each).lineHeight))), document.querySelectorAll('.search-result .search-kind').length];
    });
    assert.match(marks, /^delegat/i);
    assert.ok(lines < 2.1, `${lines} lines`);
    assert.ok(kinds > 0);
  },
  'what is not there is said, with words that are like it': async ({ tab, at }) => {
    await tab.go(`${at}/handbook/search/?q=delegaton`);
    assert.match(await tab.until(() => document.querySelector('#search-results:not([aria-busy]) [role=status]')?.innerText), /^Nothing for “delegaton”/);
    assert.match(await tab.run(() => document.querySelector('#search-results').innerText), /Similar words: .*delegation/);
  },
  'the list from A to Z has letters to jump to, and a filter': async ({ tab, at }) => {
    await tab.go(`${at}/handbook/search/`);
    await tab.click('.handles a', 'M');
    await tab.until(() => document.querySelector(':target')?.textContent === 'M');
    await tab.click('[data-filter]');
    await tab.type('peter');
    await tab.until(() => /^\d+ of \d{3,}$/.test(document.querySelector('.filter [role=status]').textContent));
    const left = await shown(tab, '.search-index ul:not(.handles ul) > li');
    assert.ok(left > 0 && left < 12, `${left}`);
  },
};

const longPages = {
  'a glossary has letters to jump to, and what fits stays when one filters': async ({ tab, at }) => {
    await tab.go(`${at}/handbook/glossary/`);
    await tab.click('.handles a', 'M');
    await tab.until(() => {
      const target = document.querySelector(':target')?.getBoundingClientRect();
      return target && target.top >= 0 && target.top < innerHeight;
    });
    const all = await shown(tab, '.terms > div');
    await tab.click('[data-filter]');
    await tab.type('trust');
    await tab.until(() => /^\d+ of \d+$/.test(document.querySelector('.filter [role=status]').textContent));
    const left = await shown(tab, '.terms > div');
    assert.ok(left > 0 && left < all / 2, `${left} of ${all}`);
    await tab.press(...Array(5).fill('Backspace'));
    await tab.until((count) => [...document.querySelectorAll('.terms > div')].filter((each) => each.checkVisibility()).length === count, all);
  },
  'a comparison loses a column when one asks for it, and remembers that': async ({ tab, at }) => {
    await tab.go(`${at}/clinic/shift/triage/`);
    const heads = () => tab.run(() => [...document.querySelectorAll('.comparison thead th')].filter((each) => each.checkVisibility()).map((each) => each.textContent));
    assert.deepEqual(await heads(), ['Red', 'Amber', 'Green']);
    await tab.click('.show-2');
    await tab.until(() => !document.querySelector('.comparison thead .c2').checkVisibility());
    assert.deepEqual(await heads(), ['Red', 'Green']);
    await tab.reload();
    assert.deepEqual(await heads(), ['Red', 'Green']);
    await tab.click('.show-1');
    await tab.until(() => document.querySelector('.comparison [role=status]').textContent === 'At least two columns stay.');
  },
  'on a phone each cell of a comparison says which column it is of': async ({ tab, at }) => {
    await tab.resize(phone);
    await tab.go(`${at}/clinic/shift/triage/`);
    assert.equal(await tab.run(() => document.querySelector('tr.row .cell-key').checkVisibility()), true);
    assert.equal(await tab.run(() => document.querySelector('.comparison thead').getBoundingClientRect().height <= 1 || !document.querySelector('.comparison thead').checkVisibility()), true);
  },
  'a comparison of many columns scrolls within itself, and its row can be led to': async ({ tab, at }) => {
    await tab.resize(800);
    await tab.go(`${at}/everything/forms/wide-comparison/`);
    const id = await tab.run(() => document.querySelector('tr.row').id);
    await tab.go(`${at}/everything/forms/wide-comparison/#${id}`);
    await tab.until(() => document.querySelector(':target')?.matches('tr.row'));
    const [inner, outer] = await tab.run(() => [document.querySelector('.comparison-scroll').scrollWidth, document.documentElement.scrollWidth]);
    assert.ok(outer <= 800, `${outer}`);
    assert.ok(inner > 0);
  },
  'a long comparison has a filter that knows its cells': async ({ tab, at }) => {
    await tab.go(`${at}/handbook/comparisons/core/`);
    const all = await shown(tab, 'tr.row');
    await tab.click('[data-filter]');
    await tab.type('risk');
    await tab.until(() => /^\d+ of \d+$/.test(document.querySelector('.filter [role=status]').textContent));
    const left = await shown(tab, 'tr.row');
    assert.ok(left > 0 && left < all, `${left} of ${all}`);
  },
};

const checklists = {
  'a tick is kept at once, is there on the next visit, and the list says how much is done': async ({ tab, at }) => {
    await tab.go(at + lists);
    const before = await ticked(tab);
    await tab.click('.checklist input');
    await tab.reload();
    assert.equal((await ticked(tab)).length, before.length + 2, 'the list stands there twice');
    await tab.until(() => document.querySelector('.checklist progress').value === 2 && /Kept on this device only/.test(document.querySelector('.kept-here').innerText));
  },
  'a box is ticked by keyboard, and the list cleared and put back': async ({ tab, at }) => {
    await tab.go(at + lists);
    await tab.tabTo('.checklist input');
    await tab.press(' ', 'Tab');
    await tab.tabTo('.checklist summary');
    await tab.press('Enter');
    await tab.click('.checklist button', 'Clear the list');
    await tab.until(() => document.querySelector('.checklist progress').value === 1);
    await tab.click('.checklist button', 'Undo');
    await tab.until(() => document.querySelector('.checklist progress').value === 2);
  },
  'a list is one wherever it is shown, and in another tab': async ({ tab, at }) => {
    await tab.go(at + lists);
    await tab.other(async () => {
      await tab.go(at + blocks);
      await tab.click('.task label', 'Something to do');
    });
    await tab.until(() => [...document.querySelectorAll('.checklist :checked')].some((box) => box.labels[0].textContent.includes('Something to do')));
  },
  'what was ticked in a former round is put away, and can be looked at': async ({ tab, at }) => {
    await tab.go(`${at}/clinic/shift/daily-check/`);
    await tab.click('.task label', 'Fetch the second person');
    await tab.until(() => document.querySelector('.tally').innerText.includes('Since '));
    await tab.run(() => {
      const [name] = Object.keys(localStorage).filter((each) => each.includes(':page:'));
      const record = JSON.parse(localStorage[name]);
      for (const entry of Object.values(record.items)) entry.time -= 86_400_000;
      localStorage[name] = JSON.stringify(record);
    });
    await tab.reload();
    assert.deepEqual(await ticked(tab), []);
    await tab.click('summary', 'Former rounds: 1');
    await tab.until(() => /1 of \d+ done/.test(document.querySelector('.rounds').innerText));
  },
  'a list in a link is shown beside one’s own, and used if one wants to': async ({ tab, at }) => {
    await tab.go(`${at}${lists}#c=1~${await key(tab, at)}~first.third`);
    await tab.find('.checklist > .banner');
    assert.equal(await tab.run(() => Object.keys(localStorage).filter((name) => name.includes(':page:')).length), 0);
    await tab.click('.banner button', 'Use this copy');
    await tab.until(() => Object.keys(localStorage).some((name) => name.includes(':page:')));
  },
  'home leads on to the list that was worked on, and to the chapter that was read': async ({ tab, at }) => {
    await tab.go(`${at}/handbook/instruments/manager-to-leader/`);
    await tab.click('.task label');
    await tab.go(`${at}${chapter}`);
    await tab.go(`${at}/handbook/`);
    const [first, second] = await tab.until(() => document.querySelector('#page-last').checkVisibility() && [...document.querySelectorAll('#page-last li')].map((line) => line.innerText));
    assert.match(first, /^Continue where you stopped: .*1 of \d+ done$/);
    assert.match(second, /^Continue reading: /);
    await tab.click('#page-last li:last-child a');
    await tab.until((wanted) => location.pathname === wanted, chapter);
  },
};
const blocks = '/everything/forms/blocks/';
const key = async (tab, at) => {
  await tab.go(at + lists);
  return tab.run(() => document.querySelector('.checklist').dataset.key);
};

const instruments = {
  'an assessment says what is missing, leads there, and shows the result and its reading': async ({ tab, at }) => {
    await tab.go(at + axes);
    await tab.click('.main-button');
    await tab.until(() => document.activeElement.matches('.errors') && document.querySelectorAll('.errors li').length === 8);
    await answer(tab, '43430355');
    await tab.until(() => document.querySelector('.answered').textContent.includes('8 of 8'));
    await tab.click('.main-button');
    assert.deepEqual(await result(tab), ['Managing 18 of 20 4 of 4', 'Leading 6 of 20 2 of 4']);
    assert.deepEqual(await openBands(tab), ['over-managed']);
    await tab.until(() => document.activeElement.matches('.result h2') && document.querySelector('.result svg').getBoundingClientRect().width > 100);
  },
  'an assessment is answered by keyboard alone': async ({ tab, at }) => {
    await tab.go(at + axes);
    for (let statement = 0; statement < 8; statement += 1) {
      await tab.tabTo('.statement input');
      await tab.press(' ', 'ArrowDown');
    }
    await tab.tabTo('.main-button');
    await tab.press('Enter');
    assert.deepEqual(await result(tab), ['Managing 8 of 20 4 of 4', 'Leading 10 of 20 4 of 4']);
  },
  'answers and what one will do are kept over a reload, and started again with a way back': async ({ tab, at }) => {
    await tab.go(at + axes);
    await answer(tab, '43430355');
    await tab.click('.commitment textarea');
    await tab.type('Say why first.');
    await tab.press('Tab');
    await tab.reload();
    const kept = (count, words) => tab.until((count, words) => document.querySelectorAll('.statement :checked').length === count && document.querySelector('.commitment textarea').value === words, count, words);
    await kept(8, 'Say why first.');
    await tab.click('.tools button', 'Start again');
    await kept(0, '');
    await tab.click('button', 'Undo');
    await kept(8, 'Say why first.');
  },
  'how much is answered stays in view on a long form': async ({ tab, at }) => {
    await tab.resize(phone);
    await tab.go(at + axes);
    await answer(tab, '43');
    const inView = await tab.until(() => {
      const line = document.querySelector('.answered');
      const { top, bottom } = line.getBoundingClientRect();
      return /2 of 8/.test(line.textContent) && [top >= 0 && bottom <= innerHeight];
    });
    assert.deepEqual(inView, [true]);
  },
  'a shared link opens at its result, with the day, and leaves one’s own answers alone': async ({ tab, at }) => {
    await tab.go(at + axes);
    await answer(tab, '00000000');
    const before = await tab.run(() => JSON.stringify(Object.entries(localStorage).filter(([name]) => name.includes(':page:'))));
    await tab.go(`${at}/instruments/`);
    await tab.go(at + axes + shared);
    assert.deepEqual(await result(tab), ['Managing 16 of 20 4 of 4', 'Leading 8 of 20 3 of 4']);
    const [heading, form, banner] = await tab.run(() => [document.querySelector('.result h2').getBoundingClientRect().top, document.querySelector('.instrument form').checkVisibility(), document.querySelector('.banner').innerText]);
    assert.ok(heading >= 0 && heading < 500, `${heading} px`);
    assert.equal(form, false);
    assert.match(banner, /Shared on (November 29|29 November),? 2026/);
    assert.equal(await tab.run(() => JSON.stringify(Object.entries(localStorage).filter(([name]) => name.includes(':page:')))), before);
    await tab.click('.banner button', 'Close');
    await tab.until(() => location.hash === '' && document.querySelectorAll('.statement :checked').length === 8);
  },
  'an audit is a table of the week on a desk, and a field below the other on a phone': async ({ tab, at }) => {
    await tab.go(`${at}/handbook/instruments/calendar-audit/`);
    const columns = () => tab.run(() => {
      const entries = [...document.querySelectorAll('fieldset.entry')].slice(1).map((entry) => [...entry.querySelectorAll('.amount input')].map((field) => Math.round(field.getBoundingClientRect().left)));
      return [new Set(entries.map((each) => each.join())).size, new Set(entries[0]).size];
    });
    assert.deepEqual(await columns(), [1, 6], 'six columns, the same in each row');
    await tab.resize(phone);
    assert.ok((await columns())[1] <= 2);
  },
  'an audit adds up, and shows its parts in percent': async ({ tab, at }) => {
    await tab.go(`${at}/instruments/week/`);
    for (const amount of ['20', '1.5', '', '10.25', '', '0.25']) {
      await tab.tabTo('.entry input');
      await tab.type(amount);
    }
    await tab.click('.main-button');
    assert.deepEqual(await result(tab), ['Keeps it running 30.25 94%', 'Moves it forward 1.5 5%', 'Grows people 0.25 1%']);
    assert.deepEqual(await openBands(tab), ['engine', 'thin']);
  },
  'a worksheet keeps what is written': async ({ tab, at }) => {
    await tab.go(`${at}/instruments/promises/`);
    await tab.click('.questions textarea');
    await tab.type('Two of them, to Ann.');
    await tab.press('Tab');
    await tab.reload();
    assert.equal(await tab.run(() => document.querySelector('.questions textarea').value), 'Two of them, to Ann.');
  },
  'a sheet is ready for paper: words in full, and blank where that is wanted': async ({ tab, at }) => {
    await tab.go(`${at}/instruments/promises/`);
    await tab.click('.questions textarea');
    await tab.type('One line');
    await tab.press('Tab');
    await tab.run(() => window.dispatchEvent(new Event('beforeprint')));
    assert.equal(await tab.run(() => document.querySelector('.print-text').textContent), 'One line');
    await tab.run(() => window.dispatchEvent(new Event('afterprint')));
    assert.equal(await tab.run(() => document.querySelectorAll('.print-text').length), 0);
  },
};

const elsewhere = {
  'the whole handbook is kept on the device, and opens when its host is gone': async ({ tab, sites }) => {
    const host = await serve(sites);
    let gone = false;
    try {
      await tab.go(`${host.origin}/instruments/`);
      await tab.until(() => navigator.serviceWorker.controller?.state === 'activated');
      await tab.click('[data-keep] button', 'Keep the whole handbook');
      await tab.until(() => /^The whole handbook is on this device/.test(document.querySelector('[data-keep] [role=status]').textContent));
      await host.close();
      gone = true;
      for (const path of ['two-axes/', 'week/', 'search/?q=promise', 'nowhere/']) {
        await tab.go(`${host.origin}/instruments/${path}`);
        assert.ok(await tab.until(() => document.querySelector('h1')?.textContent), path);
      }
      await tab.go(`${host.origin}/instruments/two-axes/`);
      await answer(tab, '43430355');
      await tab.click('.main-button');
      assert.equal((await result(tab)).length, 2, 'what is loaded when it is wanted is there');
    } finally {
      if (!gone) await host.close();
    }
  },
  'a folder on a disk opens without a server: search, ticks and answers work there': async ({ tab, portable }) => {
    const file = (path) => pathToFileURL(`${portable}/${path}`).href;
    await tab.go(file('shift/daily-check/index.html'));
    await tab.click('.task label', 'Fetch the second person');
    await tab.reload();
    assert.equal((await ticked(tab)).length, 1);
    await tab.press('/');
    await tab.type('fridge');
    await options(tab);
    await tab.press('ArrowDown', 'Enter');
    await tab.until((before) => location.href !== before && location.protocol === 'file:' && document.querySelector('h1'), file('shift/daily-check/index.html'));
    await tab.go(file('index.html'));
    assert.match(await tab.until(() => document.querySelector('#page-last')?.innerText ?? 'no such line'), /^(Continue where you stopped|no such line)/);
  },
};

export const checks = { ...searching, ...longPages, ...checklists, ...instruments, ...elsewhere };
