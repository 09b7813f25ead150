// The addresses of scripts that a page may load later, under Trusted Types. A page can make one
// policy of a name, so that all scripts of the theme share it.

/** @type {Window & { handbookPolicy?: { createScriptURL(url: string): any }, trustedTypes?: any }} */
const frame = window;

/** The address of the root of the handbook. */
function topAddress() {
  const { base, root } = document.documentElement.dataset;
  return new URL(root || base || "/", location.href).href;
}

/**
 * The address of a script, for what takes nothing else: the service worker at the root of the
 * handbook and the files of the search index. Any other is refused.
 * @param {string} address
 * @returns {any} an address that the browser trusts, or the same text where it asks for none
 */
function trustedScript(address) {
  frame.handbookPolicy ??= (frame.trustedTypes ?? { createPolicy: (/** @type {string} */ _, /** @type {any} */ rules) => rules }).createPolicy("hb", {
    createScriptURL(/** @type {string} */ url) {
      const { href } = new URL(url, location.href);
      const top = topAddress();
      if (href.startsWith(top) && /^(sw\.js|(.+\/)?\w+\/(words|pages)-\d+\.js)$/.test(href.slice(top.length))) return url;
      throw new TypeError(`${url} is none of our scripts`);
    },
  });
  return frame.handbookPolicy?.createScriptURL(address);
}
