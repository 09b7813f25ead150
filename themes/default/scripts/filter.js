// The field above a long list, loaded when somebody goes there: of the list stays what holds every word that is written.

/** A text with its case and its accents folded. @param {string | null} text */
const foldedText = (text) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const field of document.querySelectorAll(/** @type {"input"} */ ("[data-filter]"))) {
  const { filter = "", said = "" } = field.dataset;
  const line = /** @type {HTMLElement} */ (field.closest("p"));
  // What is said of a row stands below it.
  const parts = [...document.querySelectorAll(/** @type {"li"} */ (filter))].map((part) => {
    const more = /** @type {HTMLElement | null} */ (part.matches(":has(+ .more)") ? part.nextElementSibling : null);
    return { boxes: more ? [part, more] : [part], text: foldedText(part.textContent) + foldedText(more?.textContent ?? ""), fits: true };
  });
  /** How often something was written, so that of two lists the later one is shown. */
  let turn = 0;
  const show = () => {
    const words = foldedText(field.value).split(/\s+/);
    for (const part of parts) part.fits = words.every((word) => part.text.includes(word));
    // The letter is seen first, then the beginning of a very long list.
    const left = parts.slice();
    const now = ++turn;
    const next = () => {
      if (now !== turn) return;
      for (const { boxes, fits } of left.splice(0, 200)) for (const box of boxes) box.hidden = !fits;
      if (left.length > 0) return void window.setTimeout(next);
      const [status] = line.getElementsByTagName("span");
      if (status) status.textContent = said.replace("{n}", `${parts.filter(({ fits }) => fits).length}`).replace("{total}", `${parts.length}`);
    };
    requestAnimationFrame(() => window.setTimeout(next));
  };
  field.addEventListener("input", show);
  // What was written before the page was left and came back.
  if (field.value) show();
}
