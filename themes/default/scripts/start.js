// Brings the checklists of a page to life, after every function that they use is there.

for (const root of document.querySelectorAll("[data-checklist]")) startChecklist(/** @type {HTMLElement} */ (root));
for (const list of checklists) showChecklist(list);
watchPages((key) => {
  for (const list of checklists) {
    if (key === null || key === list.page.key || list.page.former.includes(key)) showChecklist(list);
  }
});
window.addEventListener("hashchange", showShared);
if (location.hash.startsWith("#c=")) showShared();
