// Scores and readings of assessments and audits: whole numbers only, by the rules of `src/score`,
// so that what the build proved holds here. Nothing in this file touches the page.

/**
 * A number, a name, or an operator with its operands.
 * @typedef {number | string | [string, ...any[]]} Expression
 * @typedef {{ id: string, label: string, min?: number, max?: number, cut?: number | null, items?: string[] }} Measure
 * @typedef {{ id: string, each: boolean, when: Expression }} Band
 * @typedef {object} Instrument what the build says about an assessment or an audit
 * @property {"assessment" | "audit"} kind
 * @property {Measure[]} measures dimensions, or columns
 * @property {Band[]} bands
 * @property {"first" | "all"} match
 * @property {number} [from] points of the first answer
 * @property {number} [answers] number of answers in the scale
 * @property {string[]} [reverse] the statements that are scored the other way round
 * @property {boolean} [skip]
 * @property {string | null} [chart]
 * @property {(number | null)[]} [quarters] the readings that name the fields of a chart of two dimensions
 * @property {number} [entries]
 * @property {number | null} [points] to divide in each entry
 * @property {string} [unit]
 * @typedef {{ scores: (number | null)[], bands: { band: number, measures: number[] }[] }} Result
 *   points or percent of each measure, `null` if there are none; the readings that apply, and the
 *   measures that each of those made for every measure in turn applies to
 */

/**
 * The points of each answered statement, by its id.
 * @param {Instrument} data
 * @param {Record<string, number | null | undefined>} answers places in the scale; none where skipped
 */
function pointsOf(data, answers) {
  const { from = 1, answers: count = 0, reverse = [] } = data;
  const points = /** @type {Map<string, number | null>} */ (new Map());
  for (const id of data.measures.flatMap(({ items = [] }) => items)) {
    const place = answers[id] ?? null;
    points.set(id, place === null ? null : from + (reverse.includes(id) ? count - 1 - place : place));
  }
  return points;
}

/**
 * What the answers to an assessment say.
 * @param {Instrument} data
 * @param {Record<string, number | null | undefined>} answers places in the scale; none where skipped
 * @returns {Result}
 */
function scoreAssessment(data, answers) {
  const values = pointsOf(data, answers);
  const scores = data.measures.map(({ items = [] }) => {
    const given = items.flatMap((id) => values.get(id) ?? []);
    const sum = given.reduce((total, points) => total + points, 0);
    // Halves up.
    return given.length ? Math.floor((sum * items.length) / given.length + 0.5) : null;
  });
  return readingsOf(data, values, scores);
}

/**
 * What the amounts of an audit say.
 * @param {Instrument} data
 * @param {(number | null)[][]} entries an amount for each column in each entry
 * @returns {Result & { sums: number[] }} with the sum of each column
 */
function scoreAudit(data, entries) {
  const sums = data.measures.map((_, column) => entries.reduce((sum, entry) => sum + (entry[column] ?? 0), 0));
  return { sums, ...readingsOf(data, new Map(), percents(sums)) };
}

/**
 * Whole percents that add up to 100: what is cut off goes to those that lost most, of equal ones to the
 * first; `null` if there is nothing.
 * @param {number[]} sums
 */
function percents(sums) {
  const total = sums.reduce((all, sum) => all + sum, 0);
  const lost = sums.map((sum) => (100 * sum) % total);
  const rest = lost.reduce((all, sum) => all + sum, 0) / total;
  return sums.map((sum, at) => {
    const mine = lost[at] ?? 0;
    const before = lost.filter((other, from) => other > mine || (other === mine && from < at));
    return total ? Math.floor((100 * sum) / total) + (before.length < rest ? 1 : 0) : null;
  });
}

/**
 * @param {Instrument} data
 * @param {Map<string, number | null>} values
 * @param {(number | null)[]} scores
 * @returns {Result}
 */
function readingsOf({ measures, bands, match }, values, scores) {
  if (scores.every((score) => score === null)) return { scores, bands: [] };
  measures.forEach(({ id }, index) => values.set(id, scores[index] ?? null));
  const fits = bands.flatMap(({ each, when }, band) => {
    if (when === "else") return [];
    if (!each) return evaluate(when, values) === true ? [{ band, measures: [] }] : [];
    const found = scores.flatMap((score, index) =>
      score !== null && evaluate(when, new Map(values).set("score", score)) === true ? [index] : [],
    );
    return found.length ? [{ band, measures: found }] : [];
  });
  const rest = bands.findIndex(({ when }) => when === "else");
  const otherwise = rest < 0 ? [] : [{ band: rest, measures: [] }];
  if (match === "all") return { scores, bands: fits.length ? fits : otherwise };
  const [first] = [...fits, ...otherwise].sort((a, b) => a.band - b.band);
  return { scores, bands: first ? [first] : [] };
}

/**
 * A number, a truth value, or `null`: what depends on a number that is not there is not known.
 * @param {Expression} expression
 * @param {Map<string, number | null>} values
 * @returns {any}
 */
function evaluate(expression, values) {
  if (typeof expression === "number") return expression;
  if (typeof expression === "string") return values.get(expression) ?? null;
  const [operator, ...operands] = expression;
  const parts = operands.map((operand) => evaluate(operand, values));
  const [a, b] = parts;
  const known = parts.filter((part) => part !== null);
  switch (operator) {
    case "min":
    case "max": return known.length ? Math[operator](...known) : null;
    case "and": return parts.includes(false) ? false : known.length < parts.length ? null : true;
    case "or": return parts.includes(true) ? true : known.length < parts.length ? null : false;
  }
  if (known.length < parts.length) return null;
  switch (operator) {
    case "not": return !a;
    case "+": return a + b;
    case "-": return parts.length > 1 ? a - b : -a;
    case "<": return a < b;
    case "<=": return a <= b;
    case ">": return a > b;
    case ">=": return a >= b;
    case "==": return a === b;
    default: return null;
  }
}
