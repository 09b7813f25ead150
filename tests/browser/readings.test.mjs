// The instruments of Both Hats say what was asked: typical cases, every score, and what a device kept
// of the first edition. Scores are those that readers get: the script of the theme, on the data of the
// built pages.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { open } from './browser.mjs';
import { pages } from './sites.mjs';

const script = readFileSync(new URL('../../themes/default/scripts/score.js', import.meta.url), 'utf8');
const { scoreAssessment, scoreAudit, readingsOf } = new Function(`"use strict"; ${script} return { scoreAssessment, scoreAudit, readingsOf };`)();

const folder = '/handbook/instruments/';
const found = pages.flatMap(({ path, html }) => {
  const data = path.startsWith(folder) && /<script type="application\/json" class="data">(.*?)<\/script>/s.exec(html)?.[1];
  return data ? [[path.slice(folder.length, -1), JSON.parse(data)]] : [];
});
const instruments = Object.fromEntries(found);

/**
 * What each instrument may say. Of the readings of `one` every score has exactly one; of `some` at most
 * one; `prompts` may stand together. Between `opposites` there is always another reading. With `akin`
 * any change of advice by one point passes through `between`, but for the pairs listed.
 */
const advice = {
  'calendar-audit': {
    prompts: ['ca-present', 'ca-forward', 'ca-people', 'ca-unplanned', 'ca-outside', 'ca-thinking', 'ca-far', 'ca-none'],
    opposites: [['ca-present', 'ca-far'], ['ca-unplanned', 'ca-far']],
  },
  'delegation-check': { one: ['de-b1', 'de-b2', 'de-b3'], opposites: [['de-b1', 'de-b3']] },
  'drucker-review': { one: ['dr-b1', 'dr-b2', 'dr-b3'], opposites: [['dr-b1', 'dr-b3']] },
  'feedback-loop': { one: ['fl-b1', 'fl-b2', 'fl-b3'], opposites: [['fl-b1', 'fl-b3']] },
  'five-meetings': { prompts: ['mt-b1', 'mt-b2', 'mt-b3', 'mt-b4', 'mt-b5'], opposites: [['mt-b1', 'mt-b2']] },
  'manager-to-executive': { one: ['me-b1', 'me-b2', 'me-b3'], opposites: [['me-b1', 'me-b3']] },
  'org-2x2': {
    one: ['oc-heavy-and-faint', 'oc-heavy', 'oc-adrift', 'oc-loose', 'oc-faint', 'oc-balance', 'oc-undecided'],
    opposites: [['oc-heavy', 'oc-adrift'], ['oc-heavy-and-faint', 'oc-adrift'], ['oc-heavy', 'oc-loose'], ['oc-heavy-and-faint', 'oc-loose'], ['oc-loose', 'oc-faint']],
    between: 'oc-undecided',
    akin: [['oc-heavy-and-faint', 'oc-heavy']],
  },
  'owner-audit': { one: ['oa-b1', 'oa-b2', 'oa-b3'], opposites: [['oa-b1', 'oa-b3']] },
  'power-inventory': { one: ['pi-b1', 'pi-b3', 'pi-both', 'pi-neither', 'pi-b2'], opposites: [['pi-b1', 'pi-b3'], ['pi-both', 'pi-neither']] },
  'promotion-readiness': {
    one: ['pe-unwanted', 'pe-our-part', 'pe-ask-first', 'pe-not-found', 'pe-little', 'pe-mixed', 'pe-unseen', 'pe-seen'],
    opposites: [['pe-unwanted', 'pe-seen'], ['pe-our-part', 'pe-seen'], ['pe-unwanted', 'pe-unseen'], ['pe-unwanted', 'pe-mixed'], ['pe-not-found', 'pe-seen'], ['pe-not-found', 'pe-unseen'], ['pe-not-found', 'pe-mixed'], ['pe-little', 'pe-seen']],
  },
  'which-mode': {
    one: ['wd-few', 'wd-managing', 'wd-leading', 'wd-both', 'wd-no-lean'],
    some: ['wd-wide', 'wd-near'],
    opposites: [['wd-managing', 'wd-leading'], ['wd-few', 'wd-both'], ['wd-wide', 'wd-near']],
    between: 'wd-no-lean',
    akin: [],
  },
};

/** What must come out of typical answers: the sums or shares of the parts, or the answers. */
const cases = {
  'org-2x2': [
    ['east parks, eleven signatures', [13, 10, 22], ['oc-heavy-and-faint']],
    ['all middle answers', [15, 15, 15], ['oc-undecided']],
    ['games studio, nine first priorities', [10, 21, 5], ['oc-loose']],
    ['shop that nobody runs', [9, 9, 7], ['oc-adrift']],
    ['tidy laboratory, nothing new for years', [22, 11, 14], ['oc-faint']],
    ['clinic in good order', [20, 19, 10], ['oc-balance']],
    ['blood bank, strict for good reason', [22, 19, 9], ['oc-balance']],
    ['much is checked, and nobody can say why', [12, null, 22], ['oc-heavy']],
    ['a visitor, who saw the order alone', [22, null, null], ['oc-undecided']],
    ['a visitor, who saw nothing', [null, null, null], []],
  ],
  'drucker-review': [
    ['bakery that weighs to the gram and shows nobody', [15, 14, 12, 8, 11], ['dr-b1', 'dr-b2', 'dr-b3']],
    ['first week, and only the goals are known', [16, null, null, null, null], ['dr-b3']],
    ['nothing applies', [null, null, null, null, null], []],
  ],
  'which-mode': [
    ['nearly everything, most days', [24, 20, 20], ['wd-both', 'wd-wide']],
    ['all middle answers', [12, 12, 12], ['wd-no-lean']],
    ['front-line supervisor', [17, 6, 2], ['wd-managing', 'wd-near']],
    ['founder with pictures and no dates', [5, 15, 10], ['wd-leading']],
    ['absent', [4, 3, 6], ['wd-few']],
    ['deadline fortnight', [22, 9, 1], ['wd-managing', 'wd-near']],
    ['director', [6, 11, 16], ['wd-no-lean', 'wd-wide']],
    ['on no day, anything', [0, 0, 0], ['wd-few', 'wd-near']],
    ['nobody reports to her, much outside', [3, 5, 15], ['wd-few', 'wd-wide']],
  ],
  'promotion-readiness': [
    ['star who never was asked', '122222222', ['pe-ask-first']],
    ['star who does not want it', '022222222', ['pe-unwanted']],
    ['wants it, no way back', '222222202', ['pe-our-part']],
    ['wants it, nobody gave a chance', '211111222', ['pe-unseen']],
    ['strong alone: no shared result, keeps tasks', '220220222', ['pe-mixed']],
    ['all seen', '222222222', ['pe-seen']],
    ['wants it, five honest noes', '200000222', ['pe-not-found']],
    ['wants it, four noes and one unknown', '200001222', ['pe-little']],
    ['wants it, one no, four unknown', '211110222', ['pe-little']],
  ],
  'calendar-audit': [
    ['no outside, no thinking', { k: 45, f: 25, p: 5, r: 25 }, ['ca-outside', 'ca-thinking']],
    ['ordinary supervisor', { k: 45, f: 15, p: 12, o: 3, r: 22, t: 3 }, ['ca-none']],
    ['chief executive', { k: 10, f: 30, p: 20, o: 12, r: 20, t: 8 }, ['ca-none']],
    ['fire-fighter', { k: 40, f: 5, p: 5, r: 50 }, ['ca-present', 'ca-forward', 'ca-unplanned', 'ca-outside', 'ca-thinking']],
    ['owner who does all', { k: 75, f: 5, o: 15, r: 5 }, ['ca-present', 'ca-forward', 'ca-people', 'ca-thinking']],
    ['strategist, away', { k: 3, f: 40, p: 5, o: 37, r: 3, t: 12 }, ['ca-far']],
    ['all equal', { k: 17, f: 17, p: 17, o: 17, r: 16, t: 16 }, ['ca-none']],
  ],
};

const idsOf = (data, bands) => bands.map(({ band }) => data.bands[band].id);

/** Answers to the statements of a part whose points have a sum: the first as high as they can be; none where there is no sum. */
function answersFor({ items, min }, sum, { answers, from, reverse }) {
  if (sum === null) return [];
  let rest = sum - min;
  return items.map((id) => {
    const up = Math.min(rest, answers - 1);
    rest -= up;
    assert.ok(rest >= 0 && from >= 0);
    return [id, reverse.includes(id) ? answers - 1 - up : up];
  });
}

/** The readings of a case. */
function readings(data, given) {
  if (data.kind === 'audit') return idsOf(data, scoreAudit(data, [data.measures.map(({ id }) => given[id.replace(/^ca-/, '')] ?? 0)]).bands);
  const items = data.measures.flatMap((measure) => measure.items);
  const answers = typeof given === 'string'
    ? items.map((id, index) => [id, Number(given[index])])
    : data.measures.flatMap((measure, index) => answersFor(measure, given[index], data));
  const result = scoreAssessment(data, Object.fromEntries(answers));
  if (typeof given !== 'string') assert.deepEqual(result.scores, given);
  return idsOf(data, result.bands);
}

describe('typical cases of', () => {
  for (const [name, rows] of Object.entries(cases)) {
    for (const [told, given, wanted] of rows) test(`${name}: ${told}`, () => assert.deepEqual(readings(instruments[name], given), wanted));
  }
});

/** Whether an expression names an id. */
const names = (expression, id) => expression === id || (Array.isArray(expression) && expression.slice(1).some((part) => names(part, id)));

/**
 * What an assessment can be made of: for each statement that a condition names, and for the rest of each
 * part, the points that it can have, and the pairs of them that one answer leads across. Where statements
 * may be skipped, a part has the points that it is scaled up to, or none.
 */
function numbersOf(data) {
  const { from, answers } = data;
  const named = data.measures.flatMap(({ items }, measure) => items.filter((id) => data.bands.some(({ when }) => names(when, id))).map((id) => ({ id, measure })));
  assert.ok(!data.skip || named.length === 0, 'a statement that a condition names can be skipped');
  const steps = (least, most) => Array.from({ length: most - least + 1 }, (_, index) => least + index);
  const single = ({ id, measure }) => ({ id, measure, values: steps(from, from + answers - 1), steps: steps(from, from + answers - 2).map((points) => [points, points + 1]) });
  const rests = data.measures.map(({ items }, measure) => {
    const rest = items.filter((id) => !named.some((other) => other.id === id));
    const scored = (count, above) => {
      let left = above;
      const given = rest.slice(0, count).map((id) => {
        const up = Math.min(left, answers - 1);
        left -= up;
        return [id, data.reverse.includes(id) ? answers - 1 - up : up];
      });
      return scoreAssessment({ ...data, measures: [{ ...data.measures[measure], items: rest }], bands: [] }, Object.fromEntries(given)).scores[0];
    };
    const counts = data.skip ? steps(1, rest.length) : [rest.length];
    const lists = counts.map((count) => steps(0, count * (answers - 1)).map((above) => scored(count, above) ?? 0));
    const pairs = lists.flatMap((list) => list.slice(1).map((points, index) => [list[index], points]));
    return { id: null, measure, values: [...new Set(lists.flat()), ...(data.skip ? [null] : [])], steps: pairs };
  });
  return [...named.map(single), ...rests];
}

/** Calls `visit` with the readings of every score of an assessment, and with those one step away. */
function everyScore(data, visit) {
  const numbers = numbersOf(data);
  const known = new Map();
  const read = (chosen) => {
    const key = chosen.join();
    if (!known.has(key)) {
      const values = new Map();
      const scores = data.measures.map(() => /** @type {number | null} */ (0));
      numbers.forEach(({ id, measure }, index) => {
        if (id) values.set(id, chosen[index]);
        scores[measure] = chosen[index] === null ? null : scores[measure] + chosen[index];
      });
      known.set(key, idsOf(data, readingsOf(data, values, scores).bands));
    }
    return known.get(key);
  };
  const go = (chosen) => {
    if (chosen.length < numbers.length) {
      for (const value of numbers[chosen.length].values) go([...chosen, value]);
      return;
    }
    const nearby = numbers.flatMap(({ steps }, at) => steps.filter(([low]) => low === chosen[at]).map(([low, high]) => ({ other: read(chosen.with(at, high)), by: high - low })));
    visit(read(chosen), nearby, chosen);
  };
  go([]);
}

/** The same of an audit: every way to divide its points, or percents, in steps of five where there are many columns. */
function everyShare(data, visit) {
  const count = data.measures.length;
  const step = count > 4 ? 5 : 1;
  const total = data.points ? data.points * data.entries : 100;
  const read = (shares) => idsOf(data, scoreAudit(data, [shares]).bands);
  const go = (shares, left) => {
    if (shares.length === count - 1) {
      const all = [...shares, left];
      const nearby = all.flatMap((share, from) => (share === 0 ? [] : all.flatMap((_, to) => (to === from ? [] : [{ other: read(all.with(from, share - 1).with(to, all[to] + 1)), by: 1 }]))));
      visit(read(all), nearby, all);
      return;
    }
    for (let share = 0; share <= left; share += step) go([...shares, share], left - share);
  };
  go([], total);
}

/** Parts that are read one by one are one assessment each. */
function alone(data) {
  if (!data.bands.every(({ each }) => each)) return [data];
  return data.measures.map((measure) => ({ ...data, measures: [measure] }));
}

describe('every score of', () => {
  test('each instrument is looked at', () => {
    assert.deepEqual(Object.keys(instruments).sort(), Object.keys(advice).sort());
    for (const [name, { one = [], some = [], prompts = [] }] of Object.entries(advice)) {
      assert.deepEqual(instruments[name].bands.map(({ id }) => id).sort(), [...one, ...some, ...prompts].sort(), name);
    }
  });

  for (const [name, { one = [], some = [], opposites, between, akin = [] }] of Object.entries(advice)) {
    test(`${name} has one reading, and no small change turns it into its opposite`, () => {
      const seen = new Set();
      let count = 0;
      /** @param {string[]} here @param {{ other: string[], by: number }[]} nearby @param {(number | null)[]} at */
      const look = (here, nearby, at) => {
        count += 1;
        const place = `${JSON.stringify(at)}: ${here}`;
        for (const id of here) seen.add(id);
        const ones = here.filter((id) => one.includes(id));
        // A part to which nothing applies is compared with nothing; without any answer there is no reading.
        const isWhole = at.every((number) => number !== null);
        if (at.some((number) => number !== null)) {
          assert.ok(here.length > 0, place);
          assert.ok(one.length === 0 || ones.length === 1, place);
        }
        assert.ok(ones.length <= 1 && here.filter((id) => some.includes(id)).length <= 1, place);
        for (const { other, by } of nearby) {
          for (const [a, b] of opposites) assert.ok(!(here.includes(a) && other.includes(b)) && !(here.includes(b) && other.includes(a)), `${place} beside ${other}`);
          // Where statements are skipped, one answer is worth more than a point.
          if (!between || !isWhole || by > 1) continue;
          const pair = [...ones, ...other.filter((id) => one.includes(id))];
          const isQuiet = pair[0] === pair[1] || pair.includes(between) || akin.some((same) => same.every((id) => pair.includes(id)));
          assert.ok(isQuiet, `${place} beside ${other}`);
        }
      };
      const data = instruments[name];
      if (data.kind === 'audit') everyShare(data, look);
      else for (const part of alone(data)) everyScore(part, look);
      assert.deepEqual([...seen].sort(), data.bands.map(({ id }) => id).sort(), 'every reading is reached');
      assert.ok(count > 10, `${count} scores`);
    });
  }
});

describe('which hat now', () => {
  const html = pages.find(({ path }) => path === `${folder}hat-choice/`)?.html ?? '';
  const questions = ['hc-danger', 'hc-purpose', 'hc-waiting', 'hc-knot', 'hc-unchanged'];
  /** The three links below the heading of a question. */
  const answersOf = (id) => {
    const rest = html.slice(html.indexOf(`id="${id}"`));
    return [...rest.slice(0, rest.indexOf('</ul>')).matchAll(/<li><a href="#([\w-]+)"/g)].map(([, target]) => target);
  };
  const links = new Map(questions.map((id) => [id, answersOf(id)]));
  /** Where answers lead: one digit for each question, 0 for yes, 1 for can't tell, 2 for no. */
  const lead = (answers) => {
    let at = questions[0];
    while (links.has(at)) at = links.get(at)[Number(answers[questions.indexOf(at)])];
    return at;
  };
  const typical = [
    ['alarm in two flats', '02222', 'hc-instruct'],
    ['smell of smoke, not sure', '12222', 'hc-find-out'],
    ['somebody asks whether there is any point', '20222', 'hc-say-the-aim'],
    ['which fault comes first?', '22022', 'hc-settle'],
    ['one waits for a drawing, two others for him', '22002', 'hc-settle'],
    ['three people, one broken printer', '22202', 'hc-untie'],
    ['good team, silent for months', '22220', 'hc-ask-for-better'],
    ['nothing of it', '22222', 'hc-leave'],
  ];
  for (const [told, answers, wanted] of typical) test(told, () => assert.equal(lead(answers), wanted));

  test('leads on from every answer, and keeps none', () => {
    assert.deepEqual([...links.values()].map((targets) => targets.length), [3, 3, 3, 3, 3]);
    const ends = new Map();
    for (let number = 0; number < 243; number += 1) {
      const end = lead(number.toString(3).padStart(5, '0'));
      assert.match(html, new RegExp(`<h2 id="${end}"`));
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    assert.deepEqual([...ends.values()].sort((a, b) => b - a), [81, 81, 27, 27, 9, 8, 6, 4]);
    assert.doesNotMatch(html, /class="task"|data-item/);
  });
});

describe('what a device kept of the first edition', () => {
  const old = {
    'org-2x2': ['or-m1', 'or-m2', 'or-m3', 'or-m4', 'or-m5', 'or-m6', 'or-l1', 'or-l2', 'or-l3', 'or-l4', 'or-l5', 'or-l6'],
    'which-mode': ['m', 'l', 'x'].flatMap((part) => [1, 2, 3, 4, 5, 6, 7].map((number) => `wm-${part}${number}`)),
    'promotion-readiness': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => `pr-${number}`),
    'hat-choice': [1, 2, 3, 4, 5, 6].map((number) => `hc-${number}`),
  };
  for (const [name, ids] of Object.entries(old)) {
    test(`${name} is not read as answers to the second`, async () => {
      const isList = name === 'hat-choice';
      const [value, answer] = isList ? [true, undefined] : name === 'promotion-readiness' ? ['yes', 'Yes'] : ['agree', 'Agree'];
      const items = Object.fromEntries(ids.map((id) => [id, { value, answer, text: `Old statement ${id}`, hash: '', time: 1 }]));
      await open(`${folder}${name}/`, {}, async (page) => {
        await page.evaluate(([key, record]) => {
          localStorage.setItem(`handbook:${document.documentElement.dataset.base}:page:${key}`, JSON.stringify(record));
        }, [name, { v: 1, title: 'Old', path: `${folder}${name}/`, time: 1, seen: [], items }]);
        await page.reload();
        if (!isList) await page.locator('.instrument > .removed').waitFor();
        assert.equal(await page.locator(':checked').count(), 0);
        assert.equal(await page.locator('.band[data-state="fits"]').count(), 0);
        if (!isList) assert.match(await page.locator('.instrument > .removed').textContent(), new RegExp(`Old statement ${ids[0]}: ${answer}`));
      });
    });
  }

  test('a link with old ratings opens as one that does not fit', async () => {
    await open(`${folder}org-2x2/#a=1~org-2x2~or-m1:agree.or-l1:agree~2026-11-01`, {}, async (page) => {
      assert.match(await page.innerText('.banner'), /2 do not fit this page/);
      assert.equal(await page.locator(':checked').count(), 0);
    });
  });
});
