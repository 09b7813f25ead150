// The columns and rows of a table that the reader chose: set before the table is there, so that
// nothing moves. It takes nothing from other scripts; that two columns stay is seen to by them.

const chosenRoot = /** @type {HTMLElement} */ (document.currentScript?.parentElement);
try {
  const { hidden, different } = JSON.parse(localStorage.getItem(`handbook:${document.documentElement.dataset.base}:table:${chosenRoot.dataset.comparison}`) ?? "");
  for (const box of chosenRoot.querySelectorAll(/** @type {"input"} */ (".choice input"))) {
    box.checked = box.matches(".only-different") ? different : !hidden.includes(box.value);
  }
} catch {
  // Nothing was chosen, or nothing that can be read.
}
