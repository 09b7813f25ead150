// What `continue.js` takes from `shared.js`.

const {
  addressOf, element, word, isCount, isOwnAddress, lastName, parseObject, readText, watchPages,
} = window.handbook;
