// Ratings in a link: `id:answer` for each. Words of the reader never are part of it. Whoever opens
// one sees the copy, with its result, in place of their own answers, which stay as they are until
// they say so.

/**
 * The fields that hold ratings and not words.
 * @param {Sheet} sheet
 * @returns {[string, Field][]}
 */
function ratingFields({ fields }) {
  return [...fields].filter(([, field]) => ["fieldset", "text"].includes(field.type));
}

/** @param {Sheet} sheet */
function ratingsLink(sheet) {
  const given = ratingFields(sheet).flatMap(([id, field]) => {
    const answer = answerOf(field).trim().replace(".", ",");
    return takes(field, answer) ? [`${id}:${answer}`] : [];
  });
  return copyLink("a", sheet.page.path, sheet.page.key, given);
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

/**
 * Opens the copy that the address of the page holds, now and whenever the address changes.
 * @param {Sheet} sheet
 */
function startSharing(sheet) {
  const open = () => {
    const copy = copyInLink("a", sheet.page);
    const fields = new Map(ratingFields(sheet));
    const given = (copy?.parts ?? []).map((part) => /** @type {[string, string]} */ (part.split(/:(?=[^:]*$)/)));
    const found = given.filter(([id, answer = ""]) => takes(fields.get(id), answer));
    const changed = copy !== null || sheet.shared !== null;
    sheet.root.querySelector(".banner")?.remove();
    sheet.shared = copy && !copy.newer ? new Map(found) : null;
    if (changed) sheet.show();
    if (!copy) return;
    const missing = given.length - found.length;
    const text = word("sharedRatings") + (missing > 0 ? ` ${word("ratingsMissing", { n: missing })}` : "");
    const close = () => {
      open();
      sheet.root.querySelector("input")?.focus();
    };
    showBanner(sheet.root, copy.newer ? word("sharedNewer") : text, copy.newer ? null : () => takeRatings(sheet, found), close);
    focusBanner();
  };
  window.addEventListener("hashchange", open);
  open();
}

/**
 * @param {Sheet} sheet
 * @param {[string, string][]} ratings
 */
function takeRatings(sheet, ratings) {
  const ids = ratings.map(([id]) => id);
  const before = loadPage(sheet.page).items;
  const changed = ratings.flatMap(([id, answer]) => {
    const field = sheet.fields.get(id);
    if (field) setAnswer(field, answer);
    return field ?? [];
  });
  keepAnswers(sheet, changed);
  offerUndo(sheet.place, word("ratingsUsed"), () => putBack(sheet, ids, before));
  sheet.place.querySelector("button")?.focus();
}
