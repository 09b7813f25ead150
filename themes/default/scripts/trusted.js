// The one Trusted Types policy of a page, for the addresses of scripts that are loaded later.

/**
 * The address of a file of the index as something that a script element takes. Any other address
 * throws, whether the browser knows Trusted Types or not.
 * @param {URL} url
 * @param {URL} folder where the files are
 * @returns {string}
 */
function indexFile(url, folder) {
  const check = (/** @type {string} */ text) => {
    const rest = text.startsWith(folder.href) ? text.slice(folder.href.length) : "";
    if (/^(words|pages)-\d+\.js\?[0-9a-f]+$/.test(rest)) return text;
    throw new TypeError(`not a file of the index: ${text}`);
  };
  const shared = (window.hb ??= {});
  shared.policy ??= window.trustedTypes?.createPolicy("hb", { createScriptURL: check }) ?? { createScriptURL: check };
  return shared.policy.createScriptURL(url.href);
}
