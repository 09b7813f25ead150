// The index as it arrives in files (`src/search/files.rs` writes them), and the words in it.

/**
 * @typedef {object} Class Words that are forms of one.
 * @property {string[]} words
 * @property {string} places where they stand, to be read by `places`
 */

/**
 * @typedef {object} First The first file.
 * @property {string} edition
 * @property {string} up
 * @property {string} counts
 * @property {string} common
 * @property {string[]} starts
 * @property {number} block
 * @property {number} last the number of the first page that comes after the others
 * @property {string} endings what a word may end with besides
 * @property {string[]} [words] all shards, in a small handbook
 * @property {string[][][]} [pages] all blocks, likewise
 */

const lastDigits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST";
const moreDigits = "UVWXYZ()+-./:;=?@[]^_`{|}~>";
/** How words stand in an entry, by the marks of lists: in the name of a page, heading, term, row, item, in the description of a page, in a text. */
const marks = "!#$%*<&";

/** Reads numbers and words one after the other. */
class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  /** The next character, which stays. */
  get next() {
    return this.text[this.at] ?? "";
  }

  number() {
    let value = 0;
    let factor = 1;
    for (;;) {
      const digit = this.text[this.at++] ?? "0";
      const more = moreDigits.indexOf(digit);
      if (more < 0) return value + factor * Math.max(0, lastDigits.indexOf(digit));
      value += factor * (more + lastDigits.length);
      factor *= moreDigits.length;
    }
  }

  /** All up to one of the characters. @param {RegExp} stop sticky or global */
  until(stop) {
    const from = this.at;
    stop.lastIndex = from;
    this.at = stop.exec(this.text)?.index ?? this.text.length;
    return this.text.slice(from, this.at);
  }
}

/** The classes of a shard. @param {string} text @returns {Class[]} */
function classes(text) {
  const found = [];
  const reader = new Reader(text);
  let before = "";
  while (reader.next) {
    /** @type {string[]} */
    const forms = [];
    let other = before;
    do {
      if (forms.length) reader.at++;
      const same = reader.number();
      forms.push(other.slice(0, same) + reader.until(/[!#$%*<&, ]/g));
      other = forms[0] ?? "";
    } while (reader.next === ",");
    before = other;
    found.push({ words: forms, places: reader.until(/ /g) });
    reader.at++;
  }
  return found;
}

/**
 * Tells each entry that a class stands in, with the number of its mark.
 * @param {string} text
 * @param {(entry: number, tier: number) => void} tell
 */
function places(text, tell) {
  const reader = new Reader(text);
  let tier = 0;
  let next = 0;
  while (reader.next) {
    const mark = marks.indexOf(reader.next);
    if (mark >= 0) {
      tier = mark;
      next = 0;
      reader.at++;
    } else {
      const entry = next + reader.number();
      tell(entry, tier);
      next = entry + 1;
    }
  }
}

/** Whether two words differ by one letter more, less, other, or by two neighbours exchanged. @param {string} one @param {string} other */
function isOneSlip(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let [a, b] = [one.length, other.length];
  while (a > start && b > start && one[a - 1] === other[b - 1]) {
    a--;
    b--;
  }
  const [left, right] = [a - start, b - start];
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && one[start] === other[start + 1] && one[start + 1] === other[start];
}

/** How many letters two words begin with alike. @param {string} one @param {string} other */
function alike(one, other) {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  return same;
}

/**
 * How much a word is like one of the handbook: 3 where it is very likely a slip, 2 and 1 where it may be,
 * 0 where it is not.
 * @param {string} word
 * @param {string} form
 */
function alikeness(word, form) {
  if (isOneSlip(word, form)) return word.length > 5 || (word.length > 4 && (word.length !== form.length || isTurned(word, form))) ? 3 : 2;
  const begins = alike(word, form);
  if (word.length > 5 && isOneSlip(word, form.slice(0, word.length))) return 2;
  return begins > 3 && word.length - begins < 4 && form.length - begins < 4 && begins >= word.length - begins + 2 ? 1 : 0;
}

/** Whether two words of one length have the same letters. @param {string} one @param {string} other */
const isTurned = (one, other) => [...one].sort().join("") === [...other].sort().join("");

/**
 * @typedef {object} Meaning What a word of a question means.
 * @property {[Class, number][]} sure classes, each with what it counts for, from 1 for the word itself
 * @property {[Class, string, number][]} near classes with a word that is like it, the most alike first, where
 *   there are no others; with what `alikeness` says
 */

/** The word as readers may write it who have no umlauts, or the other way round. @param {string} word */
function foldings(word) {
  const all = [word.replace(/([aou])e/g, "$1")];
  for (const { index } of word.matchAll(/[aou]/g)) all.push(`${word.slice(0, index + 1)}e${word.slice(index + 1)}`);
  return all.filter((each) => each !== word);
}

/** Classes by words of theirs. @typedef {Map<string, Class[]>} ByForm */

/** A part of the words of a handbook. */
class Shard {
  /** @param {string} text @param {string} endings those of the language, separated by spaces */
  constructor(text, endings) {
    this.all = classes(text);
    this.endings = endings.split(" ").filter(Boolean);
    this.forms = this.by((form) => form);
    /** @type {ByForm | undefined} */
    this.stems = undefined;
  }

  /** @param {(form: string) => string} key @returns {ByForm} */
  by(key) {
    /** @type {ByForm} */
    const found = new Map();
    for (const each of this.all) {
      for (const form of new Set(each.words.map(key))) found.set(form, [...(found.get(form) ?? []), each]);
    }
    return found;
  }

  /** A word in one spelling. @param {string} word */
  spelled(word) {
    return this.endings[0] === "ing" ? spelled(word) : word;
  }

  /** A word in one spelling, without its ending. @param {string} word */
  stem(word) {
    const one = this.spelled(word);
    const ending = this.endings.find((each) => one.endsWith(each) && one.length - each.length > 2) ?? "";
    return one.slice(0, one.length - ending.length);
  }

  /** The classes of a word, each with what it counts for. @param {string} word @returns {[Class, number][]} */
  known(word) {
    const same = this.forms.get(word);
    if (same) return same.map((each) => [each, 1]);
    if (word.length < 4) return [];
    this.stems ??= this.by((form) => this.stem(form));
    const others = [...(this.stems.get(this.stem(word)) ?? []), ...foldings(word).flatMap((each) => this.forms.get(each) ?? [])];
    return [...new Set(others)].map((each) => [each, 0.8]);
  }
}

/**
 * What a word of a question means. `isBegun` says that it may be the beginning of another word even
 * where it is a word.
 * @param {string} word
 * @param {Shard} shard
 * @param {boolean} isBegun
 * @param {Shard} own the shard in which the word itself would be
 * @returns {Meaning}
 */
function meant(word, shard, isBegun, own = shard) {
  /** @type {Meaning} */
  const found = { sure: shard.known(word), near: [] };
  const { all } = shard;
  const isKnown = own.known(word).length > 0;
  if ((isBegun || !isKnown) && (word.length > 1 || word > "z")) {
    const other = shard.spelled(word);
    const begins = (/** @type {string} */ form) => form.startsWith(word) || (form[0] === word[0] && shard.spelled(form).startsWith(other));
    for (const each of all) {
      if (each.words.some(begins) && !found.sure.some(([known]) => known === each)) found.sure.push([each, isKnown ? 0.3 : 0.6]);
    }
  }
  if (found.sure.length || word.length < 4) return found;
  for (const each of all) {
    /** @type {[Class, string, number] | undefined} */
    let best;
    for (const form of each.words) {
      const grade = alikeness(word, form);
      if (grade > (best?.[2] ?? 0)) best = [each, form, grade];
    }
    if (best) found.near.push(best);
  }
  found.near.sort((one, other) => other[2] - one[2] || other[0].places.length - one[0].places.length);
  return found;
}
