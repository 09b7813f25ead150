// Marks what is at fault in the page in view. Nothing is put into the page or taken out of it: an
// element whose whole text is at fault gets an outline, other words are highlighted by the browser,
// and a title on the element around them says the message. All of it is taken back before the page
// is patched.

/**
 * A problem in the page's own file: the words that it is about, those before them on their line, and
 * what to mark where they cannot be found.
 * @typedef {{
 *   severity: string, place: string, text: string, words: string, before: string, instead: string[],
 * }} Mark
 */

/** The text of a page: its letters and digits, and the text node and the offset of each. */
/** @typedef {{ letters: string, at: [Text, number][] }} PageText */

/** What takes the marks back. @type {(() => void)[]} */
let undo = [];
/** The marked elements by the place of their problem. @type {Map<string, Element>} */
const markedAt = new Map();

const IS_LETTER = /[\p{L}\p{N}]/u;
/** Elements whose text is no text of the page itself. */
const NO_TEXT = "script, style, noscript, template, nav";
const HEADINGS = "h1, h2, h3, h4, h5, h6";

/**
 * The letters and digits of a text in lower case: what stays the same however a text is marked up
 * and its quotation marks are set.
 * @param {string} text
 */
function fold(text) {
  return [...text].filter((char) => IS_LETTER.test(char)).map(lower).join("");
}

/** @param {string} char */
const lower = (char) => String.fromCodePoint(char.toLowerCase().codePointAt(0) ?? 0);

function unmark() {
  for (const step of undo.reverse()) step();
  undo = [];
  markedAt.clear();
}

/** @param {Mark[]} marks in the order of their file */
function mark(marks) {
  unmark();
  if (marks.length === 0) return;
  addStyles();
  const root = document.querySelector("main") ?? document.body;
  const text = readText(root);
  const dead = lettersOf(root, "a:not([href])");
  const headings = lettersOf(root, HEADINGS);
  let from = 0;
  /** @param {string} letters @param {number} skipped letters at the start that are not marked */
  const seek = (letters, skipped = 0) => {
    const start = find(text, letters, from) ?? find(text, letters, 0);
    if (start === undefined) return undefined;
    from = start + letters.length;
    return rangeOf(text, start + skipped, from);
  };
  for (const problem of marks) {
    const words = fold(problem.words);
    const link = dead.get(words)?.shift();
    const before = fold(problem.before);
    const found =
      link ??
      (words ? (seek(before + words, before.length) ?? seek(words)) : undefined) ??
      firstOf(problem.instead, (line) => headings.get(fold(line))?.[0] ?? seek(fold(line))) ??
      root.querySelector("h1");
    if (found instanceof Element) paintElement(found, problem, true);
    else if (found) paintRange(found, problem);
  }
}

/**
 * @template T
 * @param {string[]} lines
 * @param {(line: string) => T | undefined} get
 * @returns {T | undefined}
 */
function firstOf(lines, get) {
  for (const line of lines) {
    const found = get(line);
    if (found) return found;
  }
  return undefined;
}

/**
 * The elements of a kind by their letters, those without any left out.
 * @param {Element} root
 * @param {string} selector
 */
function lettersOf(root, selector) {
  /** @type {Map<string, Element[]>} */
  const elements = new Map();
  for (const element of root.querySelectorAll(selector)) {
    const letters = fold(element.textContent ?? "");
    const known = elements.get(letters);
    if (known) known.push(element);
    else if (letters) elements.set(letters, [element]);
  }
  return elements;
}

/**
 * @param {Element} root
 * @returns {PageText}
 */
function readText(root) {
  /** @type {PageText} */
  const text = { letters: "", at: [] };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches(NO_TEXT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!(node instanceof Text)) continue;
    let offset = 0;
    for (const char of node.data) {
      if (IS_LETTER.test(char)) {
        const letter = lower(char);
        text.letters += letter;
        for (let unit = 0; unit < letter.length; unit += 1) text.at.push([node, offset]);
      }
      offset += char.length;
    }
  }
  return text;
}

/**
 * Where these letters stand as whole words.
 * @param {PageText} text
 * @param {string} letters
 * @param {number} from
 * @returns {number | undefined}
 */
function find(text, letters, from) {
  if (!letters) return undefined;
  const isLetter = (/** @type {Text} */ node, /** @type {number} */ offset) => IS_LETTER.test(node.data.charAt(offset));
  for (let start = from; (start = text.letters.indexOf(letters, start)) >= 0; start += 1) {
    const [first, begin] = text.at[start];
    const [last, end] = text.at[start + letters.length - 1];
    if (!isLetter(first, begin - 1) && !isLetter(last, end + 1)) return start;
  }
  return undefined;
}

/** @param {PageText} text @param {number} start @param {number} end */
function rangeOf(text, start, end) {
  const range = document.createRange();
  range.setStart(...text.at[start]);
  const [last, offset] = text.at[end - 1];
  range.setEnd(last, offset + String.fromCodePoint(last.data.codePointAt(offset) ?? 0).length);
  return range;
}

/** @param {Range} range @param {Mark} problem */
function paintRange(range, problem) {
  const common = range.commonAncestorContainer;
  const element = common instanceof Element ? common : common.parentElement;
  if (!element) return;
  const isWhole = fold(element.textContent ?? "") === fold(range.toString());
  const canHighlight = "highlights" in CSS;
  if (!isWhole && canHighlight) {
    const name = `handbook-${problem.severity}`;
    const highlight = CSS.highlights.get(name) ?? new Highlight();
    CSS.highlights.set(name, highlight.add(range));
    undo.push(() => highlight.delete(range));
  }
  paintElement(element, problem, isWhole || !canHighlight);
}

/** @param {Element} element @param {Mark} problem @param {boolean} hasOutline */
function paintElement(element, problem, hasOutline) {
  markedAt.set(problem.place, element);
  const title = element.getAttribute("title");
  set(element, "title", title ? `${title}\n\n${problem.text}` : problem.text);
  const known = element.getAttribute("data-handbook-fault");
  if (hasOutline && known !== "error") set(element, "data-handbook-fault", problem.severity);
}

/** @param {Element} element @param {string} name @param {string} value */
function set(element, name, value) {
  const before = element.getAttribute(name);
  element.setAttribute(name, value);
  undo.push(() => (before === null ? element.removeAttribute(name) : element.setAttribute(name, before)));
}

/** The style sheet of the marks, outside of head and body. */
let hasStyles = false;

function addStyles() {
  if (hasStyles) return;
  hasStyles = true;
  document.documentElement.append(make("link", { rel: "stylesheet", href: "/_handbook/marks.css" }));
}

/** Brings a marked element into view, out of whatever is folded. @param {Element} element */
function reveal(element) {
  for (let outer = element.closest("details"); outer; outer = outer.parentElement?.closest("details") ?? null) {
    outer.open = true;
  }
  element.scrollIntoView({ block: "center" });
}
