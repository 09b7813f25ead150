// What `shared.js` gives to the scripts of components and of sites: the last of its sources, when all
// of it is there. The files of `use` take it, one for each source.

/** @type {any} */ (window).handbook = {
  addressOf, announce, button, element, fetchLater, keptPath, later, offerUndo, printAs,
  publicAddress, say, soon, word,
  askToPersist, bareRecord, changePage, emptyRecord, isCount, isEntry, isObject,
  isOwnAddress, loadPage, mergeRecord, pageInfo, pageSpace, parseObject, parseRecord,
  putBack, readText, restore, savePage, snapshot, space, storageTrouble, tellWatchers, touchPage, watchPages, writeText,
  chooseCopy, copyButtons, knownItems,
  setRemark, showKept,
  canShare, copyInLink, copyLink, copyOut, focusBanner, handOn, showBanner,
};
