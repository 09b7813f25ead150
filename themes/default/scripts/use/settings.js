// What `settings.js` takes from `shared.js`.

const {
  announce, element, later, offerUndo, say, soon, word, pageSpace, parseObject,
  parseRecord, readText, restore, snapshot, space, storageTrouble, tellWatchers,
  watchPages, writeText, chooseCopy,
} = window.handbook;
