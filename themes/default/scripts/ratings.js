// Ratings in a link: `#a=1~KEY~id:answer.id:answer`, in the fragment, which no browser sends to a
// server. Words of the reader never are part of it. Whoever opens one sees the copy, with its
// result, in place of their own answers, which stay as they are until they say so.

/**
 * The fields that hold ratings and not words.
 * @param {Sheet} sheet
 * @returns {[string, Field][]}
 */
function ratingFields({ fields }) {
  return [...fields].filter(([, field]) => field instanceof HTMLFieldSetElement || field.type === "text");
}

/** @param {Sheet} sheet */
function ratingsLink(sheet) {
  const url = new URL(sheet.page.path, location.href);
  const given = ratingFields(sheet).flatMap(([id, field]) => {
    const answer = answerOf(field).trim().replace(".", ",");
    return answer ? [encodeURIComponent(`${id}:${answer}`).replaceAll("%3A", ":").replaceAll("%2C", ",")] : [];
  });
  url.hash = `a=1~${encodeURIComponent(sheet.page.key).replaceAll("~", "%7E")}~${given.join(".")}`;
  return url.href;
}

/**
 * The ratings that a fragment holds for this instrument; none if it is about something else.
 * @param {Sheet} sheet
 * @param {string} fragment
 */
function parseRatings(sheet, fragment) {
  const [, version, key = "", pairs = ""] = /^#a=(\d{1,6})~([^~]+)~([^~]*)$/.exec(fragment) ?? [];
  try {
    if (!version || ![sheet.page.key, ...sheet.page.former].includes(decodeURIComponent(key))) return null;
    const given = pairs.split(".").filter(Boolean).map((pair) => {
      const text = decodeURIComponent(pair);
      const colon = text.lastIndexOf(":");
      return /** @type {[string, string]} */ ([text.slice(0, colon), text.slice(colon + 1)]);
    });
    const fields = new Map(ratingFields(sheet));
    const found = given.filter(([id, answer]) => takes(fields.get(id), answer));
    return { newer: Number(version) > 1, found: new Map(found), missing: given.length - found.length };
  } catch {
    return null;
  }
}

/**
 * Whether an answer is one that a field can have.
 * @param {Field | undefined} field
 * @param {string} answer
 */
function takes(field, answer) {
  if (field instanceof HTMLFieldSetElement) return [...field.querySelectorAll("input")].some(({ value }) => value === answer);
  return field !== undefined && /^\d{1,4}(,\d{1,2})?$/.test(answer);
}

/**
 * Opens the copy that the address of the page holds, now and whenever the address changes.
 * @param {Sheet} sheet
 */
function startSharing(sheet) {
  const open = () => {
    const copy = parseRatings(sheet, location.hash);
    const own = sheet.shared === null;
    sheet.root.querySelector(".banner")?.remove();
    sheet.root.classList.toggle("copy", copy !== null);
    sheet.shared = copy && !copy.newer ? copy.found : null;
    if (copy || !own) sheet.show();
    if (!copy) return;
    const banner = ratingsBanner(sheet, copy);
    sheet.root.prepend(banner);
    banner.scrollIntoView({ block: "center" });
    banner.focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", open);
  open();
}

/**
 * @param {Sheet} sheet
 * @param {{ newer: boolean, found: Map<string, string>, missing: number }} copy
 */
function ratingsBanner(sheet, { newer, found, missing }) {
  const close = () => {
    history.replaceState(history.state, "", location.pathname + location.search);
    window.dispatchEvent(new Event("hashchange"));
    sheet.root.querySelector("input")?.focus();
  };
  const use = button(word("useCopy"), () => {
    const ids = [...found.keys()];
    const before = loadPage(sheet.page).items;
    close();
    for (const [id, answer] of found) {
      const field = sheet.fields.get(id);
      if (field) setAnswer(field, answer);
    }
    keepAnswers(sheet, ids.flatMap((id) => sheet.fields.get(id) ?? []));
    offerUndo(sheet.place, word("ratingsUsed"), () => putBack(sheet, ids, before));
    sheet.place.querySelector("button")?.focus();
  });
  const text = newer ? word("sharedNewer") : word("sharedRatings");
  return element(
    "div",
    { class: "banner no-print", role: "group", "aria-label": word("sharedTitle"), tabindex: -1 },
    element("p", {}, text, missing > 0 && !newer ? ` ${word("ratingsMissing", { n: missing })}` : ""),
    element("p", { class: "tools" }, ...(newer ? [] : [use, " "]), button(word("close"), close)),
  );
}
