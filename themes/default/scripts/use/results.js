// What `results.js` takes from `search.js`.

const { finder, make, Marks, marked, missingSaid, say } = window.hb.search;
