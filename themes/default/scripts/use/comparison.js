// What `comparison.js` takes from `shared.js`.

const { announce, word, parseObject, readText, writeText, copyOut } = window.handbook;
