// The columns and rows of a table that the reader chose, here or in another tab: shown before the table is
// there, so that nothing moves. It takes nothing from other scripts; what is chosen is kept by them.

const chosenRoot = /** @type {HTMLElement} */ (document.currentScript?.parentElement);
const chosenName = `handbook:${document.documentElement.dataset.base || "/"}:table:${chosenRoot.dataset.comparison}`;

const chosenBoxes = [...chosenRoot.querySelectorAll(/** @type {"input"} */ (".choice input"))];

function showChosen() {
  /** @type {{ hidden: string[], different?: boolean }} */
  let choice = { hidden: [] };
  try {
    choice = JSON.parse(localStorage.getItem(chosenName) ?? "");
  } catch {
    // Nothing was chosen, or nothing that can be read.
  }
  const columns = chosenBoxes.filter((box) => box.matches("[value]"));
  const shown = columns.filter(({ value }) => !choice?.hidden?.includes?.(value));
  // An extract may have few of the columns that were left.
  for (const box of chosenBoxes) box.checked = columns.includes(box) ? !shown[1] || shown.includes(box) : choice?.different === true;
  hideOthers();
}

/** Hides what is not chosen, by a class of the table for each box: with `:has()`, browsers would ask every cell. */
function hideOthers() {
  for (const { checked, className } of chosenBoxes) chosenRoot.classList.toggle(className.replace("show", "hide"), checked !== className.startsWith("show"));
}

// The box answers at once; a long table takes longer than a press may, so that it follows in the next picture.
chosenRoot.addEventListener("change", () => requestAnimationFrame(() => setTimeout(hideOthers)));
addEventListener("storage", ({ key }) => {
  // Where all is erased, no name is given.
  if ((key ?? chosenName) === chosenName) showChosen();
});
showChosen();
