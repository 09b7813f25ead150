// What a list shows of former times: the rounds before this one, with the names of those who sign one,
// and what was ticked and is no longer there.

/**
 * Shows the names of this round, once everything is ticked, and the former rounds, below the last list
 * of a page.
 * @param {Checklist[]} own all lists of the page
 */
function showRounds(own) {
  const list = /** @type {Checklist} */ (own.at(-1));
  const before = /** @type {HTMLElement | null} */ (list.root.querySelector(":scope > .rounds"));
  const place = before ?? element("div", { class: "rounds removed no-print" }, nameFields(list), element("div"));
  list.removed.after(place);
  place.hidden = list.shared !== null;
  const isDone = own.every(({ tasks }) => tasks.every(({ box }) => box.checked));
  const [form, former] = /** @type {[HTMLElement, HTMLElement]} */ ([...place.children]);
  const names = namesOf(list);
  form.hidden = !(isDone || names.some(Boolean));
  for (const [at, input] of form.querySelectorAll("input").entries()) if (input.value !== names[at]) input.value = names[at] ?? "";
  const all = roundsOf(currentItems(own));
  const open = former.querySelector("details")?.open ?? false;
  const shown = element("details", { open }, element("summary", {}, word("rounds", { n: all.length })), element("ul", {}, ...all.map(roundLine)));
  former.replaceChildren(all.length > 0 ? shown : "");
}

/**
 * Fields for those who sign a round.
 * @param {Checklist} list
 */
function nameFields(list) {
  const { root, page } = list;
  const fields = Array.from({ length: Number(root.dataset.names ?? 0) }, (_, at) => {
    const id = `:signed:${at + 1}`;
    const text = nameWord(root, at);
    const input = element("input", { id: `${root.id}-${id}`, autocomplete: "off" });
    input.addEventListener("input", () => {
      changePage(page, (record) => {
        rounds.begin(list, record);
        if (input.value.trim()) record.items[id] = { value: input.value, text, hash: "", time: Date.now() };
        else delete record.items[id];
      });
    });
    return element("p", { class: "field" }, element("label", { for: input.id }, text), input);
  });
  return element("div", { class: "questions" }, ...fields);
}

/**
 * The former rounds that hold a tick, the last first: when each began, and its entries by id.
 * @param {Record<string, Entry>} items
 */
function roundsOf(items) {
  /** @type {Map<number, Map<string, Entry>>} */
  const found = new Map();
  for (const [id, entry] of Object.entries(items)) {
    const [, start, of] = /^:round:(\d+):(.+)$/.exec(id) ?? [];
    if (of) found.set(Number(start), (found.get(Number(start)) ?? new Map()).set(of, entry));
  }
  return [...found].filter(([, entries]) => ticksOf(entries).length > 0).sort(([a], [b]) => b - a);
}

/** @param {Map<string, Entry>} entries */
function ticksOf(entries) {
  return [...entries.values()].filter(({ value }) => value === true);
}

/**
 * A former round: when it began, how much was done of how much, by whom, and when.
 * @param {[number, Map<string, Entry>]} round
 */
function roundLine([start, entries]) {
  const ticks = ticksOf(entries);
  const names = [":signed:1", ":signed:2"].flatMap((id) => entries.get(id)?.value ?? []);
  const total = Number(entries.get(":signed:of")?.value ?? ticks.length);
  const told = [rounds.roundInWords(start), word("done", { done: ticks.length, total }), ...names].join(" · ");
  return element("li", {}, told, element("ul", {}, ...ticks.map(({ text, time }) => element("li", {}, `${rounds.timeInWords(time)} ${text}`))));
}

/**
 * Lists what was ticked and is no longer on the page; of a copy that is looked at, nothing.
 * @param {Checklist} list
 */
function showGone({ page, place, removed, shared }) {
  const { items } = loadPage(page);
  const known = knownItems(page.key);
  const gone = Object.entries(items).filter(([id, { value }]) => value === true && !id.startsWith(":") && !known.has(id));
  if (shared || gone.length === 0) return removed.replaceChildren();
  const forget = button(word("forget"), () => {
    const ids = gone.map(([id]) => id);
    putBack({ page }, ids, emptyRecord(page).items);
    offerUndo(place, word("forgotten"), () => putBack({ page }, ids, items));
    place.querySelector("button")?.focus();
  });
  removed.replaceChildren(
    element(
      "details",
      { open: removed.querySelector("details")?.open ?? false },
      element("summary", {}, word("removed", { n: gone.length })),
      element("ul", {}, ...gone.map(([, { text }]) => element("li", {}, text))),
      element("p", { class: "tools" }, forget),
    ),
  );
}

Object.assign(/** @type {any} */ (window).handbook, { printLists, showGone, showRounds });
