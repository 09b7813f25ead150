// Assessments: an answer to every statement, the points of each dimension.

/**
 * @param {Sheet} sheet
 * @param {Instrument} data
 * @returns {Finding}
 */
function findAssessment({ fields }, data) {
  // The place of the chosen answer: past the scale where the statement is skipped.
  const places = new Map(
    [...fields].map(([id, field]) => [id, [...field.querySelectorAll("input")].findIndex(({ checked }) => checked)]),
  );
  /** @param {string} id */
  const isRated = (id) => (places.get(id) ?? -1) >= 0 && (places.get(id) ?? 0) < (data.answers ?? 0);
  const missing = data.measures.flatMap(({ items = [] }) =>
    items.flatMap((id) => {
      const field = fields.get(id);
      return field && places.get(id) === -1 ? [/** @type {[Field, string]} */ ([field, word(data.skip ? "wantsAnswerOrSkip" : "wantsAnswer")])] : [];
    }),
  );
  const result = scoreAssessment(data, Object.fromEntries([...places].filter(([id]) => isRated(id))));
  const bars = data.measures.map(({ label, items = [], max = 0, cut = null }, index) => {
    const score = result.scores[index] ?? null;
    const text = score === null ? "–" : word("outOf", { n: score, total: max });
    const counted = items.filter(isRated).length;
    // The scale is that of the text: 14 of 35 is two fifths.
    const cells = [text, word("outOf", { n: counted, total: items.length })];
    return { label, text, part: score && score / max, cut: cut && (cut - 0.5) / max, cells };
  });
  return { missing, result, bars };
}
