// What `store.js` gives to the scripts of components.

const {
  askToPersist, bareRecord, changePage, emptyRecord, isCount, isEntry, isObject,
  isOwnAddress, lastName, loadPage, mergeRecord, pageInfo, pageSpace, parseObject, parseRecord,
  putBack, readText, restore, savePage, snapshot, space, storageTrouble, storedNames, tellWatchers, touchPage, watchPages, writeText,
} = window.handbook;
