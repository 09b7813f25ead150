// What `copies.js` takes from `shared.js`.

const {
  button, element, offerUndo, showProblem, word, bareRecord, emptyRecord, isCount, isEntry,
  isObject, isOwnAddress, loadPage, mergeRecord, parseObject, putBack, restore, savePage, snapshot,
  knownItems,
} = window.handbook;
