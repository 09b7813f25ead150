// A checklist in a link: its ticks stand in the fragment, which no browser sends to a server.
// Whoever opens one sees the copy beside their own list, which stays as it is until they say so.

/** @typedef {{ key: string, ids: string[], newer: boolean }} SharedCopy */

/**
 * The link to a list with its ticks: `#c=1~KEY~id.id.id` at the address of the list's own page.
 * @param {Checklist} list
 */
function shareLink({ path, page, tasks }) {
  const url = new URL(path, location.href);
  const ids = tasks.filter(({ box }) => box.checked).map(({ id }) => encodeURIComponent(id));
  url.hash = `c=1~${encodeURIComponent(page.key)}~${ids.join(".")}`;
  return url.href;
}

/**
 * The copy that a fragment holds.
 * @param {string} fragment
 * @returns {SharedCopy | null}
 */
function parseShared(fragment) {
  const [, version, key = "", ids = ""] = /^#c=(\d{1,6})~(.+?)~([^~]*)$/.exec(fragment) ?? [];
  if (!version) return null;
  try {
    const names = ids.split(".").filter(Boolean).map(decodeURIComponent);
    return { key: decodeURIComponent(key), ids: names, newer: Number(version) > 1 };
  } catch {
    return null;
  }
}

/** Opens the copy that the address of the page holds, or closes it. */
function showShared() {
  const copy = parseShared(location.hash);
  for (const list of checklists) {
    const { key, former } = list.page;
    const here = copy !== null && [key, ...former].includes(copy.key);
    const mine = copy?.ids.filter((id) => list.tasks.some((task) => task.id === id)) ?? [];
    const meant = here && (mine.length > 0 || copy.ids.length === 0 || !anyListHas(copy));
    list.root.querySelector(".banner")?.remove();
    list.shared = meant && !copy.newer ? new Set(mine) : null;
    showChecklist(list);
    if (meant) showBanner(list, copy, mine.length);
  }
  const first = document.querySelector(".banner");
  if (first instanceof HTMLElement) {
    first.scrollIntoView({ block: "center" });
    first.focus({ preventScroll: true });
  }
}

/**
 * Whether some list of the page has an item of the copy, which then is meant and not the others.
 * @param {SharedCopy} copy
 */
function anyListHas({ key, ids }) {
  return checklists.some(
    ({ page, tasks }) => [page.key, ...page.former].includes(key) && tasks.some(({ id }) => ids.includes(id)),
  );
}

/**
 * @param {Checklist} list
 * @param {SharedCopy} copy
 * @param {number} found
 */
function showBanner(list, copy, found) {
  const missing = copy.ids.length - found;
  const text = copy.newer ? word("sharedNewer") : word("shared", { done: found, total: list.tasks.length });
  const close = button(word("close"), () => closeShared(list));
  const use = button(word("useCopy"), () => {
    const undo = changeTicks(list, (task) => copy.ids.includes(task.id));
    closeShared(list);
    offerUndo(list.place, word("copyUsed"), undo);
    list.place.querySelector("button")?.focus();
  });
  const banner = element(
    "div",
    { class: "banner no-print", role: "group", "aria-label": word("sharedTitle"), tabindex: -1 },
    element("p", {}, text, missing > 0 && !copy.newer ? ` ${word("sharedMissing", { n: missing })}` : ""),
    element("p", { class: "tools" }, ...(copy.newer ? [] : [use, " "]), close),
  );
  list.root.prepend(banner);
}

/**
 * Takes the copy out of the address and shows the reader's own list again.
 * @param {Checklist} list
 */
function closeShared(list) {
  history.replaceState(history.state, "", location.pathname + location.search);
  showShared();
  list.tasks[0]?.box.focus();
}
