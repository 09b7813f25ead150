// Somebody else's ratings from a link: their result, with the questions folded, in place of the
// reader's own answers, which stay as they are until the reader says so.

/**
 * Opens the copy that the address of the page holds, or closes it.
 * @param {Sheet} sheet
 */
function openRatings(sheet) {
  const { root } = sheet;
  const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
  const result = /** @type {HTMLElement} */ (root.querySelector(".result"));
  const copy = copyInLink("a", sheet.page);
  const fields = new Map(ratingFields(sheet));
  const given = (copy?.parts ?? []).map((part) => /** @type {[string, string]} */ (part.split(/:(?=[^:]*$)/)));
  const found = given.filter(([id, answer = ""]) => takes(fields.get(id), answer));
  const changed = copy !== null || sheet.shared !== null;
  root.querySelector(".banner")?.remove();
  form.hidden = false;
  sheet.shared = copy && !copy.newer ? new Map(found) : null;
  sheet.day = copy?.day ?? "";
  if (changed) sheet.show();
  if (!copy) return;
  const missing = given.length - found.length;
  const said = [word("sharedRatings")];
  if (copy.day) said.unshift(word("sharedDay", { day: dayText(sheet) }));
  if (missing > 0) said.push(word("ratingsMissing", { n: missing }));
  const close = () => {
    openRatings(sheet);
    root.querySelector("input")?.focus();
  };
  const banner = showBanner(root, copy.newer ? word("sharedNewer") : said.join(" "), copy.newer ? null : () => takeRatings(sheet, found), close);
  if (result.hidden) return focusBanner();
  form.hidden = true;
  banner.querySelector(".tools")?.append(
    " ",
    button(word("showAnswers"), (self) => {
      form.hidden = false;
      self.remove();
      form.scrollIntoView();
    }),
  );
  result.before(banner);
  banner.scrollIntoView();
  banner.focus({ preventScroll: true });
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
