// Audits: points or hours, divided over columns in each entry, and the percent of each column.

/**
 * What a field says in whole points or hundredths of a unit; `null` if it is no such number.
 * @param {Field} field
 * @param {Instrument} data
 */
function amountOf(field, { points }) {
  const text = answerOf(field).trim().replace(",", ".");
  const found = /^(\d{1,4}(\.\d\d?)?)?$/.exec(text);
  return !found || (points && found[2]) ? null : Math.round(Number(text) * (points ? 1 : 100));
}

/**
 * The amounts of every entry, with its group of fields.
 * @param {Sheet} sheet
 * @param {Instrument} data
 */
function entriesOf({ root, fields }, data) {
  return [.../** @type {NodeListOf<HTMLFieldSetElement>} */ (root.querySelectorAll("fieldset.entry"))].map((group) => {
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
  const all = entriesOf(sheet, data);
  // What was meant comes before the entries, and is no part of their sums.
  const start = all.length - (data.entries ?? 0);
  /** @param {typeof all} some */
  const score = (some) => scoreAudit(data, some.map(({ amounts }) => amounts));
  const [result, meant] = [score(all.slice(start)), score(all.slice(0, start))];
  /** @type {[Field, string][]} */
  const missing = all.flatMap(({ group, inputs, amounts, sum }) => {
    const wrong = inputs.filter((_, column) => amounts[column] === null);
    if (wrong.length > 0) return wrong.map((field) => [field, word(data.points ? "wantsPoints" : "wantsNumber")]);
    return data.points && sum > 0 && sum !== data.points ? [[group, word("wantsSum", { sum, points: data.points })]] : [];
  });
  const first = all[start];
  if (first && missing.length === 0 && result.scores[0] === null) missing.push([first.group, word("wantsEntry")]);
  /** @param {number | null} n */
  const percent = (n) => (n === null ? "–" : word("percent", { n }));
  const bars = data.measures.map(({ label }, column) => {
    const [share = null, wish = null] = [result.scores[column], meant.scores[column]];
    const text = percent(share);
    const gap = share === null || wish === null ? "" : ` (${share > wish ? "+" : ""}${share - wish})`;
    return { label, text, part: share && share / 100, cut: null, cells: [amountText(result.sums[column] ?? 0, data), text, percent(wish) + gap] };
  });
  return { missing, result, bars };
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
