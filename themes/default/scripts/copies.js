// Copies: what the device keeps, as a file that can be read years later and loaded again. A file is
// a stranger: it is checked field by field, shown before anything changes, and only ever words.

/** The most that a copy may weigh, in bytes: as much as browsers let a site store. */
const copyLimit = 5_000_000;

/**
 * A copy as text. Items that are shown and have no entry are written down as not done, so that a
 * checklist in a copy is a whole list.
 * @param {Iterable<[string, PageRecord]>} pages
 */
function copyText(pages) {
  const copied = [...pages].map(([key, { title, path, time, seen, items }]) => {
    const kept = Object.entries(items).map(([id, { text, value, hash, time: at, answer }]) => ({ id, text, value, answer, hash, time: at }));
    const open = [...knownItems(key)].filter(([id]) => !(id in items));
    const rest = open.map(([id, { text, hash }]) => ({ id, text, value: null, hash }));
    return { key, title, path, time, seen, items: [...kept, ...rest] };
  });
  const head = { format: "handbook-answers", v: 1, site: location.origin, exported: new Date().toISOString() };
  return `${JSON.stringify({ ...head, pages: copied }, null, 2)}\n`;
}

/**
 * Hands a copy to the reader, as a file.
 * @param {string} title
 * @param {Iterable<[string, PageRecord]>} pages
 */
function saveCopy(title, pages) {
  const href = URL.createObjectURL(new Blob([copyText(pages)], { type: "application/json" }));
  element("a", { href, download: copyName(title) }).click();
  // The browser reads the address after this task.
  window.setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/**
 * A file name: the title in small letters, and the day.
 * @param {string} title
 */
function copyName(title) {
  const slug = title.toLowerCase().replace(/[^\p{Letter}\p{Number}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
  return `${slug || "answers"}-${new Date().toISOString().slice(0, 10)}.json`;
}

/**
 * Reads a file that the reader chose: its pages, or why it cannot be used.
 * @param {File} file
 * @returns {Promise<[CopiedPage[] | null, string]>}
 */
async function readCopy(file) {
  if (file.size > copyLimit) return [null, word("copyTooBig")];
  try {
    return parseCopy(await file.text());
  } catch {
    return [null, word("copyUnread")];
  }
}

/**
 * Reads a copy from text: its pages, or why it cannot be used.
 * @param {string} text
 * @returns {[CopiedPage[] | null, string]}
 */
function parseCopy(text) {
  /** @type {(problem: string) => [null, string]} */
  const refuse = (problem) => [null, word(problem)];
  let copy;
  try {
    copy = JSON.parse(text);
  } catch {
    return refuse("copyNotJson");
  }
  if (!isObject(copy) || copy.format !== "handbook-answers") return refuse("copyForeign");
  if (isCount(copy.v) && copy.v > 1) return refuse("copyNewer");
  if (copy.v !== 1 || !Array.isArray(copy.pages)) return refuse("copyBroken");
  const pages = copy.pages.map(copiedPage);
  return pages.includes(null) ? refuse("copyBroken") : [/** @type {CopiedPage[]} */ (pages), ""];
}

/**
 * @param {unknown} page
 * @returns {CopiedPage | null}
 */
function copiedPage(page) {
  if (!isObject(page) || typeof page.key !== "string" || !Array.isArray(page.items)) return null;
  const record = bareRecord(page, isOwnAddress(page.path) ? page.path : "");
  for (const item of page.items) {
    if (!isObject(item) || typeof item.id !== "string") return null;
    const { id, value, text, hash, time, answer } = item;
    const entry = { value, text, hash, time, ...(answer !== undefined && { answer }) };
    if (isEntry(entry)) record.items[id] = entry;
    else if (value !== null) return null;
  }
  return { key: page.key, record };
}

/**
 * What loading a copy would do: how many of its entries are of items as they read now, of items
 * reworded since, of items that are not here, of pages that are not known here.
 * @param {CopiedPage[]} pages
 * @param {(key: string) => Map<string, KnownItem> | null} known
 */
function compareCopy(pages, known) {
  const counts = { copySame: 0, copyReworded: 0, copyGone: 0, copyElsewhere: 0 };
  for (const { key, record } of pages) {
    const items = known(key);
    for (const [id, { hash }] of Object.entries(record.items)) {
      const item = items?.get(id);
      if (!items) counts.copyElsewhere += 1;
      // Former rounds, and those who signed, are no items of a list.
      else if (!item) counts.copyGone += /^:(round|signed):/.test(id) ? 0 : 1;
      else if (item.hash === null || item.hash === hash) counts.copySame += 1;
      else counts.copyReworded += 1;
    }
  }
  return Object.entries(counts);
}

/**
 * What a copy holds, compared with what there is, in lines.
 * @param {CopiedPage[]} pages
 * @param {(page: CopiedPage) => PageInfo} target whose record takes the entries of a page
 * @param {(key: string) => Map<string, KnownItem> | null} known
 */
function comparedLines(pages, target, known) {
  const counts = compareCopy(pages.map((page) => ({ ...page, key: target(page).key })), known);
  return counts.filter(([key, n]) => n || key === "copySame").map(([key, n]) => word(key, { n }));
}

/**
 * Shows in `place` what a copy would do to one page, or why it is none of that page.
 * @param {PageInfo} page
 * @param {HTMLElement} place
 * @param {CopiedPage[] | null} pages
 * @param {string} problem
 */
function previewPage(page, place, pages, problem) {
  const keys = [page.key, ...page.former];
  const mine = pages?.filter(({ key }) => keys.includes(key)) ?? [];
  if (pages && !mine[0]) {
    problem = word("copyOther", { title: pages.map(({ record }) => record.title).join(", ").slice(0, 200) });
  }
  const renamed = mine.map(({ record }) => ({ key: page.key, record }));
  if (problem) say(place, problem);
  else previewCopy(place, renamed, () => page);
}

/**
 * Shows what a copy would do, and does it when the reader says how.
 * @param {HTMLElement} place
 * @param {CopiedPage[]} pages
 * @param {(page: CopiedPage) => PageInfo} target whose record takes the entries of a page
 * @param {string[]} [lines] what it holds
 */
function previewCopy(place, pages, target, lines = comparedLines(pages, target, knownItems)) {
  /** @param {boolean} replace */
  const load = (replace) => {
    const before = new Map(pages.flatMap((page) => [...snapshot(target(page))]));
    const kept = pages.map((page) => {
      const info = target(page);
      const record = replace ? emptyRecord(info) : loadPage(info);
      mergeRecord(record, page.record);
      return savePage(info, record, false);
    });
    tellWatchers(null);
    offerUndo(place, word(kept.every(Boolean) ? "copyLoaded" : "copyUnsaved"), () => restore(before));
  };
  const head = element("p", { tabindex: -1 }, word("copyPreview"));
  const merge = button(word("copyMerge"), () => load(false));
  const replace = button(word("copyReplace"), () => load(true));
  const cancel = button(word("cancel"), () => place.replaceChildren());
  place.replaceChildren(head, element("ul", {}, ...lines.map((line) => element("li", {}, line))), element("p", { class: "tools" }, merge, replace, cancel));
  head.focus();
}

Object.assign(/** @type {any} */ (window).handbook, { comparedLines, listRemoved, previewCopy, previewPage, readCopy, saveCopy });
