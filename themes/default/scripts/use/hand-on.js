// What `hand-on.js` gives to the scripts of components.

const {
  canShare, copyInLink, copyLink, copyOut, focusBanner, handOn, showBanner,
} = window.handbook;
