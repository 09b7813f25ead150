// What a word is. The generator says the same (`src/search/words.rs`), and one list of examples holds
// both to it.

/** Letters of scripts that put no spaces between words. */
const spaceless =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

/** A text without accents, in small letters. @param {string} text */
const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ς", "σ")
    .replaceAll("ß", "ss");

/**
 * The words of a text in order, folded: runs of letters and digits; of scripts without spaces, each
 * pair of neighbours. A single letter from `a` to `z` is no word.
 * @param {string} text
 * @returns {string[]}
 */
function words(text) {
  const found = [];
  for (const [run] of fold(text).matchAll(/[\p{Alphabetic}\p{N}]+/gu)) {
    for (const [, word = "", letters = ""] of run.matchAll(runs)) {
      if (word.length > 1 || /[^a-z]/.test(word)) {
        if (word) found.push(word);
      }
      const each = [...letters];
      if (each.length === 1) found.push(letters);
      each.slice(1).forEach((letter, at) => found.push(each[at] + letter));
    }
  }
  return found;
}

/** A run of letters, parted where scripts with spaces and without meet. */
const runs = new RegExp(`((?:(?!${spaceless.source}).)+)|(${spaceless.source}+)`, "gu");
