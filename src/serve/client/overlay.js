// The control that says how many problems the site has, and the list that it opens: the messages of
// the terminal, those of the page in view first.

/**
 * A message: its file, line and column where known, what the terminal says, and the page concerned.
 * @typedef {{ place: string, text: string, href: string | null }} Problem
 */

/**
 * The problems of the site as a page is told them. `own` is how many errors the page itself has, or
 * warnings where there are no errors, `more` how many messages neither list has.
 * @typedef {{
 *   errors: number, warnings: number, own: number, marks: Mark[],
 *   here: Problem[], elsewhere: Problem[], more: number,
 * }} Problems
 */

/** Lies outside of the body, with styles of its own. @type {HTMLElement | undefined} */
let overlay;
let isOpen = false;

/**
 * Shows these problems and no others. A list that is open stays open.
 * @param {Problems} problems
 */
function showProblems(problems) {
  mark(problems.marks);
  const total = countsOf(problems);
  if (!total) {
    overlay?.remove();
    overlay = undefined;
    isOpen = false;
    return;
  }
  overlay ??= newOverlay();
  const root = /** @type {ShadowRoot} */ (overlay.shadowRoot);
  const control = /** @type {HTMLElement} */ (root.querySelector(".control"));
  const most = problems.errors ? countsOf({ ...problems, warnings: 0 }) : total;
  control.textContent = problems.own ? `${most}, ${problems.own} on this page` : most;
  control.dataset.severity = problems.errors ? "error" : "warning";
  root.querySelector("section")?.replaceWith(panel(problems, total));
  toggle(isOpen);
}

/** @param {Problems} problems */
function countsOf({ errors, warnings }) {
  const count = (/** @type {number} */ number, /** @type {string} */ noun) =>
    number === 0 ? [] : [`${number} ${noun}${number === 1 ? "" : "s"}`];
  return [...count(errors, "error"), ...count(warnings, "warning")].join(", ");
}

function newOverlay() {
  const host = make("handbook-problems", { lang: "en" });
  const control = make("button", { type: "button", class: "control", "aria-controls": "list" });
  control.addEventListener("click", () => toggle(!isOpen));
  const root = host.attachShadow({ mode: "open" });
  const styles = make("link", { rel: "stylesheet", href: "/_handbook/client.css" });
  // Until the styles are there, nothing is.
  host.hidden = true;
  for (const event of ["load", "error"]) styles.addEventListener(event, () => (host.hidden = false));
  root.append(styles, make("div", { role: "status" }, control), make("section", {}));
  root.addEventListener("keydown", (event) => {
    if (isOpen && /** @type {KeyboardEvent} */ (event).key === "Escape") close();
  });
  document.documentElement.append(host);
  return host;
}

/** @param {boolean} open */
function toggle(open) {
  isOpen = open;
  const root = overlay?.shadowRoot;
  root?.querySelector("section")?.toggleAttribute("hidden", !open);
  root?.querySelector(".control")?.setAttribute("aria-expanded", String(open));
}

function close() {
  toggle(false);
  /** @type {HTMLElement | null | undefined} */ (overlay?.shadowRoot?.querySelector(".control"))?.focus();
}

/**
 * @param {Problems} problems
 * @param {string} total
 */
function panel({ here, elsewhere, more }, total) {
  const hide = make("button", { type: "button" }, "Hide");
  hide.addEventListener("click", close);
  const section = make("section", { id: "list", "aria-labelledby": "total" });
  section.append(make("header", {}, make("h2", { id: "total" }, total), hide));
  if (here.length > 0) section.append(make("h3", {}, "On this page"), list(here));
  if (elsewhere.length > 0) section.append(make("h3", {}, here.length > 0 ? "Elsewhere" : "On other pages and in other files"), list(elsewhere));
  if (more > 0) section.append(make("p", {}, `The terminal has ${more} more ${more === 1 ? "message" : "messages"}.`));
  return section;
}

/** @param {Problem[]} problems */
function list(problems) {
  return make("ol", {}, ...problems.map(item));
}

/** @param {Problem} problem */
function item({ place, text, href }) {
  const marked = markedAt.get(place);
  const messages = make("pre", { tabindex: "0" }, text);
  if (marked) {
    const show = make("button", { type: "button", "aria-label": `Show ${place}` }, "Show");
    show.addEventListener("click", () => {
      close();
      reveal(marked);
    });
    return make("li", {}, make("b", {}, place), " ", show, messages);
  }
  const name = href && plain(href) !== plain(location.pathname) ? make("a", { href }, place) : make("b", {}, place);
  return make("li", {}, name, messages);
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
