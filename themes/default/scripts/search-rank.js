// Which pages answer a question, best first.

/** What a word counts for in the name of a page, heading, term, row, item, and in a text. */
const weights = [9, 5, 4.5, 3.5, 2.5, 1];
/** What a word counts for that nearly every page has. */
const commonWeight = 0.1;

/**
 * @typedef {object} Hit A page that answers.
 * @property {number} page
 * @property {number} score
 * @property {number} share how much of the question it has, up to 1
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
  }

  /** @param {number} page */
  start(page) {
    return this.starts[page] ?? 0;
  }

  /** @param {number} entry */
  page(entry) {
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.start(middle) <= entry) low = middle;
      else high = middle;
    }
    return low;
  }
}

/**
 * The pages that have any word of a question, best first.
 * @param {[Class, number][][]} question what each word means
 * @param {boolean[]} isCommon whether nearly every page has it
 * @param {Numbering} numbering
 * @returns {Hit[]}
 */
function rank(question, isCommon, numbering) {
  /** @type {Map<number, { words: number[], bodies: number[], entries: Map<number, number> }>} */
  const pages = new Map();
  const worth = question.map((meanings, word) => {
    /** @type {Map<number, number>} */
    const best = new Map();
    for (const [meaning, sureness] of meanings) {
      places(meaning.places, (entry, tier) => {
        const value = (weights[tier] ?? 0) * sureness;
        best.set(entry, Math.max(value, best.get(entry) ?? 0));
      });
    }
    const rare = isCommon[word] ? commonWeight : Math.log(1 + numbering.entries / (best.size + 1));
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
  const whole = worth.reduce((sum, each) => sum + each, 0) || 1;
  return [...pages]
    .map(([page, known]) => {
      let score = 0;
      let share = 0;
      worth.forEach((rare, word) => {
        const value = known.words[word];
        if (!value) return;
        score += rare * (value + 0.8 * Math.log(known.bodies[word] ?? 1));
        share += rare / whole;
      });
      const start = numbering.start(page);
      const entries = [...known.entries].map(([entry, value]) => /** @type {[number, number]} */ ([entry - start, value]));
      entries.sort(([a, one], [b, other]) => other - one || a - b);
      score += 0.5 * (entries[0]?.[1] ?? 0);
      return { page, score: score * share * share, share, entries };
    })
    .sort((one, other) => other.score - one.score || one.page - other.page);
}
