// The page of settings: how the reader wants to read, kept at once, and what the device keeps.

/**
 * Brings the choices to life. Each is a `fieldset` with `data-setting` and radio buttons; the one
 * without a value leaves it to the device.
 * @param {HTMLElement} root
 */
function startSettings(root) {
  const name = `${space}settings`;
  const groups = /** @type {HTMLFieldSetElement[]} */ ([...root.querySelectorAll("fieldset")]);
  const notice = element("p", { class: "notice warning", hidden: true });
  root.append(notice);

  // The boot script listens to other tabs; this page tells it in the same way.
  const apply = () => dispatchEvent(new StorageEvent("storage", { key: name, newValue: readText(name) }));
  const show = () => {
    const kept = parseObject(readText(name)) ?? {};
    for (const group of groups) {
      const radios = [...group.querySelectorAll("input")];
      const wanted = radios.find(({ value }) => value === kept[group.dataset.setting ?? ""]) ?? radios.find(({ value }) => !value);
      if (wanted) wanted.checked = true;
    }
  };
  for (const group of groups) {
    group.addEventListener("change", ({ target }) => {
      const { value, labels } = /** @type {HTMLInputElement} */ (target);
      const kept = { ...parseObject(readText(name)), [group.dataset.setting ?? ""]: value || undefined };
      const done = writeText(name, JSON.stringify(kept));
      apply();
      notice.hidden = done;
      notice.textContent = done ? "" : word(storageTrouble() === "full" ? "storageFull" : "storageBlocked");
      const values = { setting: group.querySelector("legend")?.textContent ?? "", value: labels?.[0]?.textContent?.trim() ?? "" };
      announce(done ? word("settingKept", values) : notice.textContent);
    });
  }
  // All that is kept was erased or put back, here or in another tab.
  watchPages((key) => {
    if (key !== null) return;
    apply();
    show();
  });
  addEventListener("storage", ({ key }) => {
    if (key === name) show();
  });
  show();
  root.hidden = false;
}

/**
 * What a copy holds, in lines: a page each, and what follows the first of them in one.
 * @param {CopiedPage[]} pages
 */
function copiedTitles(pages) {
  const most = pages.length > 20 ? 15 : 20;
  const lines = pages.slice(0, most).map(({ key, record }) => word("copyOfPage", { title: (record.title || key).slice(0, 200), n: Object.keys(record.items).length }));
  const rest = pages.slice(most);
  const n = rest.reduce((sum, { record }) => sum + Object.keys(record.items).length, 0);
  return rest[0] ? [...lines, word("copyOfRest", { pages: rest.length, n })] : lines;
}

const settings = document.querySelector("[data-settings]");
if (settings instanceof HTMLElement) {
  startSettings(settings);
  startEverything(({ previewCopy }, place, pages) => {
    previewCopy(place, pages, ({ key, record: { title, path } }) => ({ key, former: [], title, path }), copiedTitles(pages));
  });
}
