// Where the reader of a chapter stopped, for the home page: kept when the page is left or hidden.

const chapter = document.querySelector(".page .meta") && document.querySelector("h1")?.textContent;

addEventListener("visibilitychange", () => {
  const { hash = "", textContent: title = chapter } = spiedLink ?? {};
  const path = location.href.slice(topAddress().length).replace(/[?#].*|$/s, hash);
  try {
    if (chapter) localStorage.setItem(`handbook:${document.documentElement.dataset.base}:read`, JSON.stringify({ title, page: chapter, path }));
  } catch {
    // Then the home page does not know.
  }
});
