// A checklist in a link. Whoever opens one sees the copy beside their own list, which stays as it
// is until they say so.

/**
 * The link to a list with its ticks, at the address of the list's own page.
 * @param {Checklist} list
 */
function shareLink(list) {
  const ids = list.tasks.filter(({ box }) => box.checked).map(({ id }) => id);
  return copyLink("c", list.path, list.page.key, [...ids, ...(rounds?.mark(list) ?? [])].map(encodeURIComponent));
}

/** Opens the copy that the address of the page holds, or closes it. */
function showShared() {
  for (const list of checklists) {
    const copy = copyInLink("c", list.page);
    // A list that starts again says of which round its ticks are.
    const ids = copy?.parts.filter((part) => !part.startsWith(":")) ?? [];
    const former = rounds?.mark(list).some((round) => !copy?.parts.includes(round)) ?? false;
    const mine = ids.filter((id) => list.tasks.some((task) => task.id === id));
    const meant = copy !== null && (mine.length > 0 || ids.length === 0 || !anyListHas(list.page, ids));
    list.root.querySelector(":scope > .banner")?.remove();
    list.shared = meant && !copy.newer ? new Set(mine) : null;
    showChecklist(list);
    if (meant) offerShared(list, copy.newer, ids, former);
  }
  focusBanner();
}

/**
 * Whether some list of a page has an item of the copy, which then is meant and not the others.
 * @param {PageInfo} page
 * @param {string[]} ids
 */
function anyListHas({ key }, ids) {
  return checklists.some(({ page, tasks }) => page.key === key && tasks.some(({ id }) => ids.includes(id)));
}

/**
 * @param {Checklist} list
 * @param {boolean} newer
 * @param {string[]} ids
 * @param {boolean} former whether it is of another round
 */
function offerShared(list, newer, ids, former) {
  const done = list.shared?.size ?? 0;
  const missing = ids.length - done > 0 ? ` ${word("sharedMissing", { n: ids.length - done })}` : "";
  const text = newer ? word("sharedNewer") : word("shared", { done, total: list.tasks.length }) + missing + (former ? ` ${word("sharedFormer")}` : "");
  const close = () => {
    showShared();
    list.tasks[0]?.box.focus();
  };
  const use = () => {
    offerUndo(list.place, word("copyUsed"), changeTicks(list, ({ id }) => ids.includes(id)));
    list.place.querySelector("button")?.focus();
  };
  showBanner(list.root, text, newer || former ? null : use, close);
}
