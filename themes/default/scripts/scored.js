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
  const send = form?.querySelector("button");
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
  const sheet = openSheet(root, (self, field) => {
    changed(self, data, field);
    // The first answer needs no result yet, and is no time to speak of what could not be loaded.
    if (field && !given) fetchLater("result").then(() => ready(update), () => {});
    else if (given || self.shared) ready(update);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ready(() => {
      shown = asked = true;
      update();
      const place = /** @type {HTMLElement | null} */ (root.querySelector(shown ? ".result h2" : ".errors"));
      place?.focus({ preventScroll: true });
      place?.scrollIntoView();
    });
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
  addTools(sheet, lines, button(word(canShare ? "share" : "copyRatings"), () => handOn(ratingsLink(sheet), sheet.page.title, sheet.place)));
  sheet.show();
  startSharing(sheet);
}

Object.assign(/** @type {any} */ (window).handbook, { setNote });
