// From answers to a result. The script that works it out (`result.js`) is loaded with the first
// answer, or when there is a result to show.

/**
 * Brings an assessment or an audit to life.
 * @param {HTMLElement} root
 * @param {(given: Later, sheet: Sheet, data: Instrument) => Finding} find
 * @param {(sheet: Sheet, data: Instrument, field?: Field) => void} [changed] told of every change, with the field if the reader made it
 */
function startScored(root, find, changed = () => {}) {
  const form = root.querySelector("form");
  /** @type {HTMLButtonElement | null} */
  const send = root.querySelector(":disabled");
  if (!form || !send) return;
  /** @type {Instrument} */
  const data = JSON.parse(root.querySelector("script.data")?.textContent ?? "");
  const title = document.title;
  const trouble = element("div", { class: "tools-place no-print" });
  /** @type {Later | null} */
  let given = null;
  let asked = false;
  let shown = false;
  /** @param {() => void} act */
  const ready = (act) => {
    if (given) return act();
    later("result", trouble, (result) => {
      given = result;
      trouble.replaceChildren();
      act();
    });
  };
  const update = () => {
    if (!given) return;
    const finding = find(given, sheet, data);
    const whole = finding.missing.length === 0;
    shown = (shown || sheet.shared !== null) && whole;
    asked = asked && !whole && !sheet.shared;
    given.showMissing(sheet, asked ? finding.missing : []);
    given.showResult(sheet, data, shown ? finding : null);
    document.title = shown || asked ? `${word(shown ? "result" : "errors")} – ${title}` : title;
  };
  const tally = /** @type {HTMLElement} */ (form.querySelector(".answered"));
  const sheet = openSheet(root, (self, field) => {
    changed(self, data, field);
    const [done, total] = answered(self);
    tally.textContent = word("done", { done, total });
    tally.hidden = false;
    // The first answer needs no result yet, and is no time to speak of what could not be loaded.
    if (field && !given) fetchLater("result").then(() => ready(update), () => {});
    else if (given || self.shared) ready(update);
  });
  const region = /** @type {HTMLElement} */ (root.querySelector(".result"));
  const ask = () => ready(() => {
    shown = asked = true;
    update();
    const place = /** @type {HTMLElement | null} */ (shown ? region.querySelector("h2") : root.querySelector(".errors"));
    place?.focus({ preventScroll: true });
    place?.scrollIntoView();
    // The home page leads back to it.
    if (shown) touchPage({ title: word("result"), path: `${sheet.page.path}#${region.id}` }, sheet.page.title, 0, 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    soon(ask);
  });
  root.querySelector(".how")?.removeAttribute("open");
  for (const band of root.querySelectorAll(/** @type {"details"} */ ("details.band"))) {
    band.open = band.querySelector(":target") !== null;
    band.dataset.state = "none";
  }
  const others = button(word("otherReadings"), () => {
    root.querySelector(".bands")?.classList.remove("narrowed");
    /** @type {HTMLElement | null} */ (root.querySelector(".band[data-state='other'] summary"))?.focus();
  });
  root.querySelector(".bands")?.append(element("p", { class: "tools others no-print" }, others));
  send.disabled = false;
  send.closest("p")?.removeAttribute("hidden");
  send.closest("p")?.after(trouble);
  const lines = () => (given && shown ? given.resultLines(sheet, data, find(given, sheet, data)) : []);
  /** @param {HTMLElement} place */
  const share = (place) => handOn(ratingsLink(sheet), sheet.page.title, place);
  addTools(sheet, lines, button(word(canShare ? "share" : "copyRatings"), () => share(sheet.place)));
  const above = /** @type {HTMLElement} */ (root.querySelector(".tools[hidden]"));
  const place = /** @type {HTMLElement} */ (above.nextElementSibling);
  const acts = [() => copyOut(sheetText(sheet, lines()), word("textCopied"), place), () => share(place), () => printAs("sheet", "blank")];
  above.querySelectorAll("button").forEach((press, index) => press.addEventListener("click", () => soon(() => acts[index]?.())));
  above.hidden = false;
  sheet.show();
  const look = () => {
    if (given || location.hash.startsWith("#a=")) ready(() => given?.openRatings(sheet));
  };
  window.addEventListener("hashchange", look);
  look();
  if (location.hash === `#${region.id}`) ask();
}

Object.assign(/** @type {any} */ (window).handbook, { dayText, keepAnswers, ratingFields, setAnswer, setNote, takes });
