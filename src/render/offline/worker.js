// The service worker: pages of one edition of the handbook, from one cache that holds nothing else.
//
// `edition` stands above, and the list of the edition's files in `offline.json`. A file is kept only
// if it is the one on the list, byte for byte: whatever is half published, cached on the way or
// changed by a host is handed on, and never kept. A new edition waits until no page of the old one
// is open, or until a reader asks for it.
"use strict";

/** The root of the site. Other sites may share its host: nothing here touches what is theirs. */
const root = new URL("./", self.location.href);
/** What the names of this site's caches begin with. */
const space = `handbook:${root.pathname}:`;
/** How many files are fetched at a time, and how many at one request of a page. */
const atATime = 6;
const atOnce = 40;

const addressOf = (place) => new URL(place.split("/").map(encodeURIComponent).join("/"), root).href;
const listAddress = `${addressOf("offline.json")}?${edition}`;
/** Its presence in a cache means that the reader wants the whole handbook. */
const wholeAddress = `${addressOf("offline.json")}?whole`;
const ours = () => caches.open(space + edition);
/** Names that change with the content, so that a file of any edition is the right one. */
const isImmutable = (place) => /\.[0-9a-f]{8}\.(css|js)$|\/[0-9a-f]{8}\/\w+-\d+\.js$/.test(place);

/** The place of an address from the root of the site, or nothing if it lies elsewhere. */
function placeOf(address) {
  const { origin, pathname } = new URL(address);
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return null;
  try {
    return decodeURIComponent(pathname.slice(root.pathname.length)).replace(/(^|\/)index\.html$/, "$1");
  } catch {
    return null;
  }
}

// --- the list ----------------------------------------------------------------------------------

let reading;

/** The list of this edition: `files` by place, `moved` places, those that are `needed`. */
function list() {
  reading ??= readList();
  reading.catch(() => (reading = undefined));
  return reading;
}

async function readList() {
  const cache = await ours();
  let answer = await cache.match(listAddress);
  if (!answer) {
    answer = await fetch(listAddress, { cache: "no-store" });
    if (!answer.ok || (await answer.clone().json()).edition !== edition) throw new Error("this is the list of another edition");
    await cache.put(listAddress, answer.clone());
  }
  const { files, moved, needed } = await answer.json();
  return {
    files: new Map(files.map(([place, digest, size, title]) => [place, { digest, size, title }])),
    moved: new Map(Object.entries(moved)),
    needed,
  };
}

// --- keeping -----------------------------------------------------------------------------------

async function isRight(body, { digest, size }) {
  if (digest === null) return body.byteLength === size;
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).subarray(0, digest.length / 2);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("") === digest;
}

/** A file from the host, and whether it is the one on the list. */
async function take(place, file) {
  const answer = await fetch(addressOf(place), { cache: "no-cache", credentials: "same-origin" });
  const body = await answer.arrayBuffer();
  // A new answer has forgotten redirects, which browsers refuse where they asked for a page.
  const copy = new Response(body, { status: answer.status, statusText: answer.statusText, headers: answer.headers });
  // What the host would answer to others is no question here, and some forms of it cannot be kept.
  copy.headers.delete("Vary");
  return { answer: copy, right: answer.ok && (await isRight(body, file)) };
}

/** Keeps a file: from an earlier edition where it is the same, else from the host. */
async function keep(place, file, cache, earlier) {
  const address = addressOf(place);
  if (await cache.match(address)) return;
  for (const other of earlier) {
    const found = await other.match(address);
    if (found && (await isRight(await found.clone().arrayBuffer(), file))) return cache.put(address, found);
  }
  const { answer, right } = await take(place, file);
  if (!right) throw new Error(`another edition has ${place}`);
  await cache.put(address, answer);
}

async function keepAll(places, earlier = []) {
  const { files } = await list();
  const cache = await ours();
  const waiting = places.filter((place) => files.has(place));
  const next = async () => {
    for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
      await keep(place, files.get(place), cache, earlier);
    }
  };
  await Promise.all(Array.from({ length: atATime }, next));
}

/** The places of the list that a cache holds. */
async function heldBy(cache, { files }) {
  const places = (await cache.keys()).map(({ url }) => (url.includes("?") ? null : placeOf(url)));
  return places.filter((place) => place !== null && files.has(place));
}

async function earlierCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(space) && name !== space + edition);
  return Promise.all(names.map((name) => caches.open(name)));
}

// --- the life of an edition --------------------------------------------------------------------

/** Takes over all that was kept before, in this edition; if that fails, the old one stays. */
async function install() {
  const known = await list();
  const earlier = await earlierCaches();
  const places = new Set(known.needed);
  for (const cache of earlier) {
    const whole = await cache.match(wholeAddress);
    if (whole) await (await ours()).put(wholeAddress, whole);
    for (const place of whole ? known.files.keys() : await heldBy(cache, known)) places.add(place);
  }
  await keepAll([...places], earlier);
}

/** Removes earlier editions, but for styles and scripts that a page which is still open may load. */
async function tidy() {
  for (const name of await caches.keys()) {
    if (!name.startsWith(space) || name === space + edition) continue;
    const cache = await caches.open(name);
    const held = await cache.keys();
    const rest = held.filter(({ url }) => isImmutable(placeOf(url) ?? ""));
    if (rest.length === held.length) await caches.delete(name);
    else await Promise.all(held.filter((request) => !rest.includes(request)).map((request) => cache.delete(request)));
  }
  await self.clients.claim();
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));

// --- answers -----------------------------------------------------------------------------------

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const place = request.method === "GET" ? placeOf(request.url) : null;
  if (place === null || place === "sw.js" || place === "offline.json") return;
  event.respondWith(answerTo(request, place));
});

async function answerTo(request, place) {
  try {
    // Without its list, when the browser made room, the worker is none.
    const known = await list().catch(() => null);
    if (!known) return await fetch(request);
    const { files, moved } = known;
    const isPage = request.mode === "navigate";
    const target = moved.get(place) ?? (files.has(`${place}/`) ? `${place}/` : undefined);
    if (isPage && target !== undefined && !files.has(place)) {
      return Response.redirect(addressOf(target) + new URL(request.url).search, 302);
    }
    const cache = await ours();
    const kept = await cache.match(addressOf(place));
    if (kept) return partOf(request, kept);
    const file = files.get(place);
    if (file && !request.headers.has("range")) return await fresh(place, file, cache);
    return (isImmutable(place) && (await anyEdition(place))) || (await fetch(request));
  } catch {
    return lost(request);
  }
}

/** A file that is not kept yet. If the host has another edition, the browser shall look for it. */
async function fresh(place, file, cache) {
  const { answer, right } = await take(place, file);
  if (!right) {
    self.registration.update().catch(() => {});
    // The page can tell by it that what it shows is not of this edition.
    answer.headers.append("Server-Timing", "newer");
  }
  // Without room for it the reader has the page all the same.
  else await cache.put(addressOf(place), answer.clone()).catch(() => {});
  return answer;
}

async function anyEdition(place) {
  for (const cache of await earlierCaches()) {
    const found = await cache.match(addressOf(place));
    if (found) return found;
  }
  return undefined;
}

/** What there is where neither the device nor the network has what was asked for. */
async function lost(request) {
  const page = request.mode === "navigate" && (await (await ours()).match(addressOf("offline.html")));
  return page || Response.error();
}

/** The part of a kept file that was asked for: players of sound and pictures insist on it. */
async function partOf(request, kept) {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "") ?? [];
  if (!from && !to) return kept;
  const body = await kept.blob();
  const start = from ? Number(from) : Math.max(body.size - Number(to), 0);
  const end = from && to ? Math.min(Number(to) + 1, body.size) : body.size;
  if (start >= end) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${body.size}` } });
  const headers = new Headers(kept.headers);
  headers.set("Content-Range", `bytes ${start}-${end - 1}/${body.size}`);
  headers.set("Content-Length", String(end - start));
  return new Response(body.slice(start, end), { status: 206, headers });
}

// --- what pages ask for ------------------------------------------------------------------------

async function state() {
  const known = await list();
  const cache = await ours();
  const held = await heldBy(cache, known);
  const sizes = [...known.files.values()].map(({ size }) => size);
  return {
    total: known.files.size,
    size: sizes.reduce((sum, size) => sum + size, 0),
    done: held.length,
    whole: Boolean(await cache.match(wholeAddress)),
    pages: held.flatMap((place) => {
      const { title } = known.files.get(place);
      return title === null ? [] : [{ title, address: addressOf(place) }];
    }),
  };
}

const tasks = {
  state,
  /** Some more of the whole: a worker that takes long over one request is stopped. */
  async keep() {
    const known = await list();
    const cache = await ours();
    await cache.put(wholeAddress, new Response(""));
    const held = new Set(await heldBy(cache, known));
    await keepAll([...known.files.keys()].filter((place) => !held.has(place)).slice(0, atOnce));
    return state();
  },
  /** Everything goes but what every reader is given. */
  async forget() {
    const known = await list();
    const cache = await ours();
    await cache.delete(wholeAddress);
    const rest = (await heldBy(cache, known)).filter((place) => !known.needed.includes(place));
    await Promise.all(rest.map((place) => cache.delete(addressOf(place))));
    return state();
  },
  /** A page that was there before the worker is kept as those that come after it are. */
  async used({ addresses }) {
    await keepAll(addresses.map(placeOf).filter((place) => place !== null));
    return {};
  },
  /** The reader wants this edition now. */
  async replace() {
    await self.skipWaiting();
    return {};
  },
};

self.addEventListener("message", (event) => {
  const { task } = event.data ?? {};
  if (!Object.hasOwn(tasks, task)) return;
  const answer = tasks[task](event.data).catch(({ name, message }) => ({ problem: name, message }));
  event.waitUntil(answer.then((said) => event.ports[0]?.postMessage(said)));
});
