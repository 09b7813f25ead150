// Assessments: they are found by `result.js`.

for (const root of document.querySelectorAll(".instrument.assessment")) {
  startScored(/** @type {HTMLElement} */ (root), ({ findAssessment }, sheet, data) => findAssessment(sheet, data));
}
