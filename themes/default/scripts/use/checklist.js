// What `checklist.js` takes from `shared.js`.

const {
  announce, button, element, keptPath, later, offerUndo, word, askToPersist, changePage, loadPage,
  pageInfo, putBack, touchPage, watchPages, copyButtons, knownItems,
  setRemark, showKept, canShare, copyInLink, copyLink, focusBanner, handOn, showBanner, rounds,
} = window.handbook;
