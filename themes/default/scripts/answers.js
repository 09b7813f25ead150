// The fields of an assessment, audit or worksheet and what the device keeps of them: saved as they
// are filled in, shown in step with other tabs, and put aside while a shared copy is looked at.

/** @typedef {HTMLFieldSetElement | HTMLInputElement | HTMLTextAreaElement} Field radio buttons, a number, or words */
/**
 * @typedef {object} Sheet an instrument with everything on the page that is kept under its key
 * @property {HTMLElement} root
 * @property {PageInfo} page
 * @property {HTMLElement} notice what is said about keeping
 * @property {HTMLElement} place where previews and undo stand
 * @property {Map<string, Field>} fields by the id of their item
 * @property {Map<string, string> | null} shared the ratings of somebody else's copy while it is looked at
 * @property {string} day when that copy was handed on, as `2026-11-29`, if it says so
 * @property {() => void} show puts what is kept, or shared, into the fields
 */

/**
 * Makes the fields of an instrument remember. `changed` is told whenever one of them did, with the
 * field if the reader did it.
 * @param {HTMLElement} root
 * @param {(sheet: Sheet, field?: Field) => void} changed
 * @returns {Sheet}
 */
function openSheet(root, changed) {
  const page = pageInfo(root);
  /** @type {NodeListOf<Field>} */
  const found = document.querySelectorAll(`:is(.instrument, .questions)[data-key="${CSS.escape(page.key)}"] [data-item]`);
  /** @type {Set<Field>} */
  const waiting = new Set();
  let timer = 0;
  /** @type {Sheet} */
  const sheet = {
    root,
    page,
    notice: element("p", { class: "notice no-print", hidden: true }),
    place: element("div", { class: "tools-place no-print" }),
    fields: new Map([...found].map((field) => [field.dataset.item ?? "", field])),
    shared: null,
    day: "",
    show() {
      showAnswers(sheet, waiting);
      changed(sheet);
    },
  };
  const keep = () => {
    window.clearTimeout(timer);
    const fields = [...waiting];
    waiting.clear();
    if (fields.length > 0 && !sheet.shared) keepAnswers(sheet, fields);
  };
  for (const field of found) {
    field.addEventListener("input", () => {
      waiting.add(field);
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, 400);
      changed(sheet, field);
    });
    field.addEventListener("change", keep);
  }
  window.addEventListener("pagehide", keep);
  watchPages((key) => {
    if ([null, page.key, ...page.former].includes(key)) sheet.show();
  });
  return sheet;
}

/**
 * @param {Sheet} sheet
 * @param {Set<Field>} waiting fields that the reader is writing in
 */
function showAnswers(sheet, waiting) {
  const { root, page, fields, shared, notice, place } = sheet;
  const given = Object.entries(shared ? {} : loadPage(page).items).filter(([id, { value }]) => typeof value === "string" && !/^:(round|signed):/.test(id));
  // An author may have given the id of a choice to a field for words, or the reverse.
  const kept = new Map(given.filter(([id, { answer }]) => fields.has(id) && typeof answer === typeof chosenWords(fields.get(id))));
  for (const [id, field] of fields) {
    const entry = kept.get(id);
    if (!waiting.has(field)) setAnswer(field, /** @type {string} */ (shared?.get(id) ?? entry?.value ?? ""));
    field.disabled = shared !== null;
    let { text = "", hash = "", answer } = entry ?? {};
    if (answer !== chosenWords(field)) text += ` – ${answer}`;
    else if (hash === field.dataset.hash) text = "";
    setNote(field, "reworded", text && entry ? word("rewordedAnswer", { text }) : "");
  }
  const gone = given.filter(([id]) => !kept.has(id));
  if (gone.length > 0 || root.querySelector(":scope > .removed")) later("copies", place, ({ listRemoved }) => listRemoved(sheet, gone));
  showKept(notice, { some: given.length > 0, shared: shared !== null });
}

/**
 * @param {Sheet} sheet
 * @param {Field[]} changed
 */
function keepAnswers(sheet, changed) {
  const { page } = sheet;
  changePage(page, ({ items }) => {
    for (const field of changed) {
      const { item = "", hash = "", text = "" } = field.dataset;
      const value = answerOf(field);
      if (value) items[item] = { value, text, hash, time: Date.now(), answer: chosenWords(field) };
      else delete items[item];
    }
  });
  touchPage(page, page.title, ...answered(sheet));
  askToPersist();
}

/**
 * How many fields have an answer, and how many there are.
 * @param {Sheet} sheet
 * @returns {[number, number]}
 */
function answered({ fields }) {
  // The commitment comes after the work that is counted.
  const all = [...fields.values()].filter(({ dataset }) => !dataset.item?.startsWith(":"));
  return [all.filter(answerOf).length, all.length];
}

/**
 * The answer in a field; empty if there is none.
 * @param {Field} field
 */
function answerOf(field) {
  if (!(field instanceof HTMLFieldSetElement)) return field.value.trim() && field.value;
  return field.querySelector("input:checked")?.getAttribute("value") ?? "";
}

/**
 * The words of the chosen answer, empty if there is none; nothing for a field of words.
 * @param {Field | undefined} field
 */
function chosenWords(field) {
  if (!(field instanceof HTMLFieldSetElement)) return undefined;
  return field.querySelector("input:checked")?.getAttribute("data-text") ?? "";
}

/**
 * @param {Field} field
 * @param {string} answer
 */
function setAnswer(field, answer) {
  if (field instanceof HTMLFieldSetElement) {
    for (const radio of field.querySelectorAll("input")) radio.checked = radio.value === answer;
  } else if (field.value !== answer) field.value = answer;
}

/**
 * Shows a remark at a field, or takes it away.
 * @param {Field} field
 * @param {"error" | "reworded"} kind
 * @param {string} text
 */
function setNote(field, kind, text) {
  const id = `${field.id}-${kind}`;
  setRemark(field, id, text, () => {
    const note = element("p", { class: `${kind} notice`, id }, text);
    const place = field.querySelector("legend") ?? field.closest(".amount");
    if (place) place.after(note);
    else field.before(note);
  });
}
