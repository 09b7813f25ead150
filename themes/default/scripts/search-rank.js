// Which pages answer a question, best first.

/** What a word counts for in the name of a page, heading, term, row, item, in a description, in a text. */
const weights = [9, 5, 4.5, 3.5, 2.5, 6, 1];
/** What a word counts for that many pages have, of what its rarity in names would make it. */
const commonWeight = 0.5;
/** What words of so many letters count for: in most languages they hold sentences together. Numbers do not. */
const shortWeights = [1, 0.2, 0.2, 0.5];
/** How far a page is taken to have a word in its text that so many have that the index does not say which. */
const likely = 0.8;
/** What a place counts for that has several words of the question, beside its page. */
const together = 3;
/** Places of a page are shown that have so much of the score of its best. */
const nearBest = 0.3;
/** How much the length of a page counts against it. */
const lengthWeight = 0.3;
/** What two words count for that stand in one place, where the handbook has them written as one. */
const apart = 0.6;
/** How much it counts that a name is what was asked for. */
const nameWeight = 1;

/**
 * @typedef {object} Unit A word of a question, or several that are one.
 * @property {string} text as it was asked for, folded
 * @property {[Class, number][]} sure what it means
 * @property {Unit[]} [both] the words that may stand in its place, in one entry
 * @property {[Class, string, number][]} near words that are like it, where it has no meaning
 * @property {boolean} isCommon whether nearly every page has it
 */

/**
 * @typedef {object} Hit A page that answers.
 * @property {number} page
 * @property {number} score
 * @property {number} share how much of the question it has, up to 1
 * @property {boolean} all whether it has every word of the question that does not stand nearly everywhere
 * @property {boolean} isLast whether it comes after the others
 * @property {[number, number][]} entries those of its entries that answer, with their scores, best first; 0 is the page itself
 */

/** The first entries of pages, and the page of an entry. */
class Numbering {
  /** @param {string} counts */
  constructor(counts) {
    const reader = new Reader(counts);
    /** @type {number[]} */
    this.starts = [];
    let next = 0;
    while (reader.next) {
      this.starts.push(next);
      next += reader.number();
    }
    this.entries = next;
    this.starts.push(next);
  }

  /** @param {number} page */
  start(page) {
    return this.starts[page] ?? 0;
  }

  /** @param {number} entry */
  page(entry) {
    let [low, high] = [0, this.starts.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.start(middle) <= entry) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** Where a unit stands, with what it counts for there. @param {Unit} unit @returns {Map<number, number>} */
function standing(unit) {
  /** @type {Map<number, number>} */
  const best = new Map();
  for (const [meaning, sureness] of unit.sure) {
    places(meaning.places, (entry, tier) => {
      const value = (weights[tier] ?? 0) * sureness;
      best.set(entry, Math.max(value, best.get(entry) ?? 0));
    });
  }
  const [first, ...others] = unit.both?.map(standing) ?? [];
  for (const [entry, value] of first ?? []) {
    const least = apart * Math.min(value, ...others.map((other) => other.get(entry) ?? 0));
    if (least) best.set(entry, Math.max(least, best.get(entry) ?? 0));
  }
  return best;
}

/**
 * The pages that have any unit of a question, best first.
 * @param {Unit[]} question
 * @param {Numbering} numbering
 * @param {number} last the number of the first page that comes after the others
 * @returns {{ hits: Hit[], rarity: number[] }}
 */
function rank(question, numbering, last) {
  /** @type {Map<number, { words: number[], bodies: number[], entries: Map<number, number> }>} */
  const pages = new Map();
  const rarity = question.map((unit, word) => {
    const best = standing(unit);
    const having = new Set([...best.keys()].map((entry) => numbering.page(entry))).size;
    const short = /\d/.test(unit.text) ? 1 : (shortWeights[unit.text.length] ?? 1);
    const rare = Math.log(1 + (numbering.starts.length - 1) / (having + 0.5)) ** 1.5 * (unit.isCommon ? commonWeight : 1) * short;
    for (const [entry, value] of best) {
      const page = numbering.page(entry);
      let known = pages.get(page);
      if (!known) pages.set(page, (known = { words: [], bodies: [], entries: new Map() }));
      known.words[word] = Math.max(value, known.words[word] ?? 0);
      known.bodies[word] = (known.bodies[word] ?? 0) + 1;
      known.entries.set(entry, (known.entries.get(entry) ?? 0) + value * rare);
    }
    return rare;
  });
  const whole = rarity.reduce((sum, each) => sum + each, 0) || 1;
  const hits = [...pages].map(([page, known]) => {
    let score = 0;
    let share = 0;
    let all = true;
    rarity.forEach((rare, word) => {
      const value = known.words[word];
      const isCommon = question[word]?.isCommon ?? false;
      if (!value) {
        all &&= isCommon;
        if (isCommon) share += (likely * rare) / whole;
        return;
      }
      score += rare * (value + 0.8 * Math.log(known.bodies[word] ?? 1));
      share += rare / whole;
    });
    const start = numbering.start(page);
    const entries = [...known.entries].map(([entry, value]) => /** @type {[number, number]} */ ([entry - start, value]));
    entries.sort(([a, one], [b, other]) => other - one || a - b);
    score += together * (entries[0]?.[1] ?? 0);
    const length = 1 + lengthWeight * Math.log(1 + numbering.start(page + 1) - start);
    const near = (entries[0]?.[1] ?? 0) * nearBest;
    return { page, score: (score * share * share) / length, share, all, isLast: page >= last, entries: entries.filter(([, value]) => value >= near) };
  });
  hits.sort((one, other) => other.score - one.score || one.page - other.page);
  return { hits, rarity };
}

/**
 * How much of a question a name is, and of the name the question: 1 for the same words.
 * @param {string} name
 * @param {Unit[]} question
 * @param {number[]} rarity
 */
function likeness(name, question, rarity) {
  const parts = wordGroups(name).map(({ parts: all, whole }) => [...all, whole]);
  const weight = (/** @type {string[]} */ part) => ((part[0] ?? "").length > 3 ? 1 : 0.3);
  const means = (/** @type {Unit} */ { sure, both = [] }, /** @type {string[]} */ part) => [...sure, ...both.flatMap((each) => each.sure)].some(([meaning]) => meaning.words.some((form) => part.includes(form)));
  const sum = (/** @type {number[]} */ all) => all.reduce((one, other) => one + other, 0);
  const matched = parts.map((part) => (question.some((unit) => means(unit, part)) ? weight(part) : 0));
  const span = parts.slice(matched.findIndex(Boolean), matched.findLastIndex(Boolean) + 1);
  const named = sum(matched) / (sum(parts.map(weight)) || 1) + sum(matched) / (sum(span.map(weight)) || 1);
  const asked = sum(rarity.filter((_, at) => parts.some((part) => means(/** @type {Unit} */ (question[at]), part)))) / (sum(rarity) || 1);
  return (named * asked) / 2;
}
