// What `result.js` takes from `shared.js` and the script of its page.

const { element, word, setNote } = window.handbook;
