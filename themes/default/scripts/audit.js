// Audits: points or hours, divided over columns in each entry, and the percent of each column.

/**
 * What a field says in whole points or hundredths of a unit; `null` if it is no such number.
 * @param {Field} field
 * @param {Instrument} data
 */
function amountOf(field, { points }) {
  const text = answerOf(field).trim().replace(",", ".");
  if (text === "") return 0;
  if (!(points ? /^\d{1,4}$/ : /^\d{1,4}(\.\d{1,2})?$/).test(text)) return null;
  return points ? Number(text) : Math.round(Number(text) * 100);
}

/**
 * The amounts of every entry, with its group of fields.
 * @param {Sheet} sheet
 * @param {Instrument} data
 */
function entriesOf({ root, fields }, data) {
  const groups = /** @type {NodeListOf<HTMLFieldSetElement>} */ (root.querySelectorAll("fieldset.entry"));
  return [...groups].map((group) => {
    const inputs = data.measures.flatMap(({ id }) => fields.get(`${group.dataset.entry}:${id}`) ?? []);
    const amounts = inputs.map((field) => amountOf(field, data));
    return { group, inputs, amounts, sum: amounts.reduce((/** @type {number} */ sum, amount) => sum + (amount ?? 0), 0) };
  });
}

/**
 * An amount as the reader would write it.
 * @param {number} amount
 * @param {Instrument} data
 */
function amountText(amount, { points }) {
  return (points ? amount : amount / 100).toLocaleString(document.documentElement.lang);
}

/**
 * @param {Later} given
 * @param {Sheet} sheet
 * @param {Instrument} data
 * @returns {Finding}
 */
function findAudit({ scoreAudit }, sheet, data) {
  const entries = entriesOf(sheet, data);
  const result = scoreAudit(data, entries.map(({ amounts }) => amounts.map((amount) => amount ?? 0)));
  /** @type {[Field, string][]} */
  const missing = entries.flatMap(({ group, inputs, amounts, sum }) => {
    const wrong = inputs.filter((_, column) => amounts[column] === null);
    if (wrong.length > 0) return wrong.map((field) => [field, word(data.points ? "wantsPoints" : "wantsNumber")]);
    return data.points && sum > 0 && sum !== data.points ? [[group, word("wantsSum", { sum, points: data.points })]] : [];
  });
  const first = entries[0];
  if (first && missing.length === 0 && entries.every(({ sum }) => sum === 0)) missing.push([first.group, word("wantsEntry")]);
  const parts = data.measures.map(({ label }, column) => {
    const total = entries.reduce((sum, { amounts }) => sum + (amounts[column] ?? 0), 0);
    const percent = result.scores[column] ?? null;
    const text = percent === null ? "–" : word("percent", { n: percent });
    return { cells: [amountText(total, data), text], bar: { label, text, part: percent && percent / 100, cut: null } };
  });
  return { missing, result, cells: parts.map(({ cells }) => cells), bars: parts.map(({ bar }) => bar) };
}

/**
 * Shows the sum of each entry, and tells that of the entry that the reader is at.
 * @param {Sheet} sheet
 * @param {Instrument} data
 * @param {Field} [field]
 */
function showSums(sheet, data, field) {
  for (const { group, amounts, sum } of entriesOf(sheet, data)) {
    const place = /** @type {HTMLElement} */ (group.querySelector(".entry-sum"));
    const empty = (place.dataset.empty ??= place.textContent ?? "");
    const total = word(data.points ? "sumOf" : "sum", { sum: amountText(sum, data), points: data.points ?? "" });
    const text = amounts.includes(null) ? "–" : sum > 0 ? total : empty;
    place.textContent = text;
    if (group.contains(field ?? null)) announce(text);
  }
}

for (const root of document.querySelectorAll(".instrument.audit")) startScored(/** @type {HTMLElement} */ (root), findAudit, showSums);
