// The way to copies: its buttons, and the items of this page. What reads and writes a file is loaded
// when it is wanted (`copies.js`).

/** @typedef {{ key: string, record: PageRecord }} CopiedPage */
/** @typedef {{ text: string, hash: string | null }} KnownItem an item as this page shows it, if it does */

/**
 * The items that this page shows of a page key. An item is an element with `data-item` (its id) and
 * `data-hash` below one with `data-key`; its text is `data-text`, else that of its label or legend.
 * @param {string} key
 * @returns {Map<string, KnownItem>}
 */
function knownItems(key) {
  /** @type {Map<string, KnownItem>} */
  const items = new Map();
  for (const item of document.querySelectorAll(`[data-key="${CSS.escape(key)}"] [data-item]`)) {
    const { item: id = "", hash = "", text } = /** @type {HTMLElement} */ (item).dataset;
    items.set(id, { hash, text: (text ?? item.querySelector("label, legend")?.textContent ?? "").trim() });
  }
  return items;
}

/**
 * Lets the reader choose a file and reads it. Returns its pages, or why it cannot be used.
 * @param {HTMLElement} place where it is said if the script for that could not be loaded
 * @param {(copies: Later, pages: CopiedPage[] | null, problem: string) => void} done
 */
function chooseCopy(place, done) {
  const input = element("input", { type: "file", accept: "application/json,.json" });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) later("copies", place, async (copies) => done(copies, ...(await copies.readCopy(file))));
  });
  input.click();
}

/**
 * Two buttons for a page that keeps something: one saves a copy of its record, one loads a copy,
 * after a preview in `place`, with an undo there. Pages hear of it through `watchPages`.
 * @param {PageInfo} page
 * @param {HTMLElement} place
 */
function copyButtons(page, place) {
  const save = () => later("copies", place, ({ saveCopy }) => saveCopy(page.title, [[page.key, loadPage(page)]]));
  const load = () => chooseCopy(place, ({ previewPage }, pages, problem) => previewPage(page, place, pages, problem));
  return [button(word("saveCopy"), save), button(word("loadCopy"), load)];
}
