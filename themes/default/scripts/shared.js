// What `shared.js` gives to the scripts of components and of sites: the last of its sources, when all
// of it is there. The files of `use` take it, one for each source.

/** @type {any} */ (window).handbook = {
  addressOf, announce, button, element, keptPath, offerUndo, printAs, publicAddress, word,
  askToPersist, changePage, emptyRecord, isCount, isOwnAddress, lastName, loadPage, pageInfo,
  pageSpace, parseObject, parseRecord, putBack, readText, restore, snapshot, space,
  storageTrouble, storedNames, tellWatchers, touchPage, watchPages, writeText,
  chooseCopy, comparedLines, copyButtons, copyName, copyText, download, knownItems, previewCopy,
  showProblem,
  setRemark, showKept,
  canShare, copyInLink, copyLink, copyOut, focusBanner, handOn, showBanner,
};
