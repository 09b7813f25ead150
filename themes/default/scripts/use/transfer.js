// What `transfer.js` gives to the scripts of components.

const {
  chooseCopy, comparedLines, copyButtons, copyName, copyText, download, knownItems, previewCopy,
  showProblem,
} = window.handbook;
