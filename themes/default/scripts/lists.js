// The list of all checklists: how far each one is, and below it everything that the device keeps.

/**
 * @typedef {object} ListedChecklist
 * @property {PageInfo} page
 * @property {string[]} ids
 * @property {string[]} begun the ids of those that the author ticked
 * @property {HTMLProgressElement} bar
 * @property {HTMLElement} text
 * @property {DOMStringMap} dataset of its row
 */

/** @param {string | undefined} ids */
function idsOf(ids) {
  return (ids ?? "").split(" ").filter(Boolean);
}

/** @type {ListedChecklist[]} */
const listed = [...document.querySelectorAll("[data-listed]")].map((node) => {
  const row = /** @type {HTMLElement} */ (node);
  const bar = /** @type {HTMLProgressElement} */ (row.querySelector("progress"));
  const text = /** @type {HTMLElement} */ (row.querySelector(".done"));
  bar.hidden = text.hidden = false;
  return { page: pageInfo(row), ids: idsOf(row.dataset.items), begun: idsOf(row.dataset.done), bar, text, dataset: row.dataset };
});

/** Shows how far every list is. */
function showListed() {
  for (const { page, ids, begun, bar, text, dataset } of listed) {
    const record = loadPage(page);
    rounds?.putAway(dataset, record);
    const { items } = record;
    const done = ids.filter((id) => (items[id]?.value ?? begun.includes(id)) === true).length;
    Object.assign(bar, { max: Math.max(ids.length, 1), value: done });
    text.textContent = word("done", { done, total: ids.length });
  }
}

/**
 * The page that a copied page is today: one that is listed under this key or had it before.
 * @param {CopiedPage} copied
 * @returns {PageInfo}
 */
function listedPage({ key, record: { title, path } }) {
  const found = listed.find(({ page }) => page.key === key || page.former.includes(key));
  return found?.page ?? { key, former: [], title, path };
}

/**
 * The items that the list names; it does not know how they read.
 * @param {string} key
 * @returns {Map<string, KnownItem> | null}
 */
function listedItems(key) {
  const ids = listed.filter(({ page }) => page.key === key).flatMap((list) => list.ids);
  return ids.length > 0 ? new Map(ids.map((id) => [id, { text: "", hash: null }])) : null;
}

if (document.querySelector("[data-lists]")) {
  startEverything(({ previewCopy, comparedLines }, place, pages) => {
    previewCopy(place, pages, listedPage, comparedLines(pages, listedPage, listedItems));
  });
  watchPages(showListed);
  showListed();
}
