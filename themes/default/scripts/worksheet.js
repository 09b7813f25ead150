// Worksheets: words alone, which never leave the device in a link; where the author offers it, the
// reader can send them on, as text.

/** @param {HTMLElement} root */
function startWorksheet(root) {
  const sheet = openSheet(root, () => {});
  const form = /** @type {HTMLFormElement | null} */ (root.querySelector("form.send"));
  form?.addEventListener("submit", (event) => {
    const text = sheetText(sheet, []);
    const field = form.querySelector("input");
    if (field) field.value = text;
    if (!form.action.startsWith("mailto:")) return;
    event.preventDefault();
    const words = { subject: sheet.page.title, body: text.replaceAll("\n", "\r\n") };
    location.href = `${form.action}?${Object.entries(words).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
  });
  form?.removeAttribute("hidden");
  addTools(sheet, () => []);
  sheet.show();
}

for (const root of document.querySelectorAll(".instrument.worksheet")) startWorksheet(/** @type {HTMLElement} */ (root));
