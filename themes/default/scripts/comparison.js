// Comparisons: which columns and rows are shown is kept on the device, at least two columns stay,
// and what is shown can be copied. What was kept is shown by `columns.js`, hiding itself is done by the stylesheet.

/**
 * @param {HTMLElement} root
 */
function startComparison(root) {
  const name = `${space}table:${root.dataset.comparison}`;
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
    // Styles are not asked what is hidden, which would have all of them worked out at once.
    const count = (/** @type {string} */ found) => root.querySelectorAll(found).length;
    announce(
      box === different
        ? word("comparisonRows", { n: box.checked ? count(".row.same") : 0, total: count(".row") })
        : word("comparisonColumns", { n: hidden.length - others.length, total: columns.length }),
    );
  });

  const tools = root.querySelector(/** @type {"p"} */ (".tools"));
  const place = root.querySelector(/** @type {"div"} */ (".tools-place"));
  if (!tools || !place) return;
  tools.hidden = false;
  const left = () => [different?.checked ? ".same" : [], columns.map(({ checked, className }) => (checked ? [] : className.replace("show-", ".c")))].flat(2);
  [asMarkdown, asCsv].forEach((write, index) =>
    tools.children[index]?.addEventListener("click", () => soon(() => copyOut(write(shownCells(root, left())), word("comparisonCopied"), place))),
  );
}

/**
 * The texts of the table as it is shown: its head, then its rows, each with its heading first. What is no text of a
 * cell, and what is hidden, is taken out of one copy of the whole, since many copies take time.
 * @param {HTMLElement} root
 * @param {string[]} left selectors of what is hidden
 */
function shownCells(root, left) {
  const copy = /** @type {HTMLTableElement} */ (root.querySelector("table")?.cloneNode(true));
  for (const extra of copy.querySelectorAll([".cell-key", ".row-link", ".note-ref", "[popover]", ...left].join())) extra.remove();
  const rows = [...copy.querySelectorAll(/** @type {"tr"} */ ("thead tr, .row"))];
  return rows.map(({ cells }) => [...cells].map((cell) => /** @type {string} */ (cell.textContent).replace(/\s+/g, " ").trim()));
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
