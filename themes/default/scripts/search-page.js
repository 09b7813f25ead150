// The search page: every page that answers, with the places on it, as links.

/** How many pages are shown at once. */
const atOnce = 10;
/** How many places of a page. */
const ofPage = 6;

/** The kinds of places whose names are all of their text. */
const named = "ifnqs";

/** @param {HTMLElement} room @param {string} text */
async function answer(room, text) {
  const status = make("p", { role: "status", "aria-atomic": "true" });
  const list = make("div", {});
  const all = document.getElementById("search-index");
  if (all) all.hidden = true;
  room.ariaBusy = "true";
  room.hidden = false;
  room.append(status, list);
  const wait = window.setTimeout(() => (status.textContent = say("loading")), 100);
  const found = await finder.find(text);
  const { hits, similar, rest, instead } = found;
  window.clearTimeout(wait);
  document.title = `${text} – ${document.title}`;
  room.ariaBusy = null;
  if (all) all.hidden = hits.length > 0;
  const places = hits.reduce((sum, hit) => sum + Math.min(hit.entries.length, ofPage), 0);
  const counted = places === 1 ? "countedOne" : hits.length === 1 ? "countedPage" : "counted";
  const partly = hits.length && !hits.some((hit) => hit.all) ? say("partly") : "";
  const count = hits.length ? say(counted, { n: places, pages: hits.length }) : "";
  status.textContent = [missingSaid(found, text), partly, count].filter(Boolean).join(" ");
  if (similar.length) list.append(otherQuestions(say("similar"), similar));
  if (rest && !instead) list.append(otherQuestions(say("rest"), [rest]));
  if (hits.length === 0) return list.append(make("p", {}, say("suggestions")));
  const marks = new Marks(found.question);
  // The text of a page is read when its result comes into view.
  /** @type {Map<Element, () => void>} */
  const unread = new Map();
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        unread.get(target)?.();
        seen.unobserve(target);
      }
    },
    { threshold: 0.5 },
  );
  let shown = 0;
  const more = make("button", { type: "button" }, say("more"));
  const show = async () => {
    const results = await Promise.all(hits.slice(shown, shown + atOnce).map((hit) => finder.result(hit)));
    shown += results.length;
    const sections = results.map((result) => {
      const [section, read] = answered(result, marks);
      unread.set(section, read);
      return section;
    });
    list.append(...sections);
    more.hidden = shown >= hits.length;
    for (const section of sections) seen.observe(section);
    return sections[0];
  };
  more.addEventListener("click", async () => (await show())?.querySelector("a")?.focus());
  await show();
  room.append(more);
}

/** Links to the answers of other questions. @param {string} label @param {string[]} texts */
function otherQuestions(label, texts) {
  const links = texts.slice(0, ofPage).flatMap((text, at) => [at ? ", " : " ", make("a", { href: `?q=${encodeURIComponent(text)}` }, text)]);
  return make("p", {}, label, ...links);
}

/** @param {string} kind */
const kindOf = (kind) => make("span", { class: "search-kind" }, say(`kind${kind.toUpperCase()}`));

/**
 * One page, and what puts the sentences into it.
 * @param {Found} result
 * @param {Marks} marks
 * @returns {[HTMLElement, () => void]}
 */
function answered(result, marks) {
  /** @type {[HTMLElement, string | undefined][]} */
  const rooms = [];
  /** @param {string} [anchor] */
  const room = (anchor) => {
    const made = make("p", { class: "search-excerpt" });
    rooms.push([made, anchor]);
    return made;
  };
  const places = result.places.slice(0, ofPage).map((place) =>
    make(
      "li",
      {},
      make("a", { href: place.href }, ...marked(place.title, marks)),
      " ",
      kindOf(place.kind),
      ...(named.includes(place.kind) ? [] : [room(place.anchor)]),
    ),
  );
  const isFound = result.whole || !places.length;
  const section = make(
    "section",
    { class: "search-result" },
    make("h2", {}, make("a", { href: result.href }, ...marked(result.title, marks)), ...(isFound ? [" ", kindOf("p")] : [])),
    ...(isFound ? [room()] : []),
    ...(places.length ? [make("ul", {}, ...places)] : []),
  );
  const read = async () => {
    const page = rooms.length ? await readPage(result.href) : null;
    const blocks = page ? blocksOf(page, result.anchors) : new Map();
    for (const [made, anchor] of rooms) {
      const own = anchor === undefined ? [result.snippet, ...[...blocks.values()].flat()] : (blocks.get(anchor) ?? []);
      made.replaceChildren(...marked(excerpt(own, marks) || (own[0] ?? ""), marks));
    }
  };
  return [section, read];
}

/** Answers what the address asks for. */
function showAnswer() {
  const room = document.getElementById("search-results");
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("search-field"));
  const text = new URLSearchParams(location.search).get("q") ?? "";
  if (room && field && text.trim()) {
    field.value = text;
    void answer(room, text);
  }
}
