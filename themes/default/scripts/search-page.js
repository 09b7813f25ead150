// The search page: every page that answers, with the places on it, as links.

/** How many pages are shown at once. */
const atOnce = 10;
/** How many places of a page. */
const ofPage = 6;

/** @param {HTMLElement} room @param {Finder} finder @param {string} text */
async function answer(room, finder, text) {
  const status = make("p", { role: "status", "aria-atomic": "true" });
  const list = make("div", {});
  room.hidden = false;
  room.append(status, list);
  const wait = window.setTimeout(() => (status.textContent = say("loading")), 100);
  const hits = worthShowing(await finder.find(text));
  window.clearTimeout(wait);
  document.title = `${text} – ${document.title}`;
  const all = document.getElementById("search-index");
  if (all) all.hidden = hits.length > 0;
  if (hits.length === 0) {
    status.textContent = say("nothingFor", { text });
    return list.append(make("p", {}, say("suggestions")));
  }
  const places = hits.reduce((sum, hit) => sum + Math.min(hit.entries.length, ofPage), 0);
  const counted = places === 1 ? "countedOne" : hits.length === 1 ? "countedPage" : "counted";
  status.textContent = say(counted, { n: places, pages: hits.length });
  const asked = finder.telling(text);
  let shown = 0;
  const more = make("button", { type: "button" }, say("more"));
  const show = async () => {
    const results = await Promise.all(hits.slice(shown, shown + atOnce).map((hit) => finder.result(hit)));
    shown += results.length;
    const articles = results.map((result) => answered(result, asked));
    list.append(...articles);
    more.hidden = shown >= hits.length;
    return articles[0];
  };
  more.addEventListener("click", async () => (await show())?.querySelector("a")?.focus());
  await show();
  room.append(more);
}

/** One page. @param {Found} result @param {string[]} asked */
function answered(result, asked) {
  const places = result.places.slice(0, ofPage).map((place) =>
    make(
      "li",
      {},
      make("a", { href: place.href }, ...marked(place.title, asked)),
      " ",
      make("span", { class: "search-kind" }, say(`kind${place.kind.toUpperCase()}`)),
      ...(place.snippet ? [make("p", {}, ...marked(place.snippet, asked))] : []),
    ),
  );
  return make(
    "section",
    { class: "search-result" },
    make("h2", {}, make("a", { href: result.href }, ...marked(result.title, asked))),
    ...(result.snippet ? [make("p", {}, ...marked(result.snippet, asked))] : []),
    ...(places.length ? [make("ul", {}, ...places)] : []),
  );
}

/** Those that have all of the question, or come near the best. @param {Hit[]} hits */
function worthShowing(hits) {
  const best = hits[0]?.score ?? 0;
  return hits.filter((hit) => hit.all || hit.score > best / 5);
}

{
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("search-field"));
  const form = field?.form;
  if (field && form) {
    const finder = new Finder(form.action);
    const room = document.getElementById("search-results");
    const text = new URLSearchParams(location.search).get("q") ?? "";
    if (room && words(text).length) {
      field.value = text;
      void answer(room, finder, text);
    }
    new Box(field, form, finder);
  }
}
