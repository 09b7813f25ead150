// Finding: the files of the index as they are needed, and what they answer.

/**
 * @typedef {object} Found A page that answers, with what is found on it.
 * @property {string} title
 * @property {string} href
 * @property {string} snippet
 * @property {boolean} whole whether the page itself answers, and not only places on it
 * @property {Place[]} places best first
 */

/**
 * @typedef {object} Place A place on a page.
 * @property {string} kind `h`, `t`, `r` or `i`
 * @property {string} title
 * @property {string} href
 * @property {string} snippet
 */

/** What the files of the index call; the starter holds what came before. @type {{ found?: Function, early?: [string, any][] }} */
const exchange = (/** @type {any} */ (window).hb ??= {});

/** How many letters decide in which shard a word is. */
const prefixLength = 3;

class Finder {
  /** @param {string} place the address of the search page */
  constructor(place) {
    // On a disk pages are files.
    this.ending = place.endsWith(".html") ? "index.html" : "";
    this.folder = new URL(".", place);
    /** @type {Map<string, Promise<any>>} */
    this.files = new Map();
    /** @type {Map<string, (content: any) => void>} */
    this.awaited = new Map();
    /** @type {Map<number, Class[]>} */
    this.shards = new Map();
    exchange.found = (/** @type {string} */ name, /** @type {any} */ content) => this.awaited.get(name)?.(content);
    /** @type {Promise<First>} */
    this.first = this.await("index").then((first) => {
      this.numbering = new Numbering(first.counts);
      this.common = new Set(first.common.split(" "));
      return first;
    });
    for (const [name, content] of exchange.early ?? []) exchange.found(name, content);
  }

  /** What a file holds, once it comes. @param {string} name @returns {Promise<any>} */
  await(name) {
    let file = this.files.get(name);
    if (!file) this.files.set(name, (file = new Promise((resolve) => this.awaited.set(name, resolve))));
    return file;
  }

  /** What a file other than the first holds. @param {First} first @param {string} name @returns {Promise<any>} */
  load(first, name) {
    const isNew = !this.files.has(name);
    const file = this.await(name);
    if (isNew) {
      const script = document.createElement("script");
      script.src = trustedScript(new URL(`${first.edition}/${name}.js`, this.folder).href);
      // What cannot be loaded is asked for again the next time.
      script.addEventListener("error", () => this.files.delete(name));
      document.head.append(script);
    }
    return file;
  }

  /** The words that may mean a word of a question. @param {First} first @param {string} word */
  async classes(first, word) {
    const key = [...word].slice(0, prefixLength).join("");
    let number = 0;
    first.starts.forEach((start, at) => {
      if (start <= key) number = at;
    });
    const known = this.shards.get(number);
    if (known) return known;
    const text = first.words ? first.words[number] : await this.load(first, `words-${number}`);
    const all = classes(text ?? "");
    this.shards.set(number, all);
    return all;
  }

  /** The pages that answer, best first. @param {string} text @returns {Promise<Hit[]>} */
  async find(text) {
    const first = await this.first;
    const asked = [...new Set(words(text))].slice(0, 24);
    const question = await Promise.all(asked.map(async (word) => meant(word, await this.classes(first, word))));
    const common = asked.map((word) => this.common?.has(word) ?? false);
    return this.numbering ? rank(asked, question, common, this.numbering) : [];
  }

  /** The words of a question by which its answers are known: not those that many pages have, unless there are no others. @param {string} text */
  telling(text) {
    const asked = words(text);
    const rare = asked.filter((word) => !this.common?.has(word));
    return rare.length ? rare : asked;
  }

  /** What a hit says. @param {Hit} hit @returns {Promise<Found>} */
  async result(hit) {
    const first = await this.first;
    const number = Math.floor(hit.page / first.block);
    const block = first.pages ? first.pages[number] : await this.load(first, `pages-${number}`);
    const [path = "", title = "", snippet = "", kinds = "", ...rest] = block[hit.page % first.block] ?? [];
    const href = new URL(first.up + path + this.ending, this.folder).href;
    const places = hit.entries
      .filter(([entry]) => entry > 0)
      .map(([entry]) => {
        const [anchor = "", name = "", text = ""] = rest.slice(3 * entry - 3, 3 * entry);
        return { kind: kinds[entry - 1] ?? "h", title: name, href: `${href}#${encodeURIComponent(anchor)}`, snippet: text };
      });
    return { title, href, snippet, whole: hit.entries.some(([entry]) => entry === 0), places };
  }
}
