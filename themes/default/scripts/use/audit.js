// What `audit.js` takes from `shared.js`.

const {
  announce, button, element, fetchLater, later, offerUndo, printAs, publicAddress, soon, word,
  askToPersist, changePage, loadPage, pageInfo, putBack, touchPage, watchPages, copyButtons,
  setRemark, showKept, canShare, copyLink, copyOut, handOn,
} = window.handbook;
