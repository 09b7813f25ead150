// What `copies.js` takes from `shared.js`.

const {
  button, element, offerUndo, printAs, say, word, bareRecord, changePage, emptyRecord,
  isCount, isEntry, isObject, isOwnAddress, loadPage, mergeRecord, putBack, restore, savePage,
  snapshot, tellWatchers, knownItems, rounds,
} = window.handbook;
