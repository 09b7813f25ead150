// What `remarks.js` gives to the scripts of components.

const { setRemark, showKept } = window.handbook;
