// Listens to the server and keeps the page in view up to date.

/**
 * A message of the server. `changed` lists the addresses that differ between the site `before` and
 * the site `generation`, or is null for too many to list; `visit` is a page to go to.
 * @typedef {{
 *   generation: string, before: string | null, changed: string[] | null,
 *   problems: Problems, visit: string | null,
 * }} Message
 */

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
let generation = script.dataset.generation ?? "";
let kind = script.dataset.kind ?? "page";

/** The page as it was sent. No other script has run yet: this one is the first in the head. */
let sent = /** @type {Document} */ (copyOf(document));
pair(sent, document);

/** How long a connection may stay silent, in milliseconds, before it is taken for dead. */
const PATIENCE = 40_000;
/** How long to wait before asking a server again that refused, in milliseconds. */
const RETRY = 2_000;

/** @type {EventSource | undefined} */
let events;
let lastSign = 0;

// A tab that is not seen gives its connection back: browsers allow six to a server.
function listen() {
  if (events || document.hidden) return;
  lastSign = performance.now();
  events = new EventSource(`/_handbook/events?page=${location.pathname}`);
  events.onmessage = (event) => {
    lastSign = performance.now();
    receive(JSON.parse(event.data));
  };
  events.addEventListener("beat", () => (lastSign = performance.now()));
  events.onerror = () => {
    // The browser itself asks again after a broken connection, but not after a refusal.
    if (events?.readyState === EventSource.CLOSED) {
      stop();
      setTimeout(listen, RETRY);
    }
  };
}

function stop() {
  events?.close();
  events = undefined;
}

/** @type {Message | undefined} the newest one that waits */
let waiting;
let isBusy = false;

/** @param {Message} message */
async function receive(message) {
  waiting = message;
  if (isBusy) return;
  isBusy = true;
  try {
    while (waiting) {
      const next = waiting;
      waiting = undefined;
      await heed(next);
    }
  } catch {
    // The server has gone, or the page cannot be patched; the next message tries anew.
    stop();
    setTimeout(listen, RETRY);
  } finally {
    isBusy = false;
  }
}

/** @param {Message} message */
async function heed(message) {
  if (kind === "failure") {
    if (message.generation !== generation) location.reload();
    return;
  }
  if (message.generation === generation || (await keepUp(message))) showProblems(message.problems);
}

/**
 * Brings the page in view up to date; gives false if it is left instead.
 * @param {Message} message
 */
async function keepUp(message) {
  const named = message.before === generation ? message.changed : null;
  const changed = named && new Set(named.map(plain));
  if (message.visit && plain(message.visit) !== plain(location.pathname) && !changed?.has(plain(location.pathname))) {
    location.assign(message.visit);
    return false;
  }
  // Without a list, the page is looked at; files beside it are by their names, or not at all.
  const hasChanged = (/** @type {string} */ address) => Boolean(changed?.has(plain(new URL(address, location.href).pathname)));
  if ([...document.scripts].some((element) => element.src && hasChanged(element.src))) {
    location.reload();
    return false;
  }
  if (!changed || kind === "missing" || changed.has(plain(location.pathname))) {
    if (!(await refresh(hasChanged))) return false;
  } else {
    await swapStyles(sent, sent, hasChanged);
    generation = message.generation;
  }
  swapImages(hasChanged);
  return true;
}

/**
 * Fetches the page in view and patches it; gives false if it is left instead.
 * @param {(address: string) => boolean} hasChanged
 */
async function refresh(hasChanged) {
  const fresh = await request(location.pathname + location.search);
  const now = fresh.querySelector("script[data-generation]");
  if (!(now instanceof HTMLScriptElement) || now.dataset.kind === "failure") {
    location.reload();
  } else if (now.dataset.kind === "missing" && kind !== "missing") {
    await goUp();
  } else if (needsReload(sent, fresh)) {
    location.reload();
  } else {
    await swapStyles(sent, fresh, hasChanged);
    unmark();
    patch(sent, fresh);
    sent = fresh;
    kind = now.dataset.kind ?? kind;
    generation = now.dataset.generation ?? generation;
    // For scripts of the site that prepare elements.
    document.dispatchEvent(new CustomEvent("handbook:patched"));
    return true;
  }
  return false;
}

/**
 * A page as a document. It is parsed by the browser's own request, since a policy for Trusted Types
 * can be made only once and belongs to the scripts of the site.
 * @param {string} address
 * @returns {Promise<Document>}
 */
function request(address) {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("GET", address);
    call.responseType = "document";
    call.onload = () => (call.responseXML ? resolve(call.responseXML) : reject(new Error(address)));
    call.onerror = () => reject(new Error(address));
    call.send();
  });
}

/** Leaves a page that no longer exists for the nearest one above. */
async function goUp() {
  let path = plain(location.pathname);
  while (path !== "/") {
    path = path.replace(/[^/]*\/?$/, "");
    const answer = await fetch(encodeURI(path), { method: "HEAD" });
    if (answer.ok) break;
  }
  location.replace(encodeURI(path));
}

/**
 * One spelling for each address.
 * @param {string} path
 */
function plain(path) {
  try {
    return decodeURIComponent(path).replace(/\/index\.html$/, "/");
  } catch {
    return path;
  }
}

document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
addEventListener("pagehide", stop);
addEventListener("pageshow", listen);
// After sleep, a connection may be dead without an event.
setInterval(() => {
  if (events && performance.now() - lastSign > PATIENCE) {
    stop();
    listen();
  }
}, PATIENCE / 8);
// The scripts of the page come first: what they prepare is then marked as it is shown.
document.addEventListener("DOMContentLoaded", listen);
