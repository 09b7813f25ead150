// Reloads the page when the development server has another site than the one it came from.
(() => {
  "use strict";
  const generation = document.currentScript.dataset.generation;
  const events = new EventSource("/_handbook/events");
  events.onmessage = (event) => {
    if (event.data !== generation) {
      location.reload();
    }
  };
  // Browsers allow six connections to a server; a page that is left must give its own back.
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
})();
