// Lists on paper.

/**
 * Prints lists alone, with their ticks or without: below their headings, one of them with the part of
 * its page that it is; at the end there is room for names and a date.
 * @param {Checklist[]} lists
 * @param {"filled" | "blank"} how
 */
function printLists(lists, how) {
  const last = /** @type {Checklist} */ (lists.at(-1));
  const signed = how === "filled" ? namesOf(last) : [];
  const lines = Array.from({ length: Number(last.root.dataset.names ?? 1) }, (_, at) => [nameWord(last.root, at), signed[at]].filter(Boolean).join(": "));
  const sign = element("p", { class: "sign" }, ...[...lines, word("signDate")].map((line) => element("span", {}, line)));
  const own = last.root.querySelector(":scope > .sign");
  own?.remove();
  last.root.append(sign);
  const undo = [() => sign.replaceWith(own ?? "")];
  let above = last.page.title;
  for (const { root, group, title, page } of lists) {
    const n = root.querySelectorAll("[data-item]").length;
    const total = Number(root.dataset.of);
    const part = lists.length === 1 && n < total ? `: ${word("part", { n, total, title: page.title })}` : "";
    const legend = /** @type {HTMLElement} */ (group.firstElementChild);
    const { className } = legend;
    if (part || title !== above) legend.className = "";
    above = title;
    legend.append(part);
    root.dataset.printed = "";
    undo.push(() => {
      legend.className = className;
      legend.textContent = title;
      delete root.dataset.printed;
    });
  }
  window.addEventListener("afterprint", () => undo.forEach((back) => back()), { once: true });
  printAs("printing", how);
}

/**
 * What is kept of a list's page, with what is of former rounds put away.
 * @param {Checklist[]} lists
 */
function currentItems(lists) {
  const record = loadPage(/** @type {Checklist} */ (lists[0]).page);
  for (const { root } of lists) rounds?.putAway(root.dataset, record);
  return record.items;
}

/**
 * What is asked of somebody who signs a list.
 * @param {HTMLElement} root
 * @param {number} at which of those who sign
 */
function nameWord({ dataset }, at) {
  return word(dataset.names !== "2" ? "signName" : at > 0 ? "signSecond" : "signFirst");
}

/**
 * The names of those who signed this round.
 * @param {Checklist} list
 */
function namesOf(list) {
  const items = currentItems([list]);
  return [1, 2].map((nth) => String(items[`:signed:${nth}`]?.value ?? ""));
}
