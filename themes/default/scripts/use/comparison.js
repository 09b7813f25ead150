// What `comparison.js` takes from `shared.js`.

const { announce, element, word, copyOut } = window.handbook;
