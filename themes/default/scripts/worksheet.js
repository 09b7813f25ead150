// Worksheets: words alone, which never leave the device in a link.

/** @param {HTMLElement} root */
function startWorksheet(root) {
  const sheet = openSheet(root, () => {});
  addTools(sheet, { lines: () => [], rated: false });
  sheet.show();
}

for (const root of document.querySelectorAll(".instrument.worksheet")) startWorksheet(/** @type {HTMLElement} */ (root));
