// From answers to a result: what is missing, the scores, the readings that fit.

/**
 * @typedef {object} Finding what the fields of an instrument say
 * @property {[Field, string][]} missing fields that want something, and what
 * @property {Result} result
 * @property {string[][]} cells for each measure, the cells of the table
 * @property {Bar[]} bars
 */

/** @typedef {(root: HTMLElement, data: Instrument, bars: Bar[]) => Node[]} Draw */

/**
 * Brings an assessment or an audit to life.
 * @param {HTMLElement} root
 * @param {(sheet: Sheet, data: Instrument) => Finding} find
 * @param {Draw} draw
 * @param {(sheet: Sheet, data: Instrument, field?: Field) => void} [changed] told of every change, with the field if the reader made it
 */
function startScored(root, find, draw, changed = () => {}) {
  const form = root.querySelector("form");
  const send = form?.querySelector("button");
  if (!form || !send) return;
  /** @type {Instrument} */
  const data = JSON.parse(root.querySelector("script.data")?.textContent ?? "");
  const title = document.title;
  let asked = false;
  let shown = false;
  /** @param {Sheet} sheet */
  const update = (sheet) => {
    const finding = find(sheet, data);
    const whole = finding.missing.length === 0;
    shown = (shown || sheet.shared !== null) && whole;
    asked = asked && !whole && !sheet.shared;
    showMissing(sheet, asked ? finding.missing : []);
    showResult(sheet, data, draw, shown ? finding : null);
    document.title = shown || asked ? `${word(shown ? "result" : "errors")} – ${title}` : title;
  };
  const sheet = openSheet(root, (self, field) => {
    changed(self, data, field);
    update(self);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    shown = asked = true;
    update(sheet);
    const place = /** @type {HTMLElement | null} */ (root.querySelector(shown ? ".result h2" : ".errors"));
    place?.focus({ preventScroll: true });
    place?.scrollIntoView();
  });
  root.querySelector(".how")?.removeAttribute("open");
  const others = button(word("otherReadings"), () => {
    root.querySelector(".bands")?.classList.remove("narrowed");
    /** @type {HTMLElement | null} */ (root.querySelector(".band[data-state='other'] summary"))?.focus();
  });
  root.querySelector(".bands")?.append(element("p", { class: "tools others no-print" }, others));
  send.disabled = false;
  send.closest("p")?.removeAttribute("hidden");
  addTools(sheet, { lines: () => (shown ? resultLines(sheet, data, find(sheet, data)) : []), rated: true });
  sheet.show();
  startSharing(sheet);
}

/**
 * Says at the fields and above them all what is missing; with nothing missing, nothing is said.
 * @param {Sheet} sheet
 * @param {[Field, string][]} missing
 */
function showMissing({ root }, missing) {
  const wants = new Map(missing);
  /** @type {NodeListOf<Field>} */
  const fields = root.querySelectorAll("form :is(fieldset, input[type='text'])");
  for (const field of fields) {
    if (wants.has(field) || document.getElementById(`${field.id}-error`)) setNote(field, "error", wants.get(field) ?? "");
  }
  const summary = /** @type {HTMLElement} */ (root.querySelector(".errors"));
  summary.hidden = missing.length === 0;
  // A link that has the focus must not be made anew.
  const says = missing.map(([{ id }, text]) => `${id} ${text}`).join();
  if (summary.dataset.says === says) return;
  summary.dataset.says = says;
  summary.querySelector("ul")?.replaceChildren(...missing.map(([field, text]) => {
    const link = element("a", { href: `#${field.id}` }, field.matches(".statement") ? fieldName(field) : `${fieldName(field)} – ${text}`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      (field instanceof HTMLFieldSetElement ? field.querySelector("input") : field)?.focus();
    });
    return element("li", {}, link);
  }));
}

/** @param {Field} field */
function fieldName(field) {
  return field.dataset.text ?? field.querySelector("legend")?.textContent ?? "";
}

/**
 * @param {Sheet} sheet
 * @param {Instrument} data
 * @param {Draw} draw
 * @param {Finding | null} finding
 */
function showResult({ root }, data, draw, finding) {
  const region = /** @type {HTMLElement} */ (root.querySelector(".result"));
  const bands = bandsOf(root);
  // What fits comes right after the result; the others are a button away.
  if (region.hidden === (finding !== null)) {
    root.querySelector(".bands")?.classList.toggle("narrowed", finding !== null && finding.result.bands.length > 0);
  }
  region.hidden = finding === null;
  const fits = new Map(finding?.result.bands.map(({ band, measures }) => [band, measures]));
  bands.forEach((band, index) => {
    const measures = fits.get(index);
    const state = measures ? "fits" : finding ? "other" : "none";
    if (band.dataset.state !== state) band.open = state === "fits" || band.querySelector(":target") !== null;
    band.dataset.state = state;
    band.querySelector(".fit")?.remove();
    const labels = measures?.map((measure) => data.measures[measure]?.label).join(", ");
    const tag = element("span", { class: "fit" }, labels ? `${word("result")}: ${labels}` : word("result"));
    if (measures) band.querySelector("summary")?.append(" ", tag);
  });
  if (!finding) return;
  const links = [...fits.keys()].flatMap((index, place) => {
    const heading = bands[index]?.querySelector("h3");
    return heading ? [place ? ", " : "", element("a", { href: `#${heading.id}` }, heading.textContent ?? "")] : [];
  });
  const nothing = finding.result.scores.every((score) => score === null);
  const says = links.length ? [word("resultSays"), " ", ...links, "."] : [word(nothing ? "resultNothing" : "resultNoReading")];
  region.querySelector(".sentence")?.replaceChildren(...says);
  region.querySelectorAll("tbody tr").forEach((row, measure) => {
    row.querySelectorAll("td").forEach((cell, column) => (cell.textContent = finding.cells[measure]?.[column] ?? ""));
  });
  const chart = nothing ? [] : draw(root, data, finding.bars);
  region.querySelector(".chart")?.replaceChildren(...chart);
}

/**
 * @param {HTMLElement} root
 * @returns {HTMLDetailsElement[]}
 */
function bandsOf(root) {
  return [...root.querySelectorAll("details")].filter((details) => details.matches(".band"));
}

/**
 * The result as lines of text.
 * @param {Sheet} sheet
 * @param {Instrument} data
 * @param {Finding} finding
 */
function resultLines({ root }, data, { bars, result }) {
  const titles = bandsOf(root).map((band) => band.querySelector("h3")?.textContent ?? "");
  const readings = result.bands.map(({ band }) => titles[band]).join(", ");
  return [...bars.map(({ label, text }) => `${label}: ${text}`), ...(readings ? [`${word("result")}: ${readings}`] : [])];
}
