// The page at a former address: leads on to where the page is today, at the place that the reader
// came for. Queries that meant other pages, and parts that are on another page now, are listed with
// theirs. Without a page for all others the reader chooses.

const { to = "", parts = "{}", queries = "[]" } = document.currentScript?.dataset ?? {};
const { search, hash } = location;
let part = hash;
try {
  part = decodeURIComponent(hash);
} catch {
  // It is not in UTF-8, and no part has it.
}
const parameters = new URLSearchParams(search.replaceAll("&amp;", "&"));
/** @type {[[string, string][], string][]} */
const known = JSON.parse(queries);
const found = known.find(([query]) => query.every(([name, value]) => parameters.getAll(name).includes(value)));
const place = found ? found[1] + hash : (JSON.parse(parts)[part] ?? (to && to + search + hash));
if (place) location.replace(place);
