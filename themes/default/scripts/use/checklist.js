// What `checklist.js` takes from `shared.js`.

const {
  announce, button, element, keptPath, offerUndo, printAs, word, askToPersist, changePage,
  emptyRecord, loadPage, pageInfo, putBack, touchPage, watchPages, copyButtons, knownItems,
  setRemark, showKept, canShare, copyInLink, copyLink, focusBanner, handOn, showBanner,
} = window.handbook;
