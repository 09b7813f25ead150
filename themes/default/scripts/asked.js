// On the page for searching, before anything is drawn: where something is asked for, the list from A to Z
// waits unseen for the answer, and the page is so long that its foot is out of view, so that nothing that a
// reader sees moves. If no answer comes, the list is seen after a while.

if (new URLSearchParams(location.search).get("q")?.trim() && "adoptedStyleSheets" in document) {
  const waiting = new CSSStyleSheet();
  waiting.replaceSync("@keyframes asked{from{visibility:hidden}}main{min-block-size:110vh}.search-results[hidden]+.search-index{animation:asked 9s step-end}");
  document.adoptedStyleSheets.push(waiting);
}
