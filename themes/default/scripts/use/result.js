// What `result.js` takes from `shared.js` and the script of its page.

const {
  button, element, offerUndo, word, loadPage, putBack, copyInLink, focusBanner, showBanner,
  dayText, keepAnswers, ratingFields, setAnswer, setNote, takes,
} = window.handbook;
