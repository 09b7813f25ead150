// What `lists.js` takes from `shared.js`.

const {
  later, offerUndo, say, word, loadPage, pageInfo, pageSpace, parseRecord,
  readText, restore, snapshot, storageTrouble, storedNames, tellWatchers, watchPages, writeText,
  chooseCopy, rounds,
} = window.handbook;
