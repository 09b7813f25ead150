// The columns and rows of a table that the reader chose, here or in another tab: shown before the table is
// there, so that nothing moves. It takes nothing from other scripts; what is chosen is kept by them.

const chosenRoot = /** @type {HTMLElement} */ (document.currentScript?.parentElement);
const chosenName = `handbook:${document.documentElement.dataset.base || "/"}:table:${chosenRoot.dataset.comparison}`;

function showChosen() {
  /** @type {{ hidden: string[], different?: boolean }} */
  let choice = { hidden: [] };
  try {
    choice = JSON.parse(localStorage.getItem(chosenName) ?? "");
  } catch {
    // Nothing was chosen, or nothing that can be read.
  }
  const columns = [...chosenRoot.querySelectorAll(/** @type {"input"} */ (".choice [value]"))];
  const shown = columns.filter(({ value }) => !choice?.hidden?.includes?.(value));
  // An extract may have few of the columns that were left.
  for (const box of columns) box.checked = !shown[1] || shown.includes(box);
  for (const box of chosenRoot.querySelectorAll(/** @type {"input"} */ (".only-different"))) box.checked = choice?.different === true;
}

addEventListener("storage", ({ key }) => {
  if (key === chosenName || key === null) showChosen();
});
showChosen();
