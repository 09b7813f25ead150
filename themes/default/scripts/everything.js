// Everything that the device keeps of this handbook, to be saved, loaded or erased at once: below
// the list of all checklists, and on the page of settings.

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
  erase.addEventListener("click", () => {
    const before = snapshot();
    eraseAll();
    offerUndo(place, word("erased"), () => {
      // What was kept since is not part of it.
      eraseAll();
      restore(before);
    });
  });
  section.hidden = false;
  const show = () => {
    const { answers, pages } = countAnswers([...allPages().values()]);
    summary.textContent = answers > 0 ? word("keptAll", { answers, pages }) : word("keptNothing");
    if (storageTrouble()) summary.textContent = word(storageTrouble() === "full" ? "storageFull" : "storageBlocked");
  };
  // Thousands of pages are counted when the reader sees that something has changed.
  watchPages(() => setTimeout(show));
  show();
}

/**
 * How many answers some records hold, and on how many pages.
 * @param {PageRecord[]} records
 */
function countAnswers(records) {
  // Former rounds, and who signed, are no answers.
  const isAnswer = (/** @type {string} */ id) => !/^:(round|signed):/.test(id);
  const counts = records.map(({ items }) => Object.keys(items).filter(isAnswer).length).filter(Boolean);
  return { answers: counts.reduce((sum, count) => sum + count, 0), pages: counts.length };
}
