// The service worker: registers it, and says when it has a newer edition of the handbook ready.
// Nothing is loaded anew unless the reader asks for it, and not while that would lose what they wrote.

const { workerPath, ready = "", reload = "", unsaved = "" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
const workers = navigator.serviceWorker;

/**
 * Whether the page holds words or ticks that are kept nowhere.
 */
function holdsUnsaved() {
  const unkept = document.documentElement.hasAttribute("data-unkept");
  const fields = /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (document.querySelectorAll("input:not([type=search]), textarea"));
  return [...fields].some((field) => {
    const isKept = field.closest("[data-key]") && !unkept;
    const isWritten = "checked" in field && /^(checkbox|radio)$/.test(field.type) ? unkept && field.checked !== field.defaultChecked : field.value !== field.defaultValue;
    return isWritten && !isKept;
  });
}

/** Whether the page came from the host in another edition than the worker's, as the worker tells. */
function isNewer() {
  return performance.getEntriesByType("navigation").some((page) => /** @type {PerformanceNavigationTiming} */ (page).serverTiming?.some(({ name }) => name === "newer"));
}

/** @param {ServiceWorkerRegistration} registration */
function offerReload(registration) {
  if (document.querySelector(".edition")) return;
  const line = document.createElement("p");
  line.className = "edition no-print";
  line.setAttribute("role", "status");
  const press = document.createElement("button");
  press.textContent = reload;
  press.onclick = () => {
    if (holdsUnsaved()) {
      line.replaceChildren(unsaved, " ", press);
      press.focus();
      return;
    }
    // Another tab may have asked for it before.
    if (!registration.waiting) return location.reload();
    workers.addEventListener("controllerchange", () => location.reload());
    registration.waiting.postMessage({ task: "replace" });
  };
  document.body.append(line);
  // A region that is there before its words is read out.
  requestAnimationFrame(() => line.append(ready, " ", press));
}

async function startWorker() {
  const registration = await workers.register(trustedScript(workerPath ?? ""), { updateViaCache: "none" });
  const watch = () => {
    if (registration.waiting && workers.controller && !isNewer()) offerReload(registration);
  };
  watch();
  const follow = () => registration.installing?.addEventListener("statechange", watch);
  registration.addEventListener("updatefound", follow);
  follow();
  // What came before there was a worker is kept as what comes after it.
  const { active } = await workers.ready;
  // What the page loads when it is wanted may be wanted without a network.
  const later = [...document.querySelectorAll(/** @type {"template"} */ ("template:not(#search-files)"))].flatMap(({ content }) => [...content.querySelectorAll("script")]);
  const waiting = later.map((script) => new URL(script.getAttribute("src") ?? "", location.href).href);
  const addresses = [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name), ...waiting];
  active?.postMessage({ task: "used", addresses });
}

// A server that shows pages while they are written says so.
if (workerPath && workers && !document.querySelector("meta[name=handbook-worker][content=none]")) {
  addEventListener("load", () => startWorker().catch(() => {}));
}
