// The lines of the home page that lead back to where the reader stopped: the list or instrument that
// was worked on last, and the chapter that was read last. It runs where they stand, before anything
// below them is there, so that nothing moves; and so it takes nothing from other scripts.

const stopped = /** @type {HTMLElement} */ (document.getElementById("page-last"));
const { base: homeBase, root: homeRoot } = document.documentElement.dataset;
const homeAddress = new URL(/** @type {string} */ (homeRoot || homeBase), location.href).href;

function showStopped() {
  stopped.replaceChildren();
  for (const name of ["last", "read"]) {
    try {
      const { title, page, path, done, total } = JSON.parse(localStorage.getItem(`handbook:${homeBase}:${name}`) ?? "");
      const url = new URL(path, homeAddress);
      // Another site on the same host could have left what leads elsewhere. What is done needs no going on.
      if (typeof title !== "string" || !url.href.startsWith(homeAddress) || (total && done === total)) continue;
      if (url.protocol === "file:") url.pathname = url.pathname.replace(/\/$/, "/index.html");
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = url.href;
      link.textContent = page && page !== title ? `${page}: ${title}` : title;
      // What was worked on last is often what was read last.
      if (link.textContent === stopped.querySelector("a")?.textContent) continue;
      line.append(stopped.dataset[name] + " ", link, total ? ` – ${stopped.dataset.done?.replace("{done}", done).replace("{total}", total)}` : "");
      stopped.append(line);
    } catch {
      // Nothing is kept, or nothing that can be read.
    }
  }
  stopped.hidden = !stopped.firstChild;
}

showStopped();
addEventListener("pageshow", ({ persisted }) => persisted && showStopped());
