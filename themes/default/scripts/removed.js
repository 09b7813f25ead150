// What was answered in a sheet and has no field any more.

/**
 * Lists such answers in their old words, with a way to forget them.
 * @param {Sheet} sheet
 * @param {[string, Entry][]} gone
 */
function listRemoved(sheet, gone) {
  const { root, notice, place } = sheet;
  const before = root.querySelector(":scope > .removed");
  if (gone.length === 0) return before?.remove();
  const ids = gone.map(([id]) => id);
  const forget = button(word("forget"), () => {
    putBack(sheet, ids, {});
    offerUndo(place, word("forgotten"), () => putBack(sheet, ids, Object.fromEntries(gone)));
    place.querySelector("button")?.focus();
  });
  const list = element(
    "details",
    { open: before?.querySelector("details")?.open ?? false },
    element("summary", {}, word("removedAnswers", { n: gone.length })),
    element("ul", {}, ...gone.map(([, { text, answer, value }]) => element("li", {}, `${text}: ${answer || value}`))),
    element("p", { class: "tools" }, forget),
  );
  before?.remove();
  notice.after(element("div", { class: "removed how no-print" }, list));
}
