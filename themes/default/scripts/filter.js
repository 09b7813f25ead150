// The field above a long list, loaded when somebody goes there: of the list stays what holds every word that is written.

/** A text with its case and its accents folded. @param {string | null} text */
const foldedText = (text) => (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const field of document.querySelectorAll(/** @type {"input"} */ ("[data-filter]"))) {
  const { filter = "", said = "" } = field.dataset;
  const line = /** @type {HTMLElement} */ (field.closest("p"));
  const show = () => {
    const words = foldedText(field.value).split(/\s+/);
    const parts = [...document.querySelectorAll(/** @type {"li"} */ (filter))];
    const fitting = parts.filter((part) => {
      // What is said of a row stands below it.
      const more = /** @type {HTMLElement | null} */ (part.matches(":has(+ .more)") ? part.nextElementSibling : null);
      const text = foldedText(part.textContent) + foldedText(more?.textContent ?? "");
      part.hidden = !words.every((word) => text.includes(word));
      if (more) more.hidden = part.hidden;
      return !part.hidden;
    });
    const [status] = line.getElementsByTagName("span");
    if (status) status.textContent = said.replace("{n}", `${fitting.length}`).replace("{total}", `${parts.length}`);
  };
  field.addEventListener("input", show);
  // What was written before the page was left and came back.
  if (field.value) show();
}
