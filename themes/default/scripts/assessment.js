// Assessments: they are found by `result.js`.

/**
 * Where no points are shown, the rows of a result are the answers, each with its statements.
 * @param {Finding} finding
 * @param {Sheet} sheet
 * @returns {Finding}
 */
function byAnswers(finding, { root, fields }) {
  const heads = root.querySelectorAll(".result.answers tbody th");
  if (heads.length === 0) return finding;
  const bars = [...heads].map(({ textContent }) => {
    const label = textContent ?? "";
    const text = [...fields.values()].flatMap((field) => (chosenWords(field) === label ? field.dataset.text : [])).join(" ") || "–";
    return { label, text, part: null, cut: null, cells: [text] };
  });
  return { ...finding, bars };
}

for (const root of document.querySelectorAll(".instrument.assessment")) {
  startScored(/** @type {HTMLElement} */ (root), ({ findAssessment }, sheet, data) => byAnswers(findAssessment(sheet, data), sheet));
}
