// What `comparison.js` takes from `shared.js`.

const { announce, button, element, word, copyOut } = window.handbook;
