// The line of the home page that leads back to where the reader stopped.

const continueLine = document.getElementById("continue");

/**
 * Where the reader stopped.
 * @returns {LastPage | null}
 */
function lastPage() {
  const last = parseObject(readText(lastName));
  const usable = last && typeof last.title === "string" && isCount(last.done) && isCount(last.total) && isOwnAddress(last.path);
  return usable ? /** @type {LastPage} */ (last) : null;
}

function showContinue() {
  const last = lastPage();
  if (!continueLine || !last) return;
  const { title, path, done, total } = last;
  // What is done needs no going on.
  continueLine.hidden = total > 0 && done === total;
  const progress = total > 0 ? ` ${word("done", { done, total })}` : "";
  continueLine.className = "meta no-print";
  continueLine.replaceChildren(element("span", {}, `${word("goOn")} `, element("a", { href: addressOf(path) }, title), progress && ` –${progress}`));
}

showContinue();
watchPages(showContinue);
