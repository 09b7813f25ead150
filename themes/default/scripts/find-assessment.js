// Assessments: an answer to every statement, the points of each dimension.

/**
 * @param {Sheet} sheet
 * @param {Instrument} data
 * @returns {Finding}
 */
function findAssessment({ fields }, data) {
  const answers = new Map([...fields].map(([id, field]) => [id, answerOf(field)]));
  const missing = data.measures.flatMap(({ items = [] }) =>
    items.flatMap((id) => {
      const field = fields.get(id);
      return field && !answers.get(id) ? [/** @type {[Field, string]} */ ([field, word(data.skip ? "wantsAnswerOrSkip" : "wantsAnswer")])] : [];
    }),
  );
  const given = [...answers].filter(([, answer]) => /^\d+$/.test(answer)).map(([id, answer]) => [id, Number(answer)]);
  const result = scoreAssessment(data, Object.fromEntries(given));
  const parts = data.measures.map(({ label, items = [], min = 0, max = 0, cut = null }, index) => {
    const score = result.scores[index] ?? null;
    const text = score === null ? "–" : word("outOf", { n: score, total: max });
    const counted = items.filter((id) => /^\d+$/.test(answers.get(id) ?? "")).length;
    /** @param {number} points */
    const part = (points) => (max > min ? (points - min) / (max - min) : 1);
    /** @type {Bar} */
    const bar = { label, text, part: score === null ? null : part(score), cut: cut === null ? null : part(cut - 0.5) };
    return { bar, cells: [text, word("outOf", { n: counted, total: items.length })] };
  });
  return { missing, result, cells: parts.map(({ cells }) => cells), bars: parts.map(({ bar }) => bar) };
}
