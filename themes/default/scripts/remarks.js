// What is said beside that which a reader fills in: remarks at a field, and whether it is kept.

/**
 * Ties a remark to a field, so that it is read out with it, or takes it away.
 * @param {Element} field
 * @param {string} id of the remark
 * @param {string} text none takes it away
 * @param {() => void} put puts the remark, which has the id and the text, where it belongs
 */
function setRemark(field, id, text, put) {
  const before = document.getElementById(id);
  if (!text) before?.remove();
  else if (before) before.textContent = text;
  else put();
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((name) => name && name !== id);
  const names = text ? [id, ...others] : others;
  if (names.length > 0) field.setAttribute("aria-describedby", names.join(" "));
  else field.removeAttribute("aria-describedby");
}

/**
 * Says where what was filled in is kept, or why it is not.
 * @param {HTMLElement} notice
 * @param {{ some: boolean, shared: boolean }} what whether there is something to keep, and whether somebody else's copy is looked at
 */
function showKept(notice, { some, shared }) {
  const trouble = storageTrouble();
  notice.hidden = shared || !(some || trouble);
  notice.textContent = word(trouble === "full" ? "storageFull" : trouble ? "storageBlocked" : "keptHere");
  notice.classList.toggle("warning", trouble !== "");
}
