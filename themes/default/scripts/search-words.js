// What a word is. The generator says the same (`src/search/words.rs`), and one list of examples holds
// both to it.

/** Letters of scripts that put no spaces between words. */
const spaceless =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

/** A text without accents, in small letters, with one kind of hyphen. @param {string} text */
const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ς", "σ")
    .replaceAll("ß", "ss")
    .replace(/[\u2010\u2011]/g, "-")
    .replaceAll("×", "x");

/** Whether the rest of something is no word: one letter, as after an apostrophe. @param {string} word */
const isLetter = (word) => /^[a-z]$/.test(word);

/**
 * The words of a text in order, folded, by what belongs together: the parts, which are runs of
 * letters and digits (of scripts without spaces, each pair of neighbours; no single letter from `a`
 * to `z`), emoji; and the whole, where what has hyphens or other signs is one more word.
 * @param {string} text
 * @returns {{ text: string, parts: string[], whole: string }[]}
 */
function wordGroups(text) {
  const folded = fold(text);
  return [...folded.matchAll(groups)].map(({ 0: all, 1: spaced = "", 2: letters = "", 3: emoji = "", index }) => {
    const each = [...letters];
    const runs = spaced.split(/[-/:&+]/);
    const parts = emoji ? [emoji] : letters ? (each.length === 1 ? each : each.slice(1).map((letter, at) => each[at] + letter)) : runs.filter((run) => !isLetter(run));
    const whole = spaced && wholeWord(runs, spaced, folded.slice(0, index), folded.slice(index + all.length));
    const text = whole.endsWith(all) || whole.startsWith(all) ? whole.replace("♯", "#") : all;
    return { text, parts, whole };
  });
}

/** The word that runs are as a whole, or none. @param {string[]} runs @param {string} text @param {string} before @param {string} after */
function wholeWord(runs, text, before, after) {
  if (runs.length > 1) {
    const bare = runs.join("");
    if (!/[/:&+]/.test(text)) return /\p{Alphabetic}/u.test(bare) ? bare : "";
    return [...bare].length <= 4 ? text.replaceAll("&", "＆") : "";
  }
  if (isLetter(text) && after.startsWith("++")) return `${text}++`;
  if (isLetter(text) && after.startsWith("#")) return `${text}♯`;
  const [, mark = ""] = /(?:^|[\s(])([.-])$/.exec(before) ?? [];
  return (mark === "." ? /^[a-z]./u : /^[a-z0-9]$/).test(text) ? mark && mark + text : "";
}

/** The words of a text in order. @param {string} text @returns {string[]} */
const words = (text) => wordGroups(text).flatMap(({ parts, whole }) => (whole ? [...parts, whole] : parts));

/** Letters and digits with single signs between them, letters of scripts without spaces, an emoji. */
const groups = (() => {
  const run = `(?:(?!${spaceless.source})[\\p{Alphabetic}\\p{N}])+`;
  return new RegExp(`(${run}(?:[-/:&+]${run})*)|(${spaceless.source}+)|((?![\\0-\\x7f])\\p{So})`, "gu");
})();

/**
 * An English word in one spelling, which may be neither the British nor the American one. The generator
 * does the same (`src/search/language.rs`).
 * @param {string} word
 */
const spelled = (word) =>
  word
    .replaceAll("iz", "is")
    .replaceAll("yz", "ys")
    .replaceAll("our", "or")
    .replaceAll("oeu", "eu")
    .replaceAll("dgement", "dgment")
    .replaceAll("geing", "ging")
    .replaceAll("practis", "practic")
    .replaceAll("llful", "lful")
    .replaceAll("llment", "lment")
    .replaceAll("ae", "e")
    .replace(/(m)me(s?)$|(og)ue(s?)$|(en)se(s?)$/, (_, m = "", ms = "", og = "", ogs = "", en = "", ens = "") => m + ms + og + ogs + (en && `${en}ce${ens}`))
    .replace(/(..[^aeiouy])re(s?)$/, "$1er$2")
    .replace(/([aeiouy][^aeiouy]+[aeiouy].*)ll(s|ed|ing|[eo]rs?|)$/, "$1l$2");
