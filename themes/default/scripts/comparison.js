// Comparisons: which columns and rows are shown is kept on the device, at least two columns stay,
// and what is shown can be copied. Showing and hiding itself is done by the stylesheet.

/** @typedef {{ hidden: string[], different: boolean }} Choice the ids of columns, and the box for rows */

/**
 * @param {HTMLElement} root
 */
function startComparison(root) {
  const name = `handbook:${document.documentElement.dataset.base || "/"}:table:${root.dataset.comparison}`;
  const columns = [...root.querySelectorAll(/** @type {"input"} */ (".choice [value]"))];
  const different = root.querySelector(/** @type {"input"} */ (".only-different"));

  const show = () => {
    const choice = readChoice(name);
    const shown = columns.filter(({ value }) => !choice.hidden.includes(value));
    for (const box of columns) box.checked = shown.length < 2 || shown.includes(box);
    if (different) different.checked = choice.different;
  };

  const said = root.querySelector("[role=status]");
  root.querySelector(".choice")?.addEventListener("change", ({ target }) => {
    const box = /** @type {HTMLInputElement} */ (target);
    if (columns.includes(box) && columns.filter(({ checked }) => checked).length < 2) {
      box.checked = true;
      said?.replaceChildren(word("comparisonTwo"));
      return;
    }
    said?.replaceChildren();
    const before = readChoice(name);
    // The columns that this extract does not have keep what was chosen elsewhere.
    const others = before.hidden.filter((id) => !columns.some(({ value }) => value === id));
    const hidden = columns.filter(({ checked }) => !checked).map(({ value }) => value);
    writeChoice(name, { hidden: [...others, ...hidden], different: different ? different.checked : before.different });
    announce(summary(root, box === different));
  });
  window.addEventListener("storage", ({ key }) => {
    if (key === name || key === null) show();
  });
  show();

  const tools = root.querySelector(/** @type {"p"} */ (".tools"));
  const place = root.querySelector(/** @type {"div"} */ (".tools-place"));
  if (!tools || !place) return;
  tools.hidden = false;
  [asMarkdown, asCsv].forEach((write, index) =>
    tools.children[index]?.addEventListener("click", () => copyOut(write(shownCells(root)), word("comparisonCopied"), place)),
  );
}

/**
 * What can be seen now, in a sentence.
 * @param {HTMLElement} root
 * @param {boolean} ofRows
 */
function summary(root, ofRows) {
  const all = [...root.querySelectorAll(/** @type {"tr"} */ (ofRows ? "tr.row" : "thead th"))];
  return word(ofRows ? "comparisonRows" : "comparisonColumns", { n: all.length - all.filter(isShown).length, total: all.length });
}

/** @param {Element} part */
function isShown(part) {
  return getComputedStyle(part).display !== "none";
}

/**
 * The texts of the table as it is shown: its head, then its rows, each with its heading first. What is no text of a
 * cell is taken out of one copy of the whole, since many copies take time.
 * @param {HTMLElement} root
 */
function shownCells(root) {
  const copy = /** @type {HTMLTableElement} */ (root.querySelector("table")?.cloneNode(true));
  for (const extra of copy.querySelectorAll(".cell-key, .row-link, .note-ref, [popover]")) extra.remove();
  const rows = [...root.querySelectorAll(/** @type {"tr"} */ ("thead tr, tr.row"))].filter(isShown);
  const columns = [.../** @type {HTMLTableRowElement} */ (rows[0]).cells].map(isShown);
  return rows.map(({ rowIndex }) => {
    const { cells } = /** @type {HTMLTableRowElement} */ (copy.rows[rowIndex]);
    return [...cells].filter((_, at) => columns[at]).map((cell) => /** @type {string} */ (cell.textContent).replace(/\s+/g, " ").trim());
  });
}

/** @param {string[][]} rows */
function asMarkdown(rows) {
  const [head = [], ...body] = rows.map((cells) => cells.map((text) => text.replace(/[\\`*_[\]<|]/g, "\\$&")));
  const lines = [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`);
  return `${lines.join("\n")}\n`;
}

/**
 * No field begins like a formula that a spreadsheet would run; numbers are none.
 * @param {string[][]} rows
 */
function asCsv(rows) {
  const field = (/** @type {string} */ text) => {
    const safe = /^[=+\-@]/.test(text) && isNaN(+text) ? `'${text}` : text;
    return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((cells) => `${cells.map(field).join(",")}\r\n`).join("");
}

/**
 * What was chosen for a table; nothing is hidden where that cannot be read.
 * @param {string} name
 * @returns {Choice}
 */
function readChoice(name) {
  try {
    const choice = JSON.parse(localStorage.getItem(name) ?? "{}");
    const hidden = Array.isArray(choice.hidden) ? choice.hidden.filter((/** @type {unknown} */ id) => typeof id === "string") : [];
    return { hidden, different: choice.different === true };
  } catch {
    return { hidden: [], different: false };
  }
}

/**
 * Keeps a choice; without storage it holds until the page is left.
 * @param {string} name
 * @param {Choice} choice
 */
function writeChoice(name, choice) {
  try {
    if (!choice.hidden[0] && !choice.different) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(choice));
  } catch {
    // The boxes themselves show it.
  }
}

for (const root of document.querySelectorAll("[data-comparison]")) startComparison(/** @type {HTMLElement} */ (root));
