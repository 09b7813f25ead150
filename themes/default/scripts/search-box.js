// The field in the header: a combobox with a list of what answers, at most eight places by page.

/** How many places are offered. */
const offered = 8;
/** How many of one page. */
const offeredOfPage = 3;
/** How long a reader pauses before a screen reader hears how many there are, in milliseconds. */
const pause = 700;

/** The words that a script says: attributes of the template. @param {string} key @param {Record<string, string | number>} [values] */
function say(key, values = {}) {
  const files = document.getElementById("search-files");
  return (files?.dataset[key] ?? "").replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** Makes an element. @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {Record<string, string>} attributes @param {...(Node | string)} children @returns {HTMLElementTagNameMap[T]} */
function make(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A text with the words that were asked for marked. @param {string} text @param {Marks} marks @returns {(Node | string)[]} */
function marked(text, marks) {
  const parts = [];
  let done = 0;
  for (const [start, end] of marks.of(text)) {
    parts.push(text.slice(done, start), make("mark", {}, text.slice(start, end)));
    done = end;
  }
  return [...parts, text.slice(done)];
}

/** What is to be said about what was not found. @param {Answer} answer @param {string} text */
function missingSaid({ question, missing, instead, hits }, text) {
  const said = missing.map((each) => say("nothingFor", { text: each }));
  // Without a page and without a word that is missing, all of the words are on most pages, or there is none.
  if (!hits.length && !missing.length) said.push(say(question.length ? "common" : "nothingFor", { text }));
  if (instead) said.push(say("instead", { text: instead }));
  return said.join(" ");
}

class Box {
  /** @param {HTMLInputElement} field @param {HTMLFormElement} form @param {Finder} finder */
  constructor(field, form, finder) {
    this.field = field;
    this.form = form;
    this.finder = finder;
    this.list = make("div", { id: "search-list", role: "listbox", "aria-label": say("results"), hidden: "" });
    this.note = make("p", { class: "search-note", hidden: "" });
    this.status = make("div", { role: "status", class: "visually-hidden" });
    /** @type {number | undefined} */
    this.telling = undefined;
    /** The number of the question, so that a late answer to an old one is dropped. */
    this.turn = 0;
    this.form.append(this.list, this.note, this.status);
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "search-list" };
    for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
    field.addEventListener("input", () => this.ask());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    field.addEventListener("click", () => {
      if (!this.isOpen) this.ask();
    });
    // A press on the list leaves the field where it is, so that it does not close before the click.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    if (document.activeElement === field) this.ask();
  }

  get isOpen() {
    return !this.list.hidden || !this.note.hidden;
  }

  get options() {
    return [...this.list.querySelectorAll("a")];
  }

  /** The option that Enter would follow. */
  get current() {
    return this.list.querySelector(/** @type {"a"} */ ("[aria-selected=true]"));
  }

  /** Tells those who do not see the list, when nothing has happened for a moment. @param {string} text */
  tell(text) {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => (this.status.textContent = text), pause);
  }

  /** Shows what answers what stands in the field. */
  async ask() {
    const turn = ++this.turn;
    const text = this.field.value;
    // One letter is the beginning of a question.
    if (text.trim().length < 2 && !words(text).length) return this.close();
    const late = setTimeout(() => turn === this.turn && this.show([], say("loading")), 100);
    // A letter is shown before it is looked up, and of what is written before the index is there, the last one is.
    await this.finder.first;
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    if (turn !== this.turn) return;
    const answer = await this.finder.find(text);
    const results = await Promise.all(answer.hits.slice(0, offered).map((hit) => this.finder.result(hit)));
    clearTimeout(late);
    if (turn !== this.turn || document.activeElement !== this.field) return;
    const said = missingSaid(answer, text);
    const marks = new Marks(answer.question);
    let left = offered;
    const groups = results.map((result) => {
      const places = result.places.slice(0, offeredOfPage - (result.whole ? 1 : 0));
      const rows = [
        ...(result.whole || !places.length ? [{ kind: "p", ...result }] : []),
        ...places,
      ].slice(0, left);
      left -= rows.length;
      return rows.length ? make("div", { role: "group", "aria-label": result.title }, ...(rows[0]?.kind === "p" ? [] : [heading(result.title)]), ...rows.map((row) => option(row.title, row.href, marks, say(`kind${row.kind.toUpperCase()}`)))) : "";
    });
    if (answer.similar.length && !answer.instead) {
      const similar = answer.similar.slice(0, offeredOfPage).map((word) => option(word, `${this.form.action}?q=${encodeURIComponent(word)}`, marks));
      groups.push(make("div", { role: "group", "aria-label": say("similar") }, heading(say("similar")), ...similar));
    }
    if (!groups.length) return this.show([], `${said} ${say("nothing")}`);
    this.show(said ? [heading(said), ...groups] : groups, `${said} ${results.length ? say("offered", { n: offered - left }) : ""}`);
    this.options.forEach((each, at) => (each.id = `search-option-${at}`));
  }

  /** Opens the list with something in it, or says why there is none. @param {(Node | string)[]} content @param {string} told */
  show(content, told) {
    const empty = content.length === 0;
    this.list.replaceChildren(...content);
    this.list.hidden = empty;
    this.note.hidden = !empty;
    this.note.textContent = told;
    this.field.setAttribute("aria-expanded", `${!empty}`);
    this.field.removeAttribute("aria-activedescendant");
    this.tell(told);
  }

  close() {
    this.turn++;
    this.show([], "");
    this.note.hidden = true;
    this.status.textContent = "";
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing) return;
    const { key } = event;
    const { options, current } = this;
    if ((key === "ArrowDown" || key === "ArrowUp") && !event.altKey) {
      event.preventDefault();
      if (!this.isOpen) return void this.ask();
      const at = current ? options.indexOf(current) : key === "ArrowDown" ? -1 : 0;
      if (!options.length) return;
      const next = (at + (key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
      this.select(options[next]);
    } else if (key === "Escape" && (this.isOpen || this.field.value)) {
      event.preventDefault();
      if (this.isOpen) this.close();
      else this.field.value = "";
    } else if (key === "Enter" && this.isOpen && current) {
      event.preventDefault();
      current.click();
    }
  }

  /** @param {HTMLAnchorElement | undefined} option */
  select(option) {
    this.current?.setAttribute("aria-selected", "false");
    if (!option) return;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }
}

/** What stands above options; the group or the status says it to those who do not see it. @param {string} text */
const heading = (text) => make("div", { class: "search-page", "aria-hidden": "true" }, text);

/** @param {string} title @param {string} href @param {Marks} marks @param {string} [kind] */
function option(title, href, marks, kind = "") {
  return make("a", { role: "option", "aria-selected": "false", tabindex: "-1", href }, make("span", {}, ...marked(title, marks)), " ", make("span", { class: "search-kind" }, kind));
}

const boxField = /** @type {HTMLInputElement | null} */ (document.getElementById("search-field"));
const finder = new Finder(boxField?.form?.action ?? location.href);
// For the page of results.
exchange.search = { finder, make, Marks, marked, missingSaid, say };
exchange.begin?.(exchange.search);
if (boxField?.form) new Box(boxField, boxField.form, finder);
