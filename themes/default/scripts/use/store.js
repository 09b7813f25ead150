// What `store.js` gives to the scripts of components.

const {
  askToPersist, changePage, emptyRecord, isCount, isOwnAddress, lastName, loadPage, pageInfo,
  pageSpace, parseObject, parseRecord, putBack, readText, restore, snapshot, space,
  storageTrouble, storedNames, tellWatchers, touchPage, watchPages, writeText,
} = window.handbook;
