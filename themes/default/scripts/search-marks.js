// What is marked in a text that answers.

/** The words of a question, to be marked where they stand: those that tell pages apart, unless there are no others. */
class Marks {
  /** @param {Unit[]} question */
  constructor(question) {
    const rare = question.filter(({ isCommon }) => !isCommon);
    /** @type {{ text: string, sure: [Class, number][] }[]} */
    this.units = (rare.length ? rare : question).flatMap((unit) => [unit, ...(unit.both ?? [])]);
  }

  /** The number of the unit that a word of a text means, or -1. @param {string} word */
  unit(word) {
    return this.units.findIndex(({ text, sure }) => {
      const isForm = sure.some(([{ words: forms }, sureness]) => forms.includes(word) && (sureness > 0.6 || word.startsWith(text)));
      return isForm || (sure.length > 0 && text.length > 4 && word.includes(text));
    });
  }

  /** Where the words stand: their starts, ends and units. @param {string} text @returns {[number, number, number][]} */
  of(text) {
    return [...text.matchAll(groups)].flatMap(({ 0: found, index }) => {
      const end = index + found.length;
      const before = fold(text.slice(Math.max(0, index - 2), index));
      const folded = fold(found);
      const all = [wholeWord(folded.split(/[-/:&+]/), folded, before, fold(text.slice(end, end + 2))), ...words(found)];
      const unit = Math.max(...all.filter(Boolean).map((word) => this.unit(word)), -1);
      return unit < 0 ? [] : [/** @type {[number, number, number]} */ ([index, end, unit])];
    });
  }
}
