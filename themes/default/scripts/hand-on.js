// What a reader hands on: texts and links, in the way of the device where it has one, else by the
// clipboard, else in a field to be copied from; and copies of answers in a link. They stand in the
// fragment, which no browser sends to a server: `#c=1~KEY~PART.PART`, where the letter tells what
// kind of copy it is, and the number the version of its form. A day may follow: `~2026-11-29`.

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
    say(place, said);
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

/**
 * A link to a page with a copy in its fragment.
 * @param {string} kind
 * @param {string} path the address of the page as it is kept
 * @param {string} key
 * @param {string[]} parts of letters, digits and `-:,`
 */
function copyLink(kind, path, key, parts) {
  const url = new URL(publicAddress(path));
  url.hash = `${kind}=1~${encodeURIComponent(key).replaceAll("~", "%7E")}~${parts.join(".")}`;
  return url.href;
}

/**
 * The copy that the address of the page holds, if it is of that kind, of this page, and can be read.
 * @param {string} kind
 * @param {PageInfo} page
 * @returns {{ parts: string[], newer: boolean, day: string } | null}
 */
function copyInLink(kind, { key, former }) {
  const [, found, version, name = "", parts = "", day = ""] = /^#([a-z])=(\d{1,6})~([^~]+)~([^~]*)(?:~([\d-]{10}))?$/.exec(location.hash) ?? [];
  try {
    if (found !== kind || ![key, ...former].includes(decodeURIComponent(name))) return null;
    return { parts: parts.split(".").filter(Boolean).map(decodeURIComponent), newer: version !== "1", day };
  } catch {
    return null;
  }
}

/**
 * Says above what shows a copy that it does, with the ways out.
 * @param {HTMLElement} root
 * @param {string} text
 * @param {(() => void) | null} use takes the copy over; none where it cannot be
 * @param {() => void} close shows again what was there
 */
function showBanner(root, text, use, close) {
  const leave = () => {
    history.replaceState(history.state, "", location.pathname + location.search);
    close();
  };
  const take = () => {
    leave();
    use?.();
  };
  const banner = element(
    "div",
    { class: "banner no-print", role: "group", "aria-label": word("sharedTitle"), tabindex: -1 },
    element("p", {}, text),
    element("p", { class: "tools" }, ...(use ? [button(word("useCopy"), take), " "] : []), button(word("close"), leave)),
  );
  root.prepend(banner);
  return banner;
}

/** Brings the first copy on the page into view. */
function focusBanner() {
  const first = /** @type {HTMLElement | null} */ (document.querySelector(".banner"));
  first?.scrollIntoView({ block: "center" });
  first?.focus({ preventScroll: true });
}
