// What `transfer.js` gives to the scripts of components.

const { chooseCopy, copyButtons, knownItems } = window.handbook;
