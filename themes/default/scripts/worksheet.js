// Worksheets: words alone, which never leave the device in a link.

/** @param {HTMLElement} root */
function startWorksheet(root) {
  const sheet = openSheet(root, () => {});
  addTools(sheet, { lines: () => [], rated: false });
  sheet.show();
}

for (const node of document.querySelectorAll(".instrument")) {
  const root = /** @type {HTMLElement} */ (node);
  if (root.matches(".assessment")) startScored(root, findAssessment);
  else if (root.matches(".audit")) startScored(root, findAudit, showSums);
  else startWorksheet(root);
}
