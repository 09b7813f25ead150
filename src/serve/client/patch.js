// Turns the page in view into its new version in place. Three documents take part: the page as it
// was sent, the page as it is sent now, and the page in view, which its reader and its scripts have
// changed since. Only what differs between the first two is done to the third, so that ticked boxes,
// open details, typed text and whatever scripts added stay as they are.

/** From a node as it was sent to the node in view. @type {WeakMap<Node, Node>} */
const inView = new WeakMap();

/**
 * Remembers a tree and its copy node by node.
 * @param {Node} sent
 * @param {Node} shown
 */
function pair(sent, shown) {
  inView.set(sent, shown);
  const copies = shown.childNodes;
  sent.childNodes.forEach((child, index) => {
    if (copies[index]) pair(child, copies[index]);
  });
}

/**
 * The text of blocks of data in the page as it was first sent, whose copies are empty: a script that
 * another script fills is refused by a policy for Trusted Types.
 * @type {WeakMap<Node, string | null>}
 */
const dataOf = new WeakMap();

/**
 * A copy of a part of a page, whose blocks of data are empty.
 * @param {Node} shown
 * @returns {Node}
 */
function copyOf(shown) {
  if (isData(shown)) {
    const copy = shown.cloneNode(false);
    dataOf.set(copy, shown.textContent);
    return copy;
  }
  const scripts = shown instanceof Document || shown instanceof Element ? shown.querySelectorAll("script") : [];
  if (![...scripts].some(isData)) return shown.cloneNode(true);
  const copy = shown.cloneNode(false);
  for (const child of shown.childNodes) copy.appendChild(copyOf(child));
  return copy;
}

/** @param {Node} node */
const isData = (node) => node instanceof HTMLScriptElement && !isProgram(node);

/** Attributes that browsers take for code, which the policy of a site forbids. */
const isCode = (/** @type {string} */ name) => name.startsWith("on") || name === "srcdoc";

/**
 * Whether the page must be loaded anew, since scripts that ran cannot be taken back, nor policies, and
 * what scripts read of blocks of data they have read. JSON-LD is for others than the page.
 * @param {Document} old
 * @param {Document} fresh
 */
function needsReload(old, fresh) {
  const lasting = (/** @type {Document} */ page) =>
    [...page.querySelectorAll("script, meta[http-equiv], base")]
      .filter((node) => !(node instanceof HTMLScriptElement) || (!node.dataset.generation && node.type !== "application/ld+json"))
      .map((node) => (isData(node) ? dataOf.get(node) ?? node.textContent : node.outerHTML))
      .join("\n");
  return lasting(old) !== lasting(fresh);
}

/**
 * Whether a script is one that runs, and not data such as JSON-LD.
 * @param {HTMLScriptElement} script
 */
function isProgram(script) {
  return ["", "module", "text/javascript", "importmap", "speculationrules"].includes(script.type.toLowerCase());
}

/**
 * Changes the page in view by the difference of two pages as they were sent.
 * @param {Document} old
 * @param {Document} fresh
 */
function patch(old, fresh) {
  const focused = document.activeElement;
  patchElement(old.documentElement, fresh.documentElement);
  if (focused instanceof HTMLElement && document.activeElement !== focused) {
    const again = focused.isConnected ? focused : focused.id && document.getElementById(focused.id);
    if (again) again.focus({ preventScroll: true });
  }
}

/**
 * @param {Element} old
 * @param {Element} fresh
 */
function patchElement(old, fresh) {
  const shown = inView.get(old);
  if (!(shown instanceof Element)) return;
  inView.set(fresh, shown);
  patchAttributes(old, fresh, shown);
  patchChildren(old, fresh, shown);
}

/**
 * @param {Element} old
 * @param {Element} fresh
 * @param {Element} shown
 */
function patchAttributes(old, fresh, shown) {
  for (const { name, value } of [...fresh.attributes]) {
    if (old.getAttribute(name) === value || isCode(name)) continue;
    // A style sheet would be loaded again.
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name)) shown.removeAttribute(name);
  }
}

/**
 * @param {Element} old
 * @param {Element} fresh
 * @param {Element} shown
 */
function patchChildren(old, fresh, shown) {
  const olds = [...old.childNodes];
  const freshes = [...fresh.childNodes];
  const pairs = matchChildren(olds, freshes);
  const continued = new Set(pairs.values());
  for (const node of olds) {
    if (!continued.has(node)) remove(inView.get(node));
  }
  const places = new Map(olds.map((node, index) => [node, index]));
  const moving = freshes.filter((node) => pairs.has(node));
  const resting = risingIndexes(moving.map((node) => places.get(pairs.get(node)) ?? 0));
  const stays = new Set(moving.filter((_, index) => resting.has(index)));
  /** @type {ChildNode | undefined} */
  let before;
  for (const node of freshes) {
    const known = pairs.get(node);
    let next = /** @type {ChildNode | undefined} */ (known && inView.get(known));
    if (known && next) {
      patchNode(known, node);
      if (!stays.has(node)) place(next, before, shown);
    } else {
      next = adopt(node);
      place(next, before, shown);
    }
    if (next.isConnected) before = next;
  }
}

/**
 * @param {Node} old
 * @param {Node} fresh
 */
function patchNode(old, fresh) {
  const shown = inView.get(old);
  if (!shown) return;
  if (old.isEqualNode(fresh)) {
    carry(old, fresh);
  } else if (["NOSCRIPT", "SCRIPT"].includes(old.nodeName)) {
    inView.set(fresh, shown);
  } else if (old instanceof Element && fresh instanceof Element) {
    patchElement(old, fresh);
  } else {
    inView.set(fresh, shown);
    // A script that changed this text itself knows better, unless its source changed.
    if (old.nodeValue !== fresh.nodeValue) shown.nodeValue = fresh.nodeValue;
  }
}

/**
 * A copy for the page in view.
 * @param {Node} fresh
 */
function adopt(fresh) {
  const copy = /** @type {ChildNode} */ (document.adoptNode(copyOf(fresh)));
  pair(fresh, copy);
  if (copy instanceof Element) {
    // With scripts, browsers take what these hold for text; the page as sent was read without.
    const without = [copy, ...copy.querySelectorAll("noscript")].filter((node) => node.nodeName === "NOSCRIPT");
    for (const node of without) node.textContent = node.innerHTML;
  }
  return copy;
}

/**
 * Maps a subtree that did not change to the nodes in view that show it.
 * @param {Node} old
 * @param {Node} fresh
 */
function carry(old, fresh) {
  const shown = inView.get(old);
  if (shown) inView.set(fresh, shown);
  fresh.childNodes.forEach((child, index) => carry(old.childNodes[index], child));
}

/** @param {Node | undefined} node */
function remove(node) {
  node?.parentNode?.removeChild(node);
}

/**
 * Puts a node behind another one, wherever scripts have moved that to, or first.
 * @param {ChildNode} node
 * @param {ChildNode | undefined} before
 * @param {Element} parent
 */
function place(node, before, parent) {
  const target = before?.parentNode ?? parent;
  const next = before ? before.nextSibling : parent.firstChild;
  if (next === node) return;
  // Keeps focus and open popovers of what moves, where the browser can.
  if (node.isConnected && "moveBefore" in target) {
    /** @type {any} */ (target).moveBefore(node, next);
  } else {
    target.insertBefore(node, next);
  }
}

/**
 * Loads style sheets that have changed behind the old ones, which go when the new ones are there.
 * @param {Document} old
 * @param {Document} fresh
 * @param {(address: string) => boolean} hasChanged whether the file at an address has
 */
async function swapStyles(old, fresh, hasChanged) {
  const sheets = (/** @type {Document} */ page) =>
    /** @type {HTMLLinkElement[]} */ ([...page.querySelectorAll('link[rel="stylesheet"]')]);
  const names = (/** @type {Document} */ page) => new Set(sheets(page).map((link) => link.getAttribute("href")));
  const before = names(old);
  const after = names(fresh);
  const successors = sheets(fresh).filter((link) => !before.has(link.getAttribute("href")));
  const renamed = sheets(old)
    .filter((link) => !after.has(link.getAttribute("href")))
    .map((link, index) => swapStyle(link, successors[index]?.getAttribute("href")));
  const rewritten = sheets(old)
    .filter((link) => after.has(link.getAttribute("href")) && hasChanged(link.href))
    .map((link) => swapStyle(link, anew(link.href)));
  await Promise.all([...renamed, ...rewritten]);
}

/**
 * @param {HTMLLinkElement} link as it was sent
 * @param {string | null | undefined} address of its successor
 */
async function swapStyle(link, address) {
  const shown = inView.get(link);
  if (!address || !(shown instanceof HTMLLinkElement)) return;
  const copy = /** @type {HTMLLinkElement} */ (shown.cloneNode());
  copy.setAttribute("href", address);
  await new Promise((resolve) => {
    copy.addEventListener("load", resolve);
    copy.addEventListener("error", resolve);
    setTimeout(resolve, 3000);
    shown.after(copy);
  });
  shown.remove();
  inView.set(link, copy);
}

/**
 * Shows images that have changed.
 * @param {(address: string) => boolean} hasChanged whether the file at an address has
 */
function swapImages(hasChanged) {
  for (const image of document.images) {
    if (hasChanged(image.src)) image.src = anew(image.src);
  }
}

/**
 * The address with a query that the browser has not cached yet.
 * @param {string} address
 */
function anew(address) {
  const url = new URL(address, location.href);
  url.search = `?${Date.now()}`;
  return url.href;
}
