// The line of the home page that leads back to where the reader stopped.

const continueLine = document.getElementById("continue");

function showContinue() {
  const last = lastPage();
  if (!continueLine || !last) return;
  const { title, path, done, total } = last;
  const progress = total > 0 ? ` ${word("done", { done, total })}` : "";
  continueLine.replaceChildren(`${word("goOn")} `, element("a", { href: path }, title), progress && ` –${progress}`);
  continueLine.hidden = false;
}

showContinue();
watchPages(showContinue);
