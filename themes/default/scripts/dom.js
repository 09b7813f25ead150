// Addresses, elements, words and announcements: what every other script builds its part of a page with.
// Nothing here or elsewhere parses HTML, so that words from anywhere remain words.

/**
 * @typedef {object} Later what `copies.js` and `result.js` give, which are loaded when they are wanted
 * @property {typeof comparedLines} comparedLines
 * @property {typeof listRemoved} listRemoved
 * @property {typeof previewCopy} previewCopy
 * @property {typeof previewPage} previewPage
 * @property {typeof printLists} printLists
 * @property {typeof showGone} showGone
 * @property {typeof showRounds} showRounds
 * @property {typeof readCopy} readCopy
 * @property {typeof saveCopy} saveCopy
 * @property {typeof findAssessment} findAssessment
 * @property {typeof openRatings} openRatings
 * @property {typeof resultLines} resultLines
 * @property {typeof scoreAudit} scoreAudit
 * @property {typeof showMissing} showMissing
 * @property {typeof showResult} showResult
 */

/** The root of the handbook: on a host its base path, in a folder on a disk the way up to it. */
const root = new URL(document.documentElement.dataset.root || document.documentElement.dataset.base || "/", location.href);

/** Whether the handbook was opened from a disk. */
const onDisk = location.protocol === "file:";

/**
 * The path of an address of the page, as it can be kept: with the base path on a host; from a disk,
 * whose folders are nobody's business and may move, seen from the root. With the fragment.
 * @param {string} address
 */
function keptPath(address) {
  const { pathname, hash, href } = new URL(address, location.href);
  return onDisk ? href.slice(root.href.length).replace(/(^|\/)index\.html(?=$|[?#])/, "$1") : pathname + hash;
}

/**
 * The address to open for a path that was kept, or for one seen from the root: `roles/#x`. On a disk
 * a folder stands for nothing, so that its page is named.
 * @param {string} path
 */
function addressOf(path) {
  const url = new URL(path, root);
  if (onDisk && url.pathname.endsWith("/")) url.pathname += "index.html";
  return url.href;
}

/**
 * The address to hand on for a path that was kept: a disk is no place where others can look, so
 * that it is the one where the handbook is published, if that is known.
 * @param {string} path
 */
function publicAddress(path) {
  const { home } = document.documentElement.dataset;
  return home ? new URL(path, home).href : addressOf(path);
}

/**
 * Makes an element. An attribute that is `false`, `null` or `undefined` is left out, one that is
 * `true` is empty; children are elements or texts.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if ((value ?? false) !== false) made.setAttribute(name, value === true ? "" : `${value}`);
  }
  made.append(...children);
  return made;
}

/**
 * Calls `act` after the next picture, so that what takes long does not hold up what the reader sees of a press.
 * @param {() => void} act
 */
function soon(act) {
  requestAnimationFrame(() => setTimeout(act));
}

/**
 * Makes a button that calls `act` when it is pressed.
 * @param {string} text
 * @param {(button: HTMLButtonElement) => void} act
 * @param {Record<string, string | boolean>} [attributes]
 */
function button(text, act, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", () => act(made));
  return made;
}

/**
 * The words of the interface under a key, with values in place of `{name}`. The page carries them
 * as attributes of `<template id="page-text">`; a key that it lacks stands for itself.
 * @param {string} key in camel case: the attribute `data-not-saved` is `notSaved`
 * @param {Record<string, string | number>} [values]
 */
function word(key, values = {}) {
  const text = document.getElementById("page-text")?.dataset[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => `${values[name] ?? whole}`);
}

/** @type {number | undefined} */
let announcing;

/**
 * Tells readers who do not see the screen, in the page's one `role=status`. Of several messages
 * within 800 milliseconds the last is said: fast ticking is not read out tick by tick.
 * @param {string} text
 */
function announce(text) {
  const place = document.getElementById("page-said");
  window.clearTimeout(announcing);
  announcing = window.setTimeout(() => {
    if (place) place.textContent = text;
  }, 800);
  if (place) place.textContent = "";
}

/**
 * Prints the page with `data-NAME="how"` on its root, for the style sheets.
 * @param {string} name
 * @param {string} how
 */
function printAs(name, how) {
  const { dataset } = document.documentElement;
  dataset[name] = how;
  window.addEventListener("afterprint", () => delete dataset[name], { once: true });
  window.print();
}

/**
 * Shows what was done, with a way back, as the only content of `place`, and announces it. The
 * button stands there until it is pressed, something else takes its place, or the page is left.
 * @param {HTMLElement} place
 * @param {string} text
 * @param {() => void} undo
 */
function offerUndo(place, text, undo) {
  const back = button(word("undo"), () => {
    undo();
    say(place, word("undone"));
    place.tabIndex = -1;
    place.focus();
  });
  const held = place.contains(document.activeElement);
  place.replaceChildren(text, " ", back);
  if (held) back.focus();
  announce(text);
}

/**
 * Shows a text in a place, and announces it.
 * @param {HTMLElement} place
 * @param {string} text
 */
function say(place, text) {
  place.replaceChildren(text);
  announce(text);
}

/** The scripts that were asked for. @type {Record<string, Promise<unknown>>} */
const asked = {};

/**
 * Loads a script that waits in `template#page-later` until somebody presses what needs it. What could not
 * be loaded is tried again the next time.
 * @param {string} name
 */
function fetchLater(name) {
  return (asked[name] ??= new Promise((done, failed) => {
    const later = /** @type {HTMLTemplateElement | null} */ (document.getElementById("page-later"));
    const script = document.importNode(/** @type {Node} */ (later?.content.querySelector(`[data-later="${name}"]`)), true);
    script.addEventListener("load", done);
    script.addEventListener("error", () => {
      delete asked[name];
      failed();
    });
    document.head.append(script);
  }));
}

/**
 * Calls `act` with what such a script gives, or says in `place` that it could not be loaded.
 * @param {string} name
 * @param {HTMLElement} place
 * @param {(given: Later) => void} act
 */
function later(name, place, act) {
  fetchLater(name).then(() => act(/** @type {any} */ (window).handbook), () => say(place, word("notLoaded")));
}
