// Comparisons: which columns and rows are shown is kept on the device, at least two columns stay,
// and what is shown can be copied. What was kept is shown by `columns.js`, hiding itself is done by the stylesheet.

/**
 * @param {HTMLElement} root
 */
function startComparison(root) {
  const name = `handbook:${document.documentElement.dataset.base || "/"}:table:${root.dataset.comparison}`;
  const columns = [...root.querySelectorAll(/** @type {"input"} */ (".choice [value]"))];
  const different = root.querySelector(/** @type {"input"} */ (".only-different"));

  const said = root.querySelector("[role=status]");
  root.querySelector(".choice")?.addEventListener("change", ({ target }) => {
    const box = /** @type {HTMLInputElement} */ (target);
    if (columns.includes(box) && columns.filter(({ checked }) => checked).length < 2) {
      box.checked = true;
      said?.replaceChildren(word("comparisonTwo"));
      return;
    }
    said?.replaceChildren();
    const before = parseObject(readText(name));
    // The columns that this extract does not have keep what was chosen elsewhere.
    const others = [before?.hidden ?? []].flat().filter((id) => typeof id === "string" && !columns.some(({ value }) => value === id));
    const hidden = [...others, ...columns.filter(({ checked }) => !checked).map(({ value }) => value)];
    const isKept = different ? different.checked : before?.different === true;
    writeText(name, hidden[0] || isKept ? JSON.stringify({ hidden, different: isKept }) : null);
    announce(summary(root, box === different));
  });

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

for (const root of document.querySelectorAll("[data-comparison]")) startComparison(/** @type {HTMLElement} */ (root));
