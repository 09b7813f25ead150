// What readers ticked, chose and wrote, kept on their device: one record for each page key, under
// a name that begins with the base path, since several sites may share an origin.
// No function here throws. Where the device keeps nothing, memory does until the page is left, and
// `storageTrouble` tells; what cannot be read is set aside and never deleted.

/** @typedef {boolean | number | string} Value a tick, points or a number, words of the reader */
/**
 * @typedef {object} Entry what is kept of one item
 * @property {Value} value
 * @property {string} text the item as it read then, so that a copy can be understood years later
 * @property {string} hash the `data-hash` of the item as it read then
 * @property {number} time when it was last changed, in milliseconds since 1970
 * @property {string} [answer] the words of the answer that was chosen, as they read then
 */
/**
 * @typedef {object} PageRecord what is kept of one page
 * @property {1} v the version of this form
 * @property {string} title
 * @property {string} path
 * @property {number} time
 * @property {string[]} seen the ids of items that the page had when it was last changed
 * @property {Record<string, Entry>} items by id; made without a prototype
 */
/**
 * @typedef {object} PageInfo whose record it is
 * @property {string} key
 * @property {string[]} former the keys that the page had before
 * @property {string} title
 * @property {string} path the address as it is kept
 */

const space = `handbook:${document.documentElement.dataset.base || "/"}:`;
const pageSpace = `${space}page:`;

/** What could not be written: name to text, or to `null` for what could not be removed. @type {Map<string, string | null>} */
const unwritten = new Map();

/** @type {Set<(key: string | null) => void>} */
const watchers = new Set();

/** @type {"" | "blocked" | "full"} */
let trouble = "";

/**
 * Remembers whether the device keeps what is entered, where other scripts can see it too.
 * @param {typeof trouble} now
 */
function setTrouble(now) {
  trouble = now;
  document.documentElement.toggleAttribute("data-unkept", now !== "");
}

/**
 * The page whose record an element with `data-key` shows, from its attributes: `data-former` holds
 * one key a line.
 * @param {HTMLElement} root
 * @returns {PageInfo}
 */
function pageInfo(root) {
  const { key = "", former = "", title = "", path = "" } = root.dataset;
  return { key, former: former.split("\n").filter(Boolean), title, path: keptPath(path).replace(/#.*/s, "") };
}

/**
 * Why the last change was not kept: `blocked` if the browser refuses storage, `full` if there is
 * no room, empty if all is well.
 */
function storageTrouble() {
  return trouble;
}

/**
 * Calls `tell` after every change of a record in this tab or another, with its key, or `null` if any
 * may have changed.
 * @param {(key: string | null) => void} tell
 */
function watchPages(tell) {
  watchers.add(tell);
}

/**
 * The record of a page; an empty one if there is none. What was kept under former keys is taken
 * over: of two entries for an item the later one.
 * @param {PageInfo} page
 * @returns {PageRecord}
 */
function loadPage(page) {
  const record = parseRecord(readText(pageSpace + page.key)).record ?? emptyRecord(page);
  for (const key of page.former) {
    const { record: former } = parseRecord(readText(pageSpace + key));
    if (key !== page.key && former) mergeRecord(record, former);
  }
  return record;
}

/**
 * Changes the record of a page and keeps it. Returns whether the device did.
 * @param {PageInfo} page
 * @param {(record: PageRecord) => void} edit
 */
function changePage(page, edit) {
  const record = loadPage(page);
  edit(record);
  Object.assign(record, { title: page.title, path: page.path, time: Date.now() });
  return savePage(page, record);
}

/**
 * Puts the entries of some items back as they were, and leaves alone all else.
 * @param {{ page: PageInfo }} whose
 * @param {string[]} ids
 * @param {Record<string, Entry>} before
 */
function putBack({ page }, ids, before) {
  changePage(page, ({ items }) => {
    for (const id of ids) {
      const entry = before[id];
      if (entry) items[id] = entry;
      else delete items[id];
    }
  });
}

/**
 * Keeps a record as it is, in place of what there was, and lets go of former keys. Returns whether
 * the device did.
 * @param {PageInfo} page
 * @param {PageRecord} record
 * @param {boolean} [tells] whether the watchers are told at once
 */
function savePage(page, record, tells = true) {
  const name = pageSpace + page.key;
  const before = readText(name);
  const kept = canGo(page.key, before);
  const done = kept && writeText(name, JSON.stringify(record));
  if (!kept) unwritten.set(name, JSON.stringify(record));
  for (const key of done ? page.former : []) {
    if (key !== page.key && canGo(key, readText(pageSpace + key))) writeText(pageSpace + key, null);
  }
  if (tells) tellWatchers(page.key);
  return done;
}

/**
 * What is kept, word for word, to be given to `restore` for an undo: of one page with its former
 * keys, or everything.
 * @param {PageInfo} [page]
 * @returns {Map<string, string | null>}
 */
function snapshot(page) {
  const names = page ? [page.key, ...page.former].map((key) => pageSpace + key) : storedNames();
  return new Map(names.map((name) => [name, readText(name)]));
}

/**
 * Puts back what a snapshot holds.
 * @param {Map<string, string | null>} saved
 */
function restore(saved) {
  for (const [name, text] of saved) writeText(name, text);
  tellWatchers(null);
}

/**
 * Remembers where the reader stopped, for the home page.
 * @param {{ title: string, path: string }} place what it is called, and its address as it is kept, with a fragment if need be
 * @param {string} page the title of its page
 * @param {number} done
 * @param {number} total none if nothing is left to do
 */
function touchPage({ title, path }, page, done, total) {
  writeText(`${space}last`, JSON.stringify({ title, page, path, done, total, time: Date.now() }));
}

/**
 * Whether an address that was stored is one of this host: another site on it could have left one
 * that leads elsewhere or runs a script. On a disk, it must be one of the handbook.
 * @param {unknown} path
 */
function isOwnAddress(path) {
  try {
    const { origin, protocol, href } = new URL(String(path), root);
    const isHere = origin === location.origin && protocol === location.protocol;
    return typeof path === "string" && isHere && (!onDisk || href.startsWith(root.href));
  } catch {
    return false;
  }
}

/** Asks the browser, once, to keep what it stores here for good. */
function askToPersist() {
  const asked = `${space}asked`;
  if (readText(asked) !== null || !writeText(asked, "1")) return;
  navigator.storage?.persist?.().catch(() => {});
}

/**
 * A record with nothing in it.
 * @param {{ title: string, path: string }} page
 * @returns {PageRecord}
 */
function emptyRecord({ title, path }) {
  return { v: 1, title, path, time: 0, seen: [], items: Object.create(null) };
}

/**
 * A record without its entries, from something that was read.
 * @param {Record<string, any>} value
 * @param {string} path
 */
function bareRecord(value, path) {
  const record = emptyRecord({ title: String(value.title ?? ""), path });
  record.time = isCount(value.time) ? value.time : 0;
  record.seen = Array.isArray(value.seen) ? value.seen.filter((id) => typeof id === "string") : [];
  return record;
}

/**
 * Adds the entries of `other` to `record`; of two for an item the later one stays.
 * @param {PageRecord} record
 * @param {PageRecord} other
 */
function mergeRecord(record, other) {
  for (const [id, entry] of Object.entries(other.items)) {
    const mine = record.items[id];
    if (!mine || mine.time < entry.time) record.items[id] = entry;
  }
  record.seen = [...new Set([...record.seen, ...other.seen])];
  record.time = Math.max(record.time, other.time);
}

/**
 * Reads a record: what can be understood of it, and whether that is all.
 * @param {string | null} text
 * @returns {{ record: PageRecord | null, whole: boolean }}
 */
function parseRecord(text) {
  const value = parseObject(text);
  if (!value || value.v !== 1 || !isObject(value.items)) return { record: null, whole: text === null };
  const record = bareRecord(value, String(value.path ?? ""));
  let whole = true;
  for (const [id, entry] of Object.entries(value.items)) {
    if (isEntry(entry)) record.items[id] = entry;
    else whole = false;
  }
  return { record, whole };
}

/**
 * @param {unknown} value
 * @returns {value is Entry}
 */
function isEntry(value) {
  if (!isObject(value) || !isValue(value.value) || !isCount(value.time)) return false;
  return [value.text, value.hash, value.answer ?? ""].every((text) => typeof text === "string");
}

/**
 * @param {unknown} value
 * @returns {value is Value}
 */
function isValue(value) {
  return typeof value === "boolean" || typeof value === "string" || Number.isFinite(value);
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isCount(value) {
  return Number.isFinite(value) && /** @type {number} */ (value) >= 0;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {string | null} text
 * @returns {Record<string, any> | null}
 */
function parseObject(text) {
  try {
    const value = JSON.parse(text ?? "null");
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * Whether what was kept may be replaced: what cannot be read is copied first, under a name of its own.
 * @param {string} key
 * @param {string | null} text
 */
function canGo(key, text) {
  if (parseRecord(text).whole) return true;
  const name = `${space}kept:${key}`;
  const kept = readText(name);
  return kept === text || writeText(kept === null ? name : `${name}:${Date.now()}`, text);
}

/** The names of everything that this site keeps. */
function storedNames() {
  const names = new Set(unwritten.keys());
  try {
    for (const name of Object.keys(localStorage)) names.add(name);
  } catch {
    setTrouble("blocked");
  }
  return [...names].filter((name) => name.startsWith(space) && unwritten.get(name) !== null).sort();
}

/**
 * @param {string} name
 * @returns {string | null}
 */
function readText(name) {
  const waiting = unwritten.get(name);
  if (waiting !== undefined) return waiting;
  try {
    return localStorage.getItem(name);
  } catch {
    setTrouble("blocked");
    return null;
  }
}

/**
 * @param {string} name
 * @param {string | null} text `null` to remove it
 */
function writeText(name, text) {
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
    unwritten.delete(name);
    setTrouble("");
    return true;
  } catch (error) {
    unwritten.set(name, text);
    setTrouble(error instanceof DOMException && /quota/i.test(error.name) ? "full" : "blocked");
    return false;
  }
}

/** @param {string | null} key of the record that changed, `null` if any may have */
function tellWatchers(key) {
  for (const tell of watchers) tell(key);
}

window.addEventListener("storage", ({ key }) => {
  // Without a key, everything was removed.
  if (key === null) tellWatchers(null);
  else if (key.startsWith(pageSpace)) tellWatchers(key.slice(pageSpace.length));
});
window.addEventListener("pageshow", ({ persisted }) => {
  // A page that the browser took out of its memory has heard nothing while it lay there.
  if (persisted) tellWatchers(null);
});
