// How pages look and lead on, on a phone and on a desk.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { trouble } from './listening.mjs';

export const phone = 360;
export const desk = 1280;
const chapter = '/handbook/foundations/what-management-is/';
const blocks = '/everything/forms/blocks/';

/** How wide the page is, beside the window. */
const width = (tab) => tab.run(() => [document.documentElement.scrollWidth, innerWidth]);
const top = (tab, selector) => tab.run((wanted) => document.querySelector(wanted).getBoundingClientRect().top, selector);
const visible = (tab, selector) => tab.run((wanted) => [...document.querySelectorAll(wanted)].some((each) => each.checkVisibility({ visibilityProperty: true })), selector);
const background = (tab) => tab.run(() => getComputedStyle(document.documentElement).backgroundColor);
const onTop = (tab, id) =>
  tab.until((wanted) => {
    const { top: from } = document.getElementById(wanted).getBoundingClientRect();
    return from >= 0 && from < innerHeight / 3;
  }, id);

/** What every page has to be, on pages of all kinds. */
const every = {
  'no page of any kind is wider than 320 px, and none complains': async ({ tab, at, kinds }) => {
    await tab.resize(320);
    for (const path of kinds) {
      await tab.go(at + path);
      const [wide, window] = await width(tab);
      assert.ok(wide <= window, `${path}: ${wide} px`);
      assert.deepEqual(await trouble(tab), [], path);
    }
  },
  'no page of any kind is wider than a desk, and each has its heading in view': async ({ tab, at, kinds }) => {
    for (const path of kinds) {
      await tab.go(at + path);
      const [wide, window] = await width(tab);
      assert.ok(wide <= window, `${path}: ${wide} px`);
      const heading = await top(tab, 'h1');
      assert.ok(heading > 0 && heading < 400, `${path}: ${heading} px`);
    }
  },
  'the first paragraph of a chapter lies within the first 420 px of a phone, below one row': async ({ tab, at, kinds }) => {
    await tab.resize(phone);
    for (const path of kinds) {
      await tab.go(at + path);
      const [text, bar] = await tab.run(() => {
        const part = document.querySelector(':is(.page, .section) .prose:not(.book *) > :first-child');
        return [part && !document.querySelector('.book') ? part.getBoundingClientRect().top : 0, document.querySelector('.site-header').offsetHeight];
      });
      assert.ok(text <= 420, `${path}: ${text} px`);
      assert.ok(bar <= 60, `${path}: ${bar} px`);
    }
  },
  'the text wraps and stays whole when letters, words and lines stand further apart': async ({ tab, at }) => {
    await tab.resize(320);
    for (const path of [chapter, blocks, '/instruments/two-axes/', '/clinic/shift/daily-check/']) {
      await tab.go(at + path);
      await tab.run(() => {
        for (const each of document.querySelectorAll('*')) Object.assign(each.style, { lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em' });
      });
      const [wide, window] = await width(tab);
      assert.ok(wide <= window, `${path}: ${wide} px`);
    }
  },
};

const bar = {
  'the row of a phone stays in view and covers no heading that an address leads to': async ({ tab, at }) => {
    await tab.resize(phone);
    await tab.go(`${at}${blocks}#notes`);
    await onTop(tab, 'notes');
    assert.equal(await top(tab, '.site-header'), 0);
    const heading = await top(tab, '#notes');
    assert.ok(heading >= 57, `${heading} px`);
  },
  'the contents unfold from the row with a tap, which another closes, and lead to other parts': async ({ tab, at }) => {
    await tab.resize(phone);
    await tab.go(at + chapter);
    assert.equal(await visible(tab, '#contents'), false);
    await tab.click('.site-header button', 'Contents');
    await tab.find('#contents a', 'Instruments');
    assert.equal(await tab.run(() => document.querySelector('.site-header').contains(document.elementFromPoint(100, 30))), true, 'the row stays');
    await tab.click('.site-header button', 'Contents');
    await tab.until(() => !document.querySelector('#contents').checkVisibility());
    await tab.click('.site-header button', 'Contents');
    await tab.click('#contents a', 'Instruments');
    await tab.until(() => location.pathname === '/handbook/instruments/');
  },
  'the list of headings unfolds from the row and closes when it has led to one': async ({ tab, at }) => {
    await tab.resize(phone);
    await tab.go(at + blocks);
    await tab.click('.site-header button', 'This page');
    await tab.click('.toc a', 'Alerts');
    await onTop(tab, 'alerts');
    await tab.until(() => !document.querySelector('.toc').checkVisibility());
    assert.ok((await top(tab, '#alerts')) >= 57);
  },
  'Escape closes an open list, and the focus is on its button again': async ({ tab, at }) => {
    await tab.resize(phone);
    await tab.go(at + blocks);
    await tab.tabTo('.site-header button');
    await tab.press('Enter');
    await tab.find('#contents a');
    await tab.press('Escape');
    await tab.until(() => !document.querySelector('#contents').checkVisibility());
    assert.equal(await tab.run(() => document.activeElement.matches('.site-header button')), true);
  },
  'on a desk the lists stand beside the text, and the heading that is read is marked': async ({ tab, at }) => {
    await tab.go(at + chapter);
    const [contents, text, list] = await tab.run(() => ['#contents', '.prose', '.toc'].map((each) => document.querySelector(each).getBoundingClientRect().left));
    assert.ok(contents < text && text < list, `${contents} ${text} ${list}`);
    assert.equal(await visible(tab, '.site-header .narrow-only'), false);
    const ids = await tab.run(() => [...document.querySelectorAll('.toc a')].slice(0, 3).map(({ hash }) => hash.slice(1)).reverse());
    for (const id of ids) {
      await tab.run((wanted) => document.getElementById(wanted).scrollIntoView({ behavior: 'instant' }), id);
      await tab.until((wanted) => document.querySelector('.toc [aria-current]')?.hash === `#${wanted}`, id);
    }
  },
  'the lists beside the text stay in view when it scrolls': async ({ tab, at }) => {
    await tab.go(at + chapter);
    await tab.run(() => scrollTo({ top: 1200, behavior: 'instant' }));
    await tab.until(() => ['#contents', '.toc'].every((each) => Math.abs(document.querySelector(each).getBoundingClientRect().top) < 60));
  },
  'the first stop of the keyboard leads past the header to the text': async ({ tab, at }) => {
    await tab.go(at + chapter);
    await tab.press('Tab');
    assert.equal(await tab.run(() => document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().width > 40), true);
    await tab.press('Enter');
    await tab.until(() => document.activeElement.id === 'main');
  },
  'the focus is marked wherever the keyboard goes, and nothing lies over it': async ({ tab, at }) => {
    for (const path of [chapter, '/instruments/two-axes/', '/handbook/settings/', '/clinic/shift/daily-check/']) {
      await tab.go(at + path);
      for (let stop = 0; stop < 30; stop += 1) {
        await tab.press('Tab');
        // A page that scrolls on its own thread finds what is where a frame later.
        await tab.until(() => {
          const element = document.activeElement;
          if (element === document.body || element === document.documentElement) return true;
          // The words of a term are marked, not the button in them.
          const style = getComputedStyle(element.closest('.term') ?? element);
          const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
          const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
          // In the middle of what the window shows of its first lines.
          const [from, to] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
          const seen = document.elementFromPoint(Math.min((box.left + box.right) / 2, innerWidth - 1), from + Math.min((to - from) / 2, 20));
          const clear = seen && (element.contains(seen) || seen.closest('label')?.contains(element));
          return marked && clear;
        });
      }
    }
  },
  'links to the pages before and after lead there, and back leads back': async ({ tab, at }) => {
    await tab.go(at + chapter);
    const next = await tab.run(() => document.querySelector('.pager [rel=next]').href);
    await tab.click('.pager [rel=next]');
    await tab.until((wanted) => location.href === wanted, next);
    await tab.back();
    await tab.until((wanted) => location.pathname === wanted, chapter);
  },
  'one link after another before a page has faded is no error': async ({ tab, at }) => {
    for (const [rel, other] of [['next', 'prev'], ['prev', 'next'], ['next', 'prev']]) {
      await tab.go(at + chapter);
      const wanted = await tab.run((first, last) => {
        const link = (which) => document.querySelector(`.pager [rel=${which}]`);
        link(first).click();
        setTimeout(() => link(last).click());
        return link(last).href;
      }, rel, other);
      await tab.until((href) => location.href === href && document.readyState === 'complete', wanted);
    }
  },
  'the page for an address that does not exist leads on': async ({ tab, at }) => {
    await tab.go(`${at}/handbook/nowhere/at/all/`);
    assert.equal(await visible(tab, '.not-found h1'), true);
    await tab.click('main a', 'Instruments');
    await tab.until(() => location.pathname === '/handbook/instruments/');
  },
  'a page at a former address leads on, to the heading that was asked for': async ({ tab, at }) => {
    await tab.go(`${at}/everything/former/#alerts`);
    await tab.until((wanted) => location.pathname === wanted && location.hash === '#alerts', blocks);
    await onTop(tab, 'alerts');
  },
};

const forms = {
  'a table that is too wide scrolls by itself, and the columns stand as their author said': async ({ tab, at }) => {
    await tab.resize(phone);
    await tab.go(at + blocks);
    const [aligned, wider] = await tab.run(() => {
      const tables = [...document.querySelectorAll('.prose table')];
      return [
        [...tables[0].querySelectorAll('tbody tr:first-child > *')].map((cell) => getComputedStyle(cell).textAlign.replace('right', 'end')),
        tables.some((table) => [table, table.parentElement].some((box) => box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX === 'auto')),
      ];
    });
    assert.deepEqual(aligned.slice(-2), ['center', 'end']);
    assert.equal(wider, true);
  },
  'a note is reached from its number, and leads back to it': async ({ tab, at }) => {
    await tab.go(at + blocks);
    const note = await tab.run(() => document.querySelector('.prose sup a').hash.slice(1));
    await tab.click('.prose sup a');
    await tab.until((id) => {
      const { top: from, bottom } = document.getElementById(id).getBoundingClientRect();
      return location.hash === `#${id}` && from >= 0 && bottom <= innerHeight;
    }, note);
    await tab.run((id) => document.getElementById(id).querySelector('a[href^="#"]:last-of-type').click(), note);
    await tab.until((id) => location.hash !== `#${id}`, note);
  },
  'each kind of alert has its word and its own colour': async ({ tab, at }) => {
    await tab.go(at + blocks);
    const found = await tab.run(() => [...document.querySelectorAll('.alert')].map((alert) => [alert.firstElementChild.textContent.trim(), getComputedStyle(alert).borderInlineStartColor]));
    assert.deepEqual(found.map(([word]) => word), ['Note', 'Tip', 'Important', 'Warning', 'Caution']);
    assert.ok(new Set(found.map(([, colour]) => colour)).size >= 4, `${found}`);
  },
  'code has its colours and scrolls by itself': async ({ tab, at }) => {
    await tab.resize(phone);
    await tab.go(at + blocks);
    const [colours, scrolls] = await tab.run(() => [
      new Set([...document.querySelectorAll('pre code span')].map((part) => getComputedStyle(part).color)).size,
      [...document.querySelectorAll('pre')].some((box) => box.scrollWidth > box.clientWidth),
    ]);
    assert.ok(colours >= 3, `${colours}`);
    assert.equal(scrolls, true);
  },
  'what is folded unfolds by keyboard': async ({ tab, at }) => {
    await tab.go(at + blocks);
    await tab.run(() => document.querySelector('.prose summary').focus());
    await tab.press('Enter');
    await tab.until(() => document.querySelector('.prose details').open);
  },
  'a term shows its card within the window, and Escape closes it': async ({ tab, at }) => {
    await tab.resize(phone);
    await tab.go(`${at}/clinic/shift/daily-check/`);
    await tab.click('.term', 'discrepancy');
    const [left, right] = await tab.until(() => {
      const card = [...document.querySelectorAll('.term-card')].find((each) => each.matches(':popover-open'));
      const box = card?.getBoundingClientRect();
      return box && [box.left, box.right];
    });
    assert.ok(left >= 0 && right <= phone, `${left} to ${right}`);
    await tab.press('Escape');
    await tab.until(() => !document.querySelector('.term-card:popover-open'));
    await tab.click('.term', 'discrepancy');
    await tab.click('.term-card:popover-open a', 'In the glossary');
    await tab.until(() => location.pathname === '/clinic/glossary/' && document.querySelector(':target'));
  },
  'a source shows what it is worth, and leads to the list of sources': async ({ tab, at }) => {
    await tab.go(at + chapter);
    await tab.click('.citation .term');
    assert.match(await tab.run(() => document.querySelector('.term-card:popover-open').textContent), /Grade: [A-E]/);
    await tab.click('.term-card:popover-open a');
    await tab.until(() => location.pathname === '/handbook/sources/' && document.querySelector(':target'));
  },
  'pictures and drawings are whole': async ({ tab, at }) => {
    for (const path of ['/everything/leaf/', '/clinic/shift/daily-check/', '/clinic/safety/emergency/']) {
      await tab.go(at + path);
      await tab.run(() => document.querySelectorAll('img').forEach((image) => (image.loading = 'eager')));
      await tab.until(() => document.images.length > 0 && [...document.images].every(({ complete, naturalWidth, width: shown }) => complete && naturalWidth > 0 && shown > 0));
    }
  },
  'the templates and scripts of a site of its own do their work': async ({ tab, at }) => {
    await tab.go(`${at}/clinic/`);
    await tab.until(() => /^\d\d:\d\d · (Early|Late|Night) shift$/.test(document.querySelector('.shift-clock').textContent));
    await tab.go(`${at}/clinic/shift/rota/`);
    assert.equal(await visible(tab, 'main h1'), true);
  },
  'a handbook that runs from right to left has its contents at the right, and fits a phone': async ({ tab, at }) => {
    await tab.go(`${at}/arabic/plot/watering/`);
    const [direction, contents, text] = await tab.run(() => [getComputedStyle(document.body).direction, ...['#contents', '.prose'].map((each) => document.querySelector(each).getBoundingClientRect().left)]);
    assert.equal(direction, 'rtl');
    assert.ok(contents > text, `${contents} ${text}`);
    await tab.resize(320);
    for (const path of ['', 'plot/watering/', 'plot/ready/', 'glossary/', 'settings/']) {
      await tab.go(`${at}/arabic/${path}`);
      const [wide, window] = await width(tab);
      assert.ok(wide <= window, `${path}: ${wide} px`);
    }
  },
  'the page can be printed, and the whole handbook too': async ({ tab, at, engine }) => {
    if (engine === 'webkit') return 'the driver of WebKitGTK has no command for it';
    await tab.go(`${at}/instruments/two-axes/`);
    const pages = (pdf) => Number(/^Pages: +(\d+)$/m.exec(execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' }))[1]);
    const some = pages(await tab.print());
    assert.ok(some >= 2 && some <= 6, `${some} pages`);
    await tab.go(`${at}/clinic/print/`);
    const whole = pages(await tab.print());
    assert.ok(whole > 10, `${whole} pages`);
    return `${some} and ${whole} pages`;
  },
};

const choices = {
  'light and dark are chosen, hold at once and on the next visit, and give way to the device again': async ({ tab, at }) => {
    await tab.go(`${at}/handbook/settings/`);
    const light = await background(tab);
    await tab.click('#theme label', 'Dark');
    await tab.until(() => document.documentElement.dataset.theme === 'dark');
    assert.equal(await background(tab), 'rgb(21, 23, 27)');
    await tab.go(at + chapter);
    assert.equal(await background(tab), 'rgb(21, 23, 27)');
    await tab.go(`${at}/handbook/settings/`);
    await tab.click('#theme label', 'Light');
    await tab.until(() => document.documentElement.dataset.theme === 'light');
    assert.equal(await background(tab), 'rgb(251, 250, 247)');
    await tab.click('#theme label', 'As on my device');
    await tab.until(() => !document.documentElement.dataset.theme);
    assert.equal(await background(tab), light);
  },
  'contrast and the size of text are chosen': async ({ tab, at }) => {
    await tab.go(`${at}/clinic/settings/`);
    const before = await tab.run(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    await tab.click('#text label', 'Very large');
    await tab.until((size) => parseFloat(getComputedStyle(document.documentElement).fontSize) > size * 1.25, before);
    await tab.click('#theme label', 'Dark');
    await tab.click('#contrast label', 'High');
    await tab.until(() => getComputedStyle(document.documentElement).backgroundColor === 'rgb(0, 0, 0)');
  },
  'what the device keeps is counted on the settings page, erased, and brought back': async ({ tab, at }) => {
    await tab.go(`${at}/clinic/shift/daily-check/`);
    await tab.click('.task label');
    await tab.go(`${at}/clinic/settings/`);
    const kept = (count) => tab.until((count) => Object.keys(localStorage).filter((name) => name.includes(':page:')).length === count, count);
    await kept(1);
    await tab.click('.everything button', 'Erase');
    await kept(0);
    await tab.click('.everything button', 'Undo');
    await kept(1);
  },
};

export const checks = { ...every, ...bar, ...forms, ...choices };
