// What one can do with a filled-in instrument: copy it as text, hand on its ratings, print it with
// and without answers, save and load a copy, start again.

/**
 * Adds the tools below an instrument.
 * @param {Sheet} sheet
 * @param {() => string[]} lines its result as lines of text
 * @param {...HTMLButtonElement} share hands on its ratings, if it has any
 */
function addTools(sheet, lines, ...share) {
  const { root, page, notice, place } = sheet;
  const again = button(word("startAgain"), () => soon(() => {
    const ids = [...sheet.fields.keys()];
    const before = loadPage(page).items;
    putBack(sheet, ids, {});
    offerUndo(place, word("startedAgain"), () => soon(() => putBack(sheet, ids, before)));
    place.querySelector("button")?.focus();
  }));
  root.append(
    notice,
    element(
      "p",
      { class: "tools no-print" },
      button(word("copyText"), () => copyOut(sheetText(sheet, lines()), word("textCopied"), place)),
      ...share,
      button(word("printFilled"), () => printAs("sheet", "filled")),
      button(word("printBlank"), () => printAs("sheet", "blank")),
      ...copyButtons(page, place),
      again,
    ),
    place,
  );
  window.addEventListener("beforeprint", () => readyForPaper(sheet));
}

/**
 * A sheet as Markdown: its result, and what the reader wrote.
 * @param {Sheet} sheet
 * @param {string[]} lines
 */
function sheetText(sheet, lines) {
  const { page, fields } = sheet;
  const words = [...fields.values()].flatMap((field) => {
    const isWritten = ["textarea", "date"].includes(field.type);
    const answer = chosenWords(field) ?? answerOf(field);
    // Without a result, all that is asked: an empty form can be filled in anywhere.
    return lines.length > 0 && !(isWritten && answer) ? [] : [isWritten ? `\n## ${field.dataset.text}` : field.dataset.text, answer];
  });
  return [`# ${page.title}`, dayText(sheet), publicAddress(page.path), "", ...lines, ...words].join("\n").trimEnd() + "\n";
}

/**
 * The day of a copy that is looked at, else today, in words.
 * @param {Sheet} sheet
 */
function dayText({ day }) {
  return new Date(day ? `${day}T12:00` : Date.now()).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
}

/**
 * A field prints no more than its visible lines, so that paper gets its words as text. A blank sheet holds
 * nothing of them, not even unseen.
 * @param {Sheet} sheet
 */
function readyForPaper({ root, fields }) {
  const blank = document.documentElement.dataset.sheet === "blank";
  /** @type {(() => void)[]} */
  const undo = [];
  for (const field of fields.values()) {
    const answer = answerOf(field);
    if (blank) {
      setAnswer(field, "");
      undo.push(() => setAnswer(field, answer));
    } else if (answer && field.type === "textarea") {
      const text = element("div", { class: "print-text", hidden: true }, answer);
      field.after(text);
      undo.push(() => text.remove());
    }
  }
  for (const date of root.querySelectorAll("input")) {
    // An empty date would print the letters that stand for day, month and year.
    if (date.type === "date" && !date.value) {
      date.type = "text";
      undo.push(() => (date.type = "date"));
    }
  }
  window.addEventListener("afterprint", () => undo.forEach((put) => put()), { once: true });
}
