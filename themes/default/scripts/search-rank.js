// Which pages answer a question, best first.

/** What a word counts for in the name of a page, heading, term, row, item, in a description, in a text. */
const weights = [9, 5, 4.5, 3.5, 2.5, 6, 1];
/** What a word counts for that many pages have, of what its rarity in names would make it. */
const commonWeight = 0.5;
/** What words of so many letters count for: in most languages they hold sentences together. */
const shortWeights = [1, 0.2, 0.2, 0.5];
/** How far a page is taken to have a word in its text that so many have that the index does not say which. */
const likely = 0.8;
/** What a place counts for that has several words of the question, beside its page. */
const together = 3;
/** Places of a page are shown that have so much of the score of its best. */
const nearBest = 0.3;
/** How much the length of a page counts against it. */
const lengthWeight = 0.3;

/**
 * @typedef {object} Hit A page that answers.
 * @property {number} page
 * @property {number} score
 * @property {number} share how much of the question it has, up to 1
 * @property {boolean} all whether it has every word of the question that does not stand nearly everywhere
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

/**
 * The pages that have any word of a question, best first.
 * @param {string[]} asked the words
 * @param {[Class, number][][]} question what each of them means
 * @param {boolean[]} isCommon whether nearly every page has it
 * @param {Numbering} numbering
 * @returns {Hit[]}
 */
function rank(asked, question, isCommon, numbering) {
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
    const having = new Set([...best.keys()].map((entry) => numbering.page(entry))).size;
    const rarity = Math.log(1 + (numbering.starts.length - 1) / (having + 0.5)) ** 1.5;
    const rare = rarity * (isCommon[word] ? commonWeight : 1) * (shortWeights[asked[word]?.length ?? 0] ?? 1);
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
      let all = true;
      worth.forEach((rare, word) => {
        const value = known.words[word];
        if (!value) {
          all &&= isCommon[word] ?? false;
          if (isCommon[word]) share += (likely * rare) / whole;
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
      return { page, score: (score * share * share) / length, share, all, entries: entries.filter(([, value]) => value >= near) };
    })
    .sort((one, other) => other.score - one.score || one.page - other.page);
}
