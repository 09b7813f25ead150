// The list of all checklists: how far each one is, and everything that the device keeps of this
// handbook, to be saved, loaded or erased at once.

/**
 * @typedef {object} ListedChecklist
 * @property {PageInfo} page
 * @property {string[]} ids
 * @property {string[]} begun the ids of those that the author ticked
 * @property {HTMLProgressElement} bar
 * @property {HTMLElement} text
 */

/** @param {string | undefined} ids */
function idsOf(ids) {
  return (ids ?? "").split(" ").filter(Boolean);
}

/** @type {ListedChecklist[]} */
const listed = [...document.querySelectorAll("[data-listed]")].map((node) => {
  const row = /** @type {HTMLElement} */ (node);
  const bar = element("progress", { "aria-label": word("progress") });
  const text = element("span", { class: "done" });
  row.append(element("p", { class: "tally" }, bar, " ", text));
  return { page: pageInfo(row), ids: idsOf(row.dataset.items), begun: idsOf(row.dataset.done), bar, text };
});

/** Shows how far every list is. */
function showListed() {
  for (const { page, ids, begun, bar, text } of listed) {
    const { items } = loadPage(page);
    const done = ids.filter((id) => items[id]?.value ?? begun.includes(id)).length;
    Object.assign(bar, { max: Math.max(ids.length, 1), value: done });
    text.textContent = word("done", { done, total: ids.length });
  }
}

/** Every record that can be read, by key, in the order of keys. */
function allPages() {
  /** @type {Map<string, PageRecord>} */
  const pages = new Map();
  for (const name of storedNames().filter((stored) => stored.startsWith(pageSpace))) {
    const { record } = parseRecord(readText(name));
    if (record) pages.set(name.slice(pageSpace.length), record);
  }
  return pages;
}

/** Removes everything that this site keeps on the device, what cannot be read included. */
function eraseAll() {
  for (const name of storedNames()) writeText(name, null);
  tellWatchers(null);
}

/**
 * The tools for everything, below the list.
 * @param {HTMLElement} root
 */
function startLists(root) {
  const summary = element("p", { class: "kept" });
  const place = element("div", { class: "tools-place" });
  const save = button(word("saveAll"), () => download(copyName(word("everything")), copyText(allPages())));
  const load = button(word("loadCopy"), () => {
    chooseCopy((pages, problem) => {
      if (!pages) showProblem(place, problem);
      else previewCopy(place, pages, listedPage, listedItems);
    });
  });
  const erase = button(word("eraseAll"), () => {
    const before = snapshot();
    eraseAll();
    offerUndo(place, word("erased"), () => {
      // What was kept since is not part of it.
      eraseAll();
      restore(before);
    });
  });
  root.append(
    element(
      "section",
      { class: "everything no-print", "aria-labelledby": "everything" },
      element("h2", { id: "everything" }, word("everything")),
      summary,
      element("p", { class: "tools" }, save, " ", load, " ", erase),
      place,
    ),
  );
  const show = () => {
    showListed();
    const pages = [...allPages().values()].map(({ items }) => Object.keys(items).length).filter(Boolean);
    const answers = pages.reduce((sum, count) => sum + count, 0);
    summary.textContent = answers > 0 ? word("keptAll", { answers, pages: pages.length }) : word("keptNothing");
    if (storageTrouble()) summary.textContent = word(storageTrouble() === "full" ? "storageFull" : "storageBlocked");
  };
  watchPages(show);
  show();
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

const lists = document.querySelector("[data-lists]");
if (lists instanceof HTMLElement) startLists(lists);
