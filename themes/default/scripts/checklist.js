// Checklists that remember. A list is its boxes: what is shown is read from the record of its page
// after every change, so that two lists of one page, two tabs, copies and undo never disagree.

/**
 * @typedef {object} Task a row of a list
 * @property {string} id
 * @property {string} hash
 * @property {string} text
 * @property {HTMLElement} row
 * @property {HTMLInputElement} box
 * @property {boolean} fresh whether it came into the list since the reader last worked on it
 */
/**
 * @typedef {object} Checklist
 * @property {HTMLElement} root
 * @property {PageInfo} page
 * @property {string} title
 * @property {string} path its own address, with the fragment
 * @property {Task[]} tasks
 * @property {HTMLFieldSetElement} group
 * @property {HTMLProgressElement} bar
 * @property {HTMLElement} notice what is said about keeping
 * @property {HTMLElement} place where previews and undo stand
 * @property {HTMLElement} removed what was ticked and is no longer in the list
 * @property {Set<string> | null} shared the ticks of somebody else's copy while it is looked at
 */

/** @type {Checklist[]} */
const checklists = [];

/** @param {HTMLElement} root */
function startChecklist(root) {
  // A list may stand within an item of another.
  const group = /** @type {HTMLFieldSetElement | null} */ (root.querySelector(":scope > fieldset"));
  const bar = root.querySelector(/** @type {"progress"} */ (":scope > .tally > progress"));
  const more = root.querySelector(/** @type {"details"} */ (":scope > .more"));
  const notice = root.querySelector(/** @type {"p"} */ (":scope > .kept-here"));
  if (!group || !bar || !more || !notice) return;
  const page = pageInfo(root);
  const place = element("div", { class: "tools-place no-print" });
  const removed = element("div", { class: "removed no-print" });
  /** @type {Checklist} */
  const list = {
    root,
    page,
    title: (group.querySelector("legend")?.textContent ?? "").trim() || page.title,
    path: keptPath(root.dataset.path ?? ""),
    tasks: tasksOf(root, loadPage(page)),
    group,
    bar,
    place,
    notice,
    removed,
    shared: null,
  };
  bar.hidden = more.hidden = false;
  more.before(removed);
  more.append(checklistTools(list));
  more.after(place);
  root.addEventListener("change", ({ target }) => {
    const task = list.tasks.find(({ box }) => box === target);
    if (task) tick(list, task);
  });
  checklists.push(list);
}

/**
 * @param {HTMLElement} root
 * @param {PageRecord} record
 * @returns {Task[]}
 */
function tasksOf(root, { seen }) {
  const all = [...root.querySelectorAll("[data-item]")].map((row) => /** @type {HTMLElement} */ (row));
  const rows = all.filter((row) => row.closest("[data-checklist]") === root);
  const known = rows.some((row) => seen.includes(row.dataset.item ?? ""));
  const items = knownItems(root.dataset.key ?? "");
  return rows.flatMap((row) => {
    const { item: id = "", hash = "" } = row.dataset;
    const box = row.querySelector("input");
    const fresh = known && !seen.includes(id);
    return box ? [{ id, hash, text: items.get(id)?.text ?? "", row, box, fresh }] : [];
  });
}

/**
 * Keeps what a box says now.
 * @param {Checklist} list
 * @param {Task} task
 */
function tick(list, task) {
  changeList(list, ({ items }) => setTick(items, task, task.box.checked));
  const done = countTicks(list);
  // Tomorrow there is nothing to continue in a list of today.
  if (!list.root.dataset.repeat) touchPage(list, list.page.title, done, list.tasks.length);
  askToPersist();
  announce(word("done", { done, total: list.tasks.length }));
}

/**
 * Changes the record of a list, in the round of now.
 * @param {Checklist} list
 * @param {(record: PageRecord) => void} change
 */
function changeList(list, change) {
  changePage(list.page, (record) => {
    rounds?.begin(list, record);
    change(record);
    record.seen = [...new Set([...record.seen, ...list.tasks.map(({ id }) => id)])];
  });
}

/**
 * Writes a tick into the entries of a record. What is as its author left it needs none.
 * @param {Record<string, Entry>} items
 * @param {Task} task
 * @param {boolean} ticked
 */
function setTick(items, { id, hash, text, box }, ticked) {
  if (ticked === box.defaultChecked) delete items[id];
  else items[id] = { value: ticked, text, hash, time: Date.now() };
}

/**
 * Ticks every item anew. Returns what puts them back as they were, and leaves alone all else.
 * @param {Checklist} list
 * @param {(task: Task) => boolean} ticked
 */
function changeTicks(list, ticked) {
  const before = loadPage(list.page).items;
  const ids = [...list.tasks.map(({ id }) => id), ":signed:1", ":signed:2"];
  changeList(list, ({ items }) => {
    for (const task of list.tasks) setTick(items, task, ticked(task));
    // Who signed has signed something else.
    for (const id of ids.slice(-2)) delete items[id];
  });
  return () => putBack(list, ids, before);
}

/**
 * The lists of a page on the page itself: an embedded list cannot know what else its page has.
 * @param {Checklist} list
 */
function ownLists({ page: { key } }) {
  return checklists.filter(({ page, root }) => page.key === key && !("embedded" in root.dataset));
}

/** @param {Checklist} list */
function countTicks({ tasks }) {
  return tasks.filter(({ box }) => box.checked).length;
}

/**
 * Shows what is kept, or the copy that is looked at.
 * @param {Checklist} list
 */
function showChecklist(list) {
  const record = loadPage(list.page);
  rounds?.putAway(list.root.dataset, record);
  for (const task of list.tasks) {
    const entry = record.items[task.id];
    task.box.checked = list.shared?.has(task.id) ?? (entry ? entry.value === true : task.box.defaultChecked);
    showTag(task, entry, list.shared !== null);
  }
  const done = countTicks(list);
  const total = list.tasks.length;
  Object.assign(list.bar, { max: Math.max(total, 1), value: done, textContent: word("done", { done, total }) });
  list.group.disabled = list.shared !== null;
  showKept(list.notice, { some: (ownLists(list)[0] ?? list) === list && Object.keys(record.items).length > 0, shared: list.shared !== null });
  showRemoved(list, record);
  rounds?.show(list, record, ownLists(list));
}

/**
 * Says of an item that it is new, or that it read differently when it was ticked, and how; of a copy
 * that is looked at, nothing.
 * @param {Task} task
 * @param {Entry | undefined} entry
 * @param {boolean} shared
 */
function showTag({ row, box, hash, fresh }, entry, shared) {
  const id = `${box.id}-tag`;
  let text = "";
  if (!shared && entry?.value === true && entry.hash !== hash) text = word("reworded", { text: entry.text });
  if (!shared && !entry && fresh) text = word("fresh");
  setRemark(box, id, text, () => row.querySelector("label")?.after(element("span", { class: "tag", id }, text)));
}

/**
 * Lists what was ticked and is no longer on the page, below the last of the page's own lists.
 * @param {Checklist} list
 * @param {PageRecord} record
 */
function showRemoved(list, { items }) {
  const known = knownItems(list.page.key);
  const isGone = Object.entries(items).some(([id, { value }]) => value === true && !id.startsWith(":") && !known.has(id));
  if (ownLists(list).at(-1) !== list || !(isGone || list.removed.firstChild)) return;
  later("copies", list.removed, ({ showGone }) => showGone(list));
}

/**
 * What one can do with a list besides ticking, and with all lists of its page.
 * @param {Checklist} list
 */
function checklistTools(list) {
  /** @type {(lists: Checklist[], said: string) => void} */
  const reset = (lists, said) => {
    const undo = lists.map((each) => changeTicks(each, ({ box }) => box.defaultChecked));
    offerUndo(list.place, word(said), () => undo.reverse().forEach((back) => back()));
  };
  /** @type {(lists: Checklist[], how: "filled" | "blank") => void} */
  const print = (lists, how) => later("copies", list.place, ({ printLists }) => printLists(lists, how));
  const { of, embedded } = list.root.dataset;
  const hasMore = of && embedded === undefined;
  return element(
    "p",
    { class: "tools" },
    ...copyButtons(list.page, list.place),
    button(word(canShare ? "share" : "copyLink"), () => handOn(shareLink(list), list.title, list.place)),
    button(word("print"), () => print([list], "filled")),
    button(word("printBlank"), () => print([list], "blank")),
    hasMore ? button(word("printAll"), () => print(ownLists(list), "blank")) : "",
    hasMore ? button(word("resetAll"), () => reset(ownLists(list), "wereReset")) : "",
    button(word("reset"), () => reset([list], "wasReset")),
  );
}
