// What `lists.js` takes from `shared.js`.

const {
  later, offerUndo, say, soon, word, loadPage, pageInfo, pageSpace, parseRecord,
  restore, snapshot, storageTrouble, tellWatchers, watchPages, writeText, chooseCopy, rounds,
} = window.handbook;
