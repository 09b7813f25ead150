// Links and texts that a reader hands on: in the way of the device where it has one, else by the
// clipboard, else in a field to be copied from.

/** Whether the device has a way of its own to hand things on. */
const canShare = typeof navigator.share === "function";

/**
 * Hands a link on.
 * @param {string} url
 * @param {string} title
 * @param {HTMLElement} place
 */
async function handOn(url, title, place) {
  if (!canShare) return copyOut(url, word("linkCopied"), place);
  try {
    await navigator.share({ title, url });
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) showField(url, place);
  }
}

/**
 * Copies a text to the clipboard.
 * @param {string} text
 * @param {string} said
 * @param {HTMLElement} place
 */
async function copyOut(text, said, place) {
  try {
    await navigator.clipboard.writeText(text);
    place.replaceChildren(said);
    announce(said);
  } catch {
    showField(text, place);
  }
}

/**
 * @param {string} text
 * @param {HTMLElement} place
 */
function showField(text, place) {
  const field = element("textarea", { readonly: true, rows: Math.min(text.split("\n").length + 1, 12) });
  field.value = text;
  place.replaceChildren(element("label", {}, word("copyByHand"), " ", field));
  field.select();
}
