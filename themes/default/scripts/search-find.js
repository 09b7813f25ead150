// Finding: the files of the index as they are needed, and what they answer.

/**
 * @typedef {object} Found A page that answers, with what is found on it.
 * @property {string} title
 * @property {string} href
 * @property {string} snippet
 * @property {boolean} whole whether the page itself answers, and not only places on it
 * @property {Place[]} places best first
 * @property {string[]} anchors of everything on it that can be found
 */

/**
 * @typedef {object} Place A place on a page.
 * @property {string} kind the letter of its kind
 * @property {string} title
 * @property {string} href
 * @property {string} anchor
 */

/**
 * @typedef {object} Answer What a question has for an answer.
 * @property {Hit[]} hits the pages, best first
 * @property {Unit[]} question the words that they are found by
 * @property {string[]} missing what is nowhere in the handbook
 * @property {string[]} similar words that are like that
 * @property {string} rest the other words, if the question has too few of them for an answer
 * @property {string} instead the question with words that are like those that are missing, of which `hits` are then
 */

/** What the files of the index call; the starter holds what came before. @type {{ found?: Function, early?: [string, any][], search?: object, begin?: Function }} */
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
    /** @type {Map<number, Shard>} */
    this.shards = new Map();
    exchange.found = (/** @type {string} */ name, /** @type {any} */ content) => this.awaited.get(name)?.(content);
    this.numbering = new Numbering("");
    /** @type {Set<string>} */
    this.common = new Set();
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

  /** The words among which a word would be. @param {First} first @param {string} word */
  shard(first, word) {
    const key = [...word].slice(0, prefixLength).join("");
    let number = 0;
    first.starts.forEach((start, at) => {
      if (start <= key) number = at;
    });
    return this.words(first, number);
  }

  /** The words of a shard. @param {First} first @param {number} number */
  async words(first, number) {
    const known = this.shards.get(number);
    if (known) return known;
    const text = first.words ? first.words[number] : await this.load(first, `words-${number}`);
    const shard = new Shard(text ?? "", first.endings);
    this.shards.set(number, shard);
    return shard;
  }

  /** @param {First} first @param {string} text @param {boolean} isBegun @returns {Promise<Unit>} */
  async unit(first, text, isBegun = false) {
    const own = await this.shard(first, text);
    const { sure, near } = meant(text, own, isBegun);
    // A beginning of one or two letters goes on in other shards.
    for (const [at, start] of first.starts.entries()) {
      const more = start !== text && start.startsWith(text) ? await this.words(first, at) : own;
      if (more !== own) sure.push(...meant(text, more, isBegun, own).sure);
    }
    return { text, sure, near, isCommon: this.common.has(text) };
  }

  /** A word of the handbook that is no common one. @param {First} first @param {string} text @returns {Promise<Unit | undefined>} */
  async known(first, text) {
    const sure = (await this.shard(first, text)).known(text);
    return sure.length && !this.common.has(text) ? { text, sure, near: [], isCommon: false } : undefined;
  }

  /** The units of a question, of which the last word may be but begun. @param {First} first @param {string} text */
  async units(first, text) {
    // What is denied is looked for all the same.
    const groups = wordGroups(text.replace(/\S+n['’]t\b/gi, "")).slice(0, 24);
    /** @type {Unit[]} */
    const all = [];
    for (const [at, { text: written, parts, whole }] of groups.entries()) {
      const isBegun = at === groups.length - 1;
      const one = whole && (await this.known(first, whole));
      const units = await Promise.all(parts.map((part) => this.unit(first, part, isBegun)));
      // What says nothing without its signs is looked for with them alone.
      const isWhole = whole && !written.includes("/") && (/^[.-]/.test(whole) || !units.some(({ text: part, isCommon, sure }) => !isCommon && part.length > 2 && sure.length));
      if (one) all.push({ ...one, both: units.length > 1 ? units : undefined });
      else if (isWhole || (whole && !units.length)) all.push({ text: written, sure: [], near: [], isCommon: false });
      else for (const unit of units) if (!all.some(({ text: other }) => other === unit.text)) all.push(unit);
    }
    return this.joined(first, all);
  }

  /** Units, with those that the handbook writes as one joined, and those that it writes as two parted. @param {First} first @param {Unit[]} all */
  async joined(first, all) {
    /** @type {Unit[]} */
    const joined = [];
    for (let at = 0; at < all.length; at++) {
      const unit = /** @type {Unit} */ (all[at]);
      let found;
      for (const size of [3, 2]) {
        const both = all.slice(at, at + size);
        const word = both.map(({ text }) => text).join("");
        const one = both.length === size && word.length > 4 ? await this.known(first, word) : undefined;
        if (!one || found) continue;
        found = { ...one, both };
        at += size - 1;
      }
      if (!found && !unit.sure.length && unit.text.length > 5) found = await this.parted(first, unit);
      joined.push(found ?? unit);
    }
    return joined;
  }

  /** A word that the handbook writes as two. @param {First} first @param {Unit} unit @returns {Promise<Unit | undefined>} */
  async parted(first, unit) {
    for (let at = unit.text.length - 3; at > 2; at--) {
      const second = await this.known(first, unit.text.slice(at));
      // Letters that join words in German.
      for (const joint of second ? ["", "s", "n", "es", "en"] : []) {
        const start = unit.text.slice(0, at);
        const word = start.slice(0, start.length - joint.length);
        const one = start.endsWith(joint) && word.length > 2 ? await this.known(first, word) : undefined;
        const found = one && second && { ...unit, near: [], both: [one, second] };
        if (found && standing(found).size) return found;
      }
    }
    return undefined;
  }

  /** What answers a question. @param {string} text @returns {Promise<Answer>} */
  async find(text) {
    const first = await this.first;
    const question = await this.units(first, text);
    // What most pages have stands in no list, and is not missing for that.
    const missing = question.filter(({ sure, both, isCommon }) => !sure.length && !both && !isCommon);
    const known = question.filter((unit) => !missing.includes(unit));
    const similar = [...new Set(missing.flatMap(({ near }) => near.slice(0, 3).map(([, form]) => form)))];
    const names = missing.map((unit) => unit.text);
    const rest = known.map((unit) => unit.text).join(" ");
    const rare = known.filter(({ isCommon, text: word }) => !isCommon && word.length > 2);
    const telling = missing.length ? rare : known;
    /** @type {Answer} */
    const answer = { hits: [], question: known, missing: names, similar, rest, instead: "" };
    if (telling.length > missing.length) return { ...answer, rest: "", hits: await this.ranked(first, question) };
    if (!missing.length || !missing.every(({ near }) => near[0]?.[2] === 3)) return answer;
    // Each word that is missing stands for the one that is most like it.
    const instead = question.map((unit) => (missing.includes(unit) ? { ...unit, sure: unit.near.slice(0, 3).map(([meaning]) => /** @type {[Class, number]} */ ([meaning, 1])) } : unit));
    const words = question.map(({ text: word, near, sure, both }) => (sure.length || both ? word : near[0]?.[1])).join(" ");
    return { ...answer, question: instead, rest: "", instead: words, hits: await this.ranked(first, instead) };
  }

  /** The pages that answer, in order, those that are named as was asked first. @param {First} first @param {Unit[]} question */
  async ranked(first, question) {
    const { hits, rarity } = rank(question, this.numbering, first.last);
    const shown = worthShowing(hits);
    await Promise.all(
      shown.slice(0, 10).map(async (hit) => {
        const { title, places: all } = await this.result(hit);
        const names = [title, ...all.slice(0, 5).map((place) => place.title)];
        hit.score *= 1 + nameWeight * Math.max(...names.map((name) => likeness(name, question, rarity)));
      }),
    );
    return shown.sort((one, other) => Number(one.isLast) - Number(other.isLast) || other.score - one.score || one.page - other.page);
  }

  /** What a hit says. @param {Hit} hit @returns {Promise<Found>} */
  async result(hit) {
    const first = await this.first;
    const number = Math.floor(hit.page / first.block);
    const block = first.pages ? first.pages[number] : await this.load(first, `pages-${number}`);
    /** @type {string[]} */
    const [path = "", title = "", snippet = "", kinds = "", ...rest] = block[hit.page % first.block] ?? [];
    const href = new URL(first.up + path + this.ending, this.folder).href;
    const found = hit.entries
      .filter(([entry]) => entry > 0)
      .map(([entry]) => {
        const [anchor = "", name = ""] = rest.slice(2 * entry - 2, 2 * entry);
        return { kind: kinds[entry - 1] ?? "h", title: name, href: `${href}#${encodeURIComponent(anchor)}`, anchor };
      });
    const anchors = rest.filter((_, at) => at % 2 === 0);
    return { title, href, snippet, whole: hit.entries.some(([entry]) => entry === 0), places: found, anchors };
  }
}

/** Those that have all of the question, or come near the best, or are the nearest that there are. @param {Hit[]} hits */
function worthShowing(hits) {
  const best = hits[0]?.score ?? 0;
  return hits.filter((hit, at) => hit.all || hit.score > best / 5 || (at < 3 && hit.share > 0.4));
}
