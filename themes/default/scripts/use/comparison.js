// What `comparison.js` takes from `shared.js`.

const { announce, word, copyOut } = window.handbook;
