// A result: what is missing, the scores, the readings that fit. It is loaded with the first answer.

/**
 * @typedef {object} Finding what the fields of an instrument say
 * @property {[Field, string][]} missing fields that want something, and what
 * @property {Result} result
 * @property {Bar[]} bars the rows of the result, in most instruments its measures
 */

let marking = 0;

/**
 * Says at the fields and above them all what is missing; with nothing missing, nothing is said.
 * @param {Sheet} sheet
 * @param {[Field, string][]} missing
 */
function showMissing({ root }, missing) {
  const wants = new Map(missing);
  const fields = [...root.querySelectorAll(/** @type {"input"} */ ("form :is(fieldset, [type=text])"))];
  // A long form is laid out anew for each: after some, the reader sees what is there.
  const mark = () => {
    for (const field of fields.splice(0, 20)) {
      const text = wants.get(field) ?? "";
      if (text || document.getElementById(`${field.id}-error`)) setNote(field, "error", text);
    }
    if (fields[0]) marking = setTimeout(mark);
  };
  clearTimeout(marking);
  mark();
  const summary = /** @type {HTMLElement} */ (root.querySelector(".errors"));
  summary.hidden = !missing[0];
  // A link that has the focus must not be made anew.
  const says = missing.map(([{ id }, text]) => `${id} ${text}`).join();
  if (summary.dataset.says === says) return;
  summary.dataset.says = says;
  // What was written and is wrong is not missing.
  const title = word(missing.some(([field]) => field.matches("input")) ? "errorsWrong" : "errors");
  summary.querySelector("h2")?.replaceChildren(title + (missing[1] ? ` (${missing.length})` : ""));
  // A list of hundreds is read by nobody, and takes long to lay out.
  summary.querySelector("ul")?.replaceChildren(...missing.slice(0, 21).map(([field, text], index) => {
    const link = element("a", { href: `#${field.id}` }, fieldName(field) + (field.matches(".statement") ? "" : ` – ${text}`));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      (field.querySelector("input") ?? field).focus();
    });
    return element("li", {}, index < 20 ? link : word("errorsMore", { n: missing.length - 20 }));
  }));
}

/** @param {Field} field */
function fieldName(field) {
  return field.dataset.text ?? field.querySelector("legend")?.textContent ?? "";
}

/**
 * @param {Sheet} sheet
 * @param {Instrument} data
 * @param {Finding | null} finding
 */
function showResult({ root }, data, finding) {
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
  region.querySelectorAll("tbody tr").forEach((row, index) => {
    row.querySelectorAll("td").forEach((cell, column) => (cell.textContent = finding.bars[index]?.cells[column] ?? ""));
  });
  const chart = nothing ? [] : drawChart(root, data, finding.bars);
  region.querySelector(".chart")?.replaceChildren(...chart);
}

/**
 * @param {HTMLElement} root
 * @returns {HTMLDetailsElement[]}
 */
function bandsOf(root) {
  return [...root.querySelectorAll(/** @type {"details"} */ ("details.band"))];
}

/**
 * The result as lines of text.
 * @param {Sheet} sheet
 * @param {Instrument} data
 * @param {Finding} finding
 */
function resultLines({ root }, data, { bars, result }) {
  const all = bandsOf(root);
  const fits = result.bands.flatMap(({ band }) => all[band] ?? []);
  const titles = fits.map((band) => band.querySelector("h3")?.textContent ?? "");
  const texts = fits.flatMap((band, index) => ["", titles[index] ?? "", ...bandLines(band)]);
  return [...bars.map(({ label, text }) => `${label}: ${text}`), ...(fits.length ? [`${word("result")}: ${titles.join(", ")}`] : []), ...texts];
}

/**
 * What a reading says, and what to read next, a line for each paragraph and entry.
 * @param {HTMLElement} band
 */
function bandLines(band) {
  const copy = /** @type {HTMLElement} */ (band.cloneNode(true));
  for (const extra of copy.querySelectorAll("[popover], .note-ref")) extra.remove();
  return [...copy.querySelectorAll("p:not(li p), li")].map((part) => `${part.matches("li") ? "- " : ""}${part.textContent?.replace(/\s+/g, " ").trim()}`);
}

Object.assign(/** @type {any} */ (window).handbook, { findAssessment, openRatings, resultLines, scoreAudit, showMissing, showResult });
