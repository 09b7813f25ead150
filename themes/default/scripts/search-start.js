// What every page has of search: the shortcuts and the way to their list, and the rest of search when
// it is wanted. It costs nothing until somebody goes to the field.

/** The one field of the page, and the files that it needs, which wait in a template. */
const searchField = /** @type {HTMLInputElement | null} */ (document.getElementById("search-field"));
const waiting = /** @type {HTMLTemplateElement | null} */ (document.getElementById("search-files"));

/** Files of the index that arrive before there is anyone to take them. @type {any} */
const early = (/** @type {any} */ (window).hb ??= { early: [] });
early.found ??= (/** @type {any[]} */ ...file) => early.early.push(file);

/**
 * Loads the files that wait in a template, once.
 * @param {Element | null | undefined} template
 */
function fetchFiles(template) {
  if (!(template instanceof HTMLTemplateElement)) return;
  const files = document.importNode(template.content, true);
  template.content.replaceChildren();
  document.head.append(files);
}
const fetchSearch = () => fetchFiles(waiting);

for (const field of document.querySelectorAll("[data-filter]")) {
  field.addEventListener("focus", () => fetchFiles(document.getElementById("page-filter")));
}

/** Whether a key that is pressed there is written. @param {EventTarget | null} target */
const writes = (target) => target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

/** Where the shortcuts are listed. */
const settingsLink = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".to-settings"));

if (searchField) {
  const single = () => document.documentElement.dataset.keys !== "off";
  searchField.setAttribute("aria-keyshortcuts", single() ? "/ Control+K Meta+K" : "Control+K Meta+K");
  searchField.addEventListener("focus", fetchSearch);
  if (document.activeElement === searchField || new URLSearchParams(location.search).get("q")) fetchSearch();
  document.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const long = key.toLowerCase() === "k" && ctrlKey !== metaKey && !altKey && !shiftKey;
    const alone = !ctrlKey && !metaKey && !altKey && single() && !writes(event.target);
    if (event.defaultPrevented || event.isComposing) return;
    if (long || (alone && key === "/")) {
      event.preventDefault();
      searchField.focus();
      searchField.select();
    } else if (alone && key === "?" && settingsLink) {
      location.assign(`${settingsLink.href}#keys`);
    }
  });
}
