// Before the first pixel: how the reader wants pages to look, as attributes of the root element.
// What the device keeps is checked and never trusted; where it keeps nothing, the page follows the
// device.

const frameRoot = document.documentElement;
const settingsName = `handbook:${frameRoot.dataset.base}:settings`;

/** @param {string | null} text */
function applySettings(text) {
  /** @type {Record<string, unknown>} */
  let settings = {};
  try {
    settings = JSON.parse(text ?? "") ?? {};
  } catch {
    // Nothing is kept, or nothing that can be read.
  }
  for (const name of ["theme", "contrast", "text", "keys"]) {
    const value = settings[name];
    if (/^[a-z]+$/.test(String(value ?? ""))) frameRoot.dataset[name] = String(value);
    else delete frameRoot.dataset[name];
  }
}

function readSettings() {
  try {
    applySettings(localStorage.getItem(settingsName));
  } catch {
    // A browser may refuse storage altogether.
  }
}

readSettings();
// Another tab has changed them, or this page has and tells in the same way. Without a key,
// everything was removed.
addEventListener("storage", ({ key, newValue }) => {
  if (key === settingsName || key === null) applySettings(newValue);
});
// A page that the browser took out of its memory has heard nothing while it lay there.
addEventListener("pageshow", readSettings);

// Pages fade into one another. A style sheet of its own says so, since Chromium asks for it before it
// has applied those that a page loads.
if ("onpagereveal" in window) {
  const fading = new CSSStyleSheet();
  fading.replaceSync("@media (prefers-reduced-motion: no-preference){@view-transition{navigation:auto}}");
  document.adoptedStyleSheets.push(fading);
  for (const name of ["pageswap", "pagereveal"]) {
    // A reader may follow another link before the page has faded: that is no fault.
    addEventListener(name, (event) => /** @type {PageRevealEvent} */ (event).viewTransition?.ready.catch(() => {}));
  }
}
