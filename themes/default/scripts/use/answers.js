// What `answers.js` gives to the script that shows results.

const { answerOf, setNote } = window.handbook;
