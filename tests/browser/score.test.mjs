// Scores and readings as the browser works them out, against those of the build: one file of random
// answers, `tests/score.json`, is read by both.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const { percents, scoreAssessment, scoreAudit } = new Function(
  `"use strict"; ${read('../../themes/default/scripts/score.js')} return { percents, scoreAssessment, scoreAudit };`,
)();
const { instruments } = JSON.parse(read('../score.json'));

/** The answers of a case, one letter a statement: a digit of base 36, or `-` for a skipped one. */
function answers({ measures }, letters) {
  const ids = measures.flatMap(({ items }) => items);
  assert.equal(letters.length, ids.length);
  const places = [...letters].map((letter) => (letter === '-' ? null : Number.parseInt(letter, 36)));
  return Object.fromEntries(ids.map((id, index) => [id, places[index]]));
}

describe('scores are those of the build', () => {
  for (const { name, data, cases } of instruments) {
    test(`${name}: ${cases.length} cases`, () => {
      for (const [input, scores, bands] of cases) {
        const result = data.kind === 'audit' ? scoreAudit(data, input) : scoreAssessment(data, answers(data, input));
        const found = result.bands.map(({ band, measures }) => [band, ...measures]);
        assert.deepEqual([result.scores, found], [scores, bands], JSON.stringify(input));
      }
    });
  }

  test('there are thousands of them, of both kinds', () => {
    assert.ok(instruments.reduce((sum, { cases }) => sum + cases.length, 0) >= 2000);
    assert.deepEqual([...new Set(instruments.map(({ data }) => data.kind))].sort(), ['assessment', 'audit']);
  });
});

describe('percents of one whole', () => {
  /** Amounts as readers write them: few and round, many, or far apart. */
  function* amounts() {
    let seed = 1;
    const below = (most) => (seed = (seed * 48_271) % 2_147_483_647) % most;
    for (let at = 0; at < 20_000; at += 1) yield Array.from({ length: 1 + below(6) }, () => below([3, 40, 12_000, 9_999_999][at % 4]));
  }

  test('add up to 100, each less than one from its share, and none before a larger one', () => {
    for (const sums of amounts()) {
      const total = sums.reduce((all, sum) => all + sum);
      if (!total) continue;
      const shares = percents(sums);
      const told = `${sums}: ${shares}`;
      assert.equal(shares.reduce((all, share) => all + share), 100, told);
      shares.forEach((share, at) => assert.ok(Number.isInteger(share) && Math.abs(share * total - 100 * sums[at]) < total, told));
      shares.forEach((share, at) => shares.forEach((other, from) => assert.ok(share <= other || sums[at] >= sums[from], told)));
      // No other whole numbers that add up to 100 are nearer to the shares.
      const far = (some) => some.reduce((all, share, at) => all + Math.abs(share * total - 100 * sums[at]), 0);
      shares.forEach((_, up) => shares.forEach((__, down) => {
        if (up !== down) assert.ok(far(shares.map((share, at) => share + (at === up) - (at === down))) >= far(shares), told);
      }));
    }
  });

  test('are none of nothing, and the first of equal ones has what is left', () => {
    assert.deepEqual(percents([0, 0]), [null, null]);
    assert.deepEqual(percents([]), []);
    assert.deepEqual(percents([5, 5, 5]), [34, 33, 33]);
  });
});
