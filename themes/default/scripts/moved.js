// The page at a former address: leads on to where the page is today, at the place that the reader
// came for. Parts that are on another page now are listed with theirs.

const { to = "", parts = "{}" } = document.currentScript?.dataset ?? {};
const { search, hash } = location;
let part = hash;
try {
  part = decodeURIComponent(hash);
} catch {
  // It is not in UTF-8, and no part has it.
}
location.replace(JSON.parse(parts)[part] ?? to + search + hash);
