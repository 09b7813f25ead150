// Everything that the device keeps of this handbook, to be saved, loaded or erased at once: below
// the list of all checklists, and on the page of settings.

/**
 * Every record that can be read, with its key, in the order of keys.
 * @returns {[string, PageRecord][]}
 */
function allPages() {
  return [...snapshot()].flatMap(([name, text]) => {
    const { record } = parseRecord(text);
    return record && name.startsWith(pageSpace) ? [[name.slice(pageSpace.length), record]] : [];
  });
}

/** Removes everything that this site keeps on the device, what cannot be read included. Returns what it was. */
function eraseAll() {
  const before = snapshot();
  // To remove thousands of names takes long. Another site on this host may keep something too.
  if (!storageTrouble() && Object.keys(localStorage).every((name) => before.has(name))) localStorage.clear();
  for (const name of before.keys()) writeText(name, null);
  tellWatchers(null);
  return before;
}

/**
 * Brings the tools for everything to life, once: a page may have both of their places.
 * @param {(copies: Later, place: HTMLElement, pages: CopiedPage[]) => void} preview shows what a copy would do
 */
function startEverything(preview) {
  const [section, ...others] = document.querySelectorAll(/** @type {"section"} */ (".everything[hidden]"));
  const [save, load, erase] = section?.querySelectorAll("button") ?? [];
  for (const other of others) other.remove();
  const place = section?.querySelector(/** @type {"div"} */ (".tools-place"));
  if (!section || !place || !save || !load || !erase) return;
  const summary = /** @type {HTMLElement} */ (section.querySelector(".kept"));
  save.addEventListener("click", () => later("copies", place, ({ saveCopy }) => saveCopy(word("everything"), allPages())));
  load.addEventListener("click", () => {
    chooseCopy(place, (copies, pages, problem) => {
      if (!pages) say(place, problem);
      else preview(copies, place, pages);
    });
  });
  erase.addEventListener("click", () => soon(() => {
    const before = eraseAll();
    offerUndo(place, word("erased"), () => soon(() => {
      // What was kept since is not part of it.
      eraseAll();
      restore(before);
    }));
  }));
  section.hidden = false;
  const show = () => {
    // Former rounds, and who signed, are no answers.
    const counts = allPages().map(([, { items }]) => Object.keys(items).filter((id) => !/^:(round|signed):/.test(id)).length).filter(Boolean);
    const answers = counts.reduce((sum, count) => sum + count, 0);
    summary.textContent = answers ? word("keptAll", { answers, pages: counts.length }) : word("keptNothing");
    if (storageTrouble()) summary.textContent = word(storageTrouble() === "full" ? "storageFull" : "storageBlocked");
  };
  // Thousands of pages are counted when the reader sees that something has changed.
  watchPages(() => soon(show));
  show();
}
