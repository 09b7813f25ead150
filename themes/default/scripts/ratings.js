// Ratings in a link: `id:answer` for each, and the day. Words of the reader never are part of it.

/**
 * The fields that hold ratings and not words.
 * @param {Sheet} sheet
 * @returns {[string, Field][]}
 */
function ratingFields({ fields }) {
  return [...fields].filter(([, field]) => ["fieldset", "text"].includes(field.type));
}

/**
 * The link to the ratings in view: of a copy with its own day, else with that of today.
 * @param {Sheet} sheet
 */
function ratingsLink(sheet) {
  const given = ratingFields(sheet).flatMap(([id, field]) => {
    const answer = answerOf(field).trim().replace(".", ",");
    return takes(field, answer) ? [`${id}:${answer}`] : [];
  });
  return `${copyLink("a", sheet.page.path, sheet.page.key, given)}~${sheet.day || new Date().toLocaleDateString("sv")}`;
}

/**
 * Whether an answer is one that a field can have.
 * @param {Field | undefined} field
 * @param {string} answer
 */
function takes(field, answer) {
  if (field instanceof HTMLFieldSetElement) return [...field.querySelectorAll("input")].some(({ value }) => value === answer);
  return field !== undefined && /^\d{1,4}(,\d{1,2})?$/.test(answer);
}
