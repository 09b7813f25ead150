// Scores and readings as the browser works them out, against those of the build: one file of random
// answers, `tests/score.json`, is read by both.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const { scoreAssessment, scoreAudit } = new Function(
  `"use strict"; ${read('../../themes/default/scripts/score.js')} return { scoreAssessment, scoreAudit };`,
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
