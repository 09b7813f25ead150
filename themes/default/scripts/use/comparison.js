// What `comparison.js` takes from `shared.js`.

const { announce, soon, word, parseObject, readText, space, writeText, copyOut } = window.handbook;
