// Keeping the whole handbook on the device, and the list of what is kept: both asked of the service
// worker, and hidden where there is none.

/**
 * @typedef {object} KeptState
 * @property {number} total how many files the handbook has
 * @property {number} size their length in bytes
 * @property {number} done how many of them are kept
 * @property {boolean} whole whether all of them are wanted
 * @property {{ title: string, address: string }[]} pages those that are kept
 * @property {string} [problem] the name of what went wrong, in place of all else
 */

/**
 * Has the service worker do something.
 * @param {string} task
 * @returns {Promise<KeptState>}
 */
async function askWorker(task) {
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    active?.postMessage({ task }, [port2]);
  });
}

/** @param {HTMLElement} root */
async function startKeeping(root) {
  const buttons = [...root.querySelectorAll("button")];
  const [keep, forget] = /** @type {[HTMLButtonElement, HTMLButtonElement]} */ (buttons);
  const said = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
  /**
   * @param {string | undefined} words
   * @param {KeptState} state
   */
  const say = (words, { done, total, size }) => {
    const values = { done, total, size: (size / 1e6).toFixed(1) };
    return (words ?? "").replace(/\{(\w+)\}/g, (whole, name) => String(values[/** @type {keyof typeof values} */ (name)] ?? whole));
  };
  /** @param {KeptState} state */
  const show = (state) => {
    const { whole, done, total } = state;
    keep.textContent = say(root.dataset.offer, state);
    keep.hidden = whole && done === total;
    forget.hidden = !whole;
    said.textContent = whole ? say(done === total ? root.dataset.whole : root.dataset.progress, state) : "";
    root.hidden = false;
  };
  let last = await askWorker("state");
  if (last.problem) return;
  show(last);
  keep.addEventListener("click", async () => {
    keep.disabled = true;
    navigator.storage?.persist?.().catch(() => {});
    // Bit by bit, each with what it added to the count.
    for (let before = -1; before < last.done && last.done < last.total; ) {
      before = last.done;
      const state = await askWorker("keep");
      if (state.problem) {
        show(last);
        said.textContent = say(/quota/i.test(state.problem) ? root.dataset.full : root.dataset.failed, last);
        break;
      }
      last = state;
      show(last);
    }
    keep.disabled = false;
    if (keep.hidden) forget.focus();
  });
  forget.addEventListener("click", async () => {
    const state = await askWorker("forget");
    if (!state.problem) last = state;
    show(last);
    keep.focus();
  });
}

/** @param {HTMLElement} root */
async function listKept(root) {
  const { pages = [] } = await askWorker("state");
  const items = pages.map(({ title, address }) => {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = title;
    const item = document.createElement("li");
    item.append(link);
    return item;
  });
  root.querySelector("ul")?.append(...items);
  root.hidden = items.length === 0;
}

if (navigator.serviceWorker) {
  for (const root of document.querySelectorAll("[data-keep]")) startKeeping(/** @type {HTMLElement} */ (root));
  for (const root of document.querySelectorAll("[data-kept-pages]")) listKept(/** @type {HTMLElement} */ (root));
}
