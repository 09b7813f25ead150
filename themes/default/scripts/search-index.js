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
 * The classes that a word of a question means, each with how surely, from 1 for the word itself.
 * Where neither it nor a longer word is found, words with another ending and words with one slip
 * stand for it.
 * @param {string} word
 * @param {Class[]} all
 * @returns {[Class, number][]}
 */
function meant(word, all) {
  /** @type {[Class, number][]} */
  const found = [];
  for (const each of all) {
    if (each.words.includes(word)) found.push([each, 1]);
    else if (each.words.some((form) => form.startsWith(word))) found.push([each, 0.6]);
  }
  if (found.length || word.length < 4) return found;
  for (const each of all) {
    const other = each.words.some((form) => {
      const same = alike(word, form);
      return same > 3 && word.length - same < 4 && form.length - same < 4 && same >= word.length - same + 2;
    });
    if (each.words.some((form) => isOneSlip(word, form))) found.push([each, 0.5]);
    else if (other) found.push([each, 0.3]);
    else if (word.length > 5 && each.words.some((form) => isOneSlip(word, form.slice(0, word.length)))) found.push([each, 0.3]);
  }
  return found;
}
