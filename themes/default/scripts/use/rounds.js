// What `rounds.js` takes from `shared.js`.

const { element, later, word, setRemark, tellWatchers } = window.handbook;
