// Where an answer stands: the sentence of a page that has the most of what was asked for.

/** How many letters of a page are shown. */
const excerptLength = 170;
/** How far into an excerpt what was asked for may begin, so that it is seen on a phone. */
const excerptLead = 50;
/** Elements that end no word, as the generator has them (`src/search/heading_text.rs`). */
const inline = "a,abbr,b,bdi,button,cite,code,del,dfn,em,i,ins,kbd,label,mark,q,s,small,span,strong,sub,sup,u,var,wbr";
/** What is no text of a page, but says something about it, or is to be used. */
const aside = "script,style,template,svg,nav,button,select,textarea,.choices,.heading-link,.row-link,.note-ref,.note-back,.visually-hidden,.no-print,.term-card,.cell-key,.uses,.row-pages,.backlinks,.meta";

/** The pages that were read. @type {Map<string, Promise<Document | null>>} */
const pagesRead = new Map();

/** A page of the handbook; none from a disk, where pages may not read others. @param {string} href */
function readPage(href) {
  const known = pagesRead.get(href);
  if (known) return known;
  const page = new Promise((/** @type {(page: Document | null) => void} */ resolve) => {
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.addEventListener("loadend", () => resolve(request.status === 200 ? request.response : null));
    request.open("GET", href);
    request.send();
  });
  pagesRead.set(href, page);
  return page;
}

/**
 * The blocks of text of a page, by what can be found on it: under an anchor, or before the first.
 * @param {Document} page
 * @param {string[]} anchors
 */
function blocksOf(page, anchors) {
  let anchor = "";
  let block = "";
  /** @type {Map<string, string[]>} */
  const blocks = new Map();
  const end = () => {
    const text = block.replace(/\s+/g, " ").trim();
    if (text) blocks.set(anchor, [...(blocks.get(anchor) ?? []), text]);
    block = "";
  };
  /** @param {Node} node */
  const read = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) block += child.textContent;
      if (child.nodeType !== Node.ELEMENT_NODE) continue;
      const element = /** @type {Element} */ (child);
      if (element.matches(aside)) continue;
      const isInline = element.matches(inline);
      const isPlace = element.id && anchors.includes(element.id);
      if (!isInline || isPlace) end();
      if (isPlace) anchor = element.id;
      // Names are shown already.
      if (!element.matches("h1, h2, h3, h4, h5, h6, dt, th[scope=row]")) read(element);
      if (!isInline) end();
    }
  };
  read(page.querySelector("main") ?? page.body);
  end();
  return blocks;
}

/**
 * The sentence that has the most of what is asked for, with what follows it; none if nothing of it is there.
 * @param {string[]} blocks
 * @param {Marks} marks
 */
function excerpt(blocks, marks) {
  let best = "";
  let most = 0;
  for (const block of blocks) {
    let at = 0;
    for (const sentence of block.match(/.+?[.!?…]["”’»)\]]*(?=\s|$)|.+$/g) ?? []) {
      // A title says less than a sentence.
      const found = new Set(marks.of(sentence).map(([, , unit]) => unit)).size * (/[.!?]\W*$/.test(sentence) ? 1.5 : 1);
      if (found > most) [best, most] = [block.slice(at).trim(), found];
      at += sentence.length;
    }
  }
  const [start = 0] = marks.of(best)[0] ?? [];
  if (start > excerptLead) best = `… ${best.slice(best.lastIndexOf(" ", start - excerptLead / 2) + 1)}`;
  return best.length > excerptLength ? `${best.slice(0, best.lastIndexOf(" ", excerptLength))} …` : best;
}
