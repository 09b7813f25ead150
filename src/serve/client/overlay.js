// The error overlay: the messages of the terminal over the page, while the sources have errors.

/**
 * An error: its file, line and column where known, and what the terminal says.
 * @typedef {{ place: string, text: string }} Problem
 */

/** Lies outside of the body, with styles of its own. @type {HTMLElement | undefined} */
let overlay;

/** The problems shown last, so that an overlay that its reader has closed stays closed. */
let shownProblems = "[]";

/**
 * Shows these problems and no others.
 * @param {Problem[]} problems
 */
function showProblems(problems) {
  const text = JSON.stringify(problems);
  if (text === shownProblems) return;
  shownProblems = text;
  overlay?.remove();
  overlay = undefined;
  if (problems.length === 0) return;
  overlay = document.createElement("handbook-problems");
  overlay.attachShadow({ mode: "open" }).append(styles(), panel(problems, overlay));
  document.documentElement.append(overlay);
}

function styles() {
  return make("link", { rel: "stylesheet", href: "/_handbook/client.css" });
}

/**
 * @param {Problem[]} problems
 * @param {HTMLElement} host
 */
function panel(problems, host) {
  const button = make("button", { type: "button" }, "Hide");
  button.addEventListener("click", () => host.remove());
  const count = problems.length === 1 ? "1 error" : `${problems.length} errors`;
  const head = make("header", {}, make("h2", {}, `${count}: the last good site is shown`), button);
  const items = problems.map(({ place, text }) =>
    make("li", {}, make("b", {}, place), make("pre", { tabindex: "0" }, text)),
  );
  return make("section", { role: "alert" }, head, make("ol", {}, ...items));
}

/**
 * Makes an element. Text in its content is never taken for markup.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {(string | Node)[]} content
 */
function make(name, attributes, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...content);
  return element;
}
