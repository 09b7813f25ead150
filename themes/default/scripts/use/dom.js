// What `dom.js` gives to the scripts of components. (Each script that takes something from
// `shared.js` has such files among its sources; the types know all sources as one program, and
// not these.)

const {
  addressOf, announce, button, element, fetchLater, keptPath, later, offerUndo, printAs,
  publicAddress, showProblem, word,
} = window.handbook;
