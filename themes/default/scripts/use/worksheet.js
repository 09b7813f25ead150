// What `worksheet.js` takes from `shared.js`.

const {
  button, element, later, offerUndo, printAs, publicAddress, soon, word, askToPersist, changePage,
  loadPage, pageInfo, putBack, touchPage, watchPages, copyButtons, setRemark, showKept, copyOut,
} = window.handbook;
