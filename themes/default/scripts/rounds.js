// Lists that start again every day, week or shift. When something was ticked says in which round it
// was: what is of a former round is never shown as this one's, but put away under the time at which
// that round began. The names of those who sign a round are kept like ticks. What is no item has an id
// that begins with a colon, as none of an author does.

/** How many former rounds are kept. */
const roundLimit = 7;

/**
 * When the round began that a time lies in, by the reader's clock; 0 where nothing starts again.
 * @param {string} repeat `daily`, `weekly`, or the times at which shifts begin
 * @param {number} [time]
 */
function roundAt(repeat, time = Date.now()) {
  const date = new Date(time);
  /** @type {(days: number, start?: string) => number} */
  const begin = (days, start = "0:0") => {
    const [hours, minutes] = start.split(":").map(Number);
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hours, minutes).getTime();
  };
  if (!repeat) return 0;
  if (repeat === "daily") return begin(0);
  if (repeat === "weekly") return begin(-((date.getDay() + 6) % 7));
  const starts = repeat.split(" ").flatMap((start) => [begin(-1, start), begin(0, start)]);
  return Math.max(...starts.filter((start) => start <= time));
}

/** @param {number} time */
function timeInWords(time) {
  return new Date(time).toLocaleString(document.documentElement.lang, { weekday: "short", hour: "2-digit", minute: "2-digit" });
}

/** @param {number} time when a round began */
function roundInWords(time) {
  return new Date(time).toLocaleString(document.documentElement.lang, { dateStyle: "full", timeStyle: "short" });
}

/**
 * A remark that goes with the ticks: it is left out where a list is printed blank.
 * @param {string} text
 * @param {string} [id]
 */
function timeRemark(text, id) {
  return element("span", { class: "tag", id }, element("span", { class: "notice" }, text));
}

const rounds = {
  timeInWords,
  roundInWords,

  /**
   * Puts away what a record holds of former rounds: ticks, of items that are gone too, and names.
   * @param {DOMStringMap} dataset
   * @param {PageRecord} record
   */
  putAway({ repeat = "" }, { items }) {
    const now = roundAt(repeat);
    for (const [id, entry] of Object.entries(items)) {
      const isOfRound = id.startsWith(":") ? id.startsWith(":signed:") : typeof entry.value === "boolean";
      const round = isOfRound ? roundAt(repeat, entry.time) : now;
      if (round === now) continue;
      delete items[id];
      items[`:round:${round}:${id}`] = entry;
    }
    const former = Object.keys(items).filter((id) => id.startsWith(":round:"));
    const last = [...new Set(former.map((id) => id.split(":")[2]))].sort().reverse()[roundLimit - 1] ?? "";
    for (const id of former) if (id < `:round:${last}`) delete items[id];
  },

  /**
   * Readies a record for a change in this round.
   * @param {Checklist} list
   * @param {PageRecord} record
   */
  begin({ root: { dataset }, tasks }, record) {
    rounds.putAway(dataset, record);
    record.items[":signed:of"] = { value: Number(dataset.of ?? tasks.length), text: "", hash: "", time: Date.now() };
  },

  /**
   * What goes with the ticks in a link: the round that they are of.
   * @param {Checklist} list
   */
  mark({ root: { dataset } }) {
    return dataset.repeat ? [`:round:${roundAt(dataset.repeat)}`] : [];
  },

  /**
   * Shows when each item was ticked; below the last list of a page, names and former rounds.
   * @param {Checklist} list
   * @param {PageRecord} record of which this list's former rounds were put away
   * @param {Checklist[]} own all lists of the page, on the page itself
   */
  show(list, { items }, own) {
    const { root, tasks, shared } = list;
    for (const { id, box } of tasks) {
      const entry = shared ? undefined : items[id];
      const name = `${box.id}-time`;
      const text = entry?.value === true ? word("tickedAt", { time: timeInWords(entry.time) }) : "";
      setRemark(box, name, "", () => {});
      setRemark(box, name, text, () => box.nextElementSibling?.after(timeRemark(text, name)));
    }
    const tally = root.querySelector(":scope > .tally");
    tally?.querySelector("[data-since]")?.remove();
    const time = roundInWords(roundAt(root.dataset.repeat ?? ""));
    if (!shared) tally?.append(element("span", { "data-since": "" }, word("since", { time })));
    const hasMore = Object.keys(items).some((id) => id.startsWith(":round:") || root.dataset.names && id.startsWith(":signed:"));
    if (own.at(-1) === list && hasMore) later("copies", list.place, ({ showRounds }) => showRounds(own));
  },
};

/** When the rounds of this page began. */
function currentRounds() {
  return [...document.querySelectorAll("[data-repeat]")].map((root) => roundAt(root.getAttribute("data-repeat") ?? "")).join();
}

let shownRounds = currentRounds();

/** Shows every list anew once a round is over, on a page that stays open. */
function startAgain() {
  if (shownRounds !== (shownRounds = currentRounds())) tellWatchers(null);
}
window.setInterval(startAgain, 10_000);
document.addEventListener("visibilitychange", startAgain);

Object.assign(/** @type {any} */ (window).handbook, { rounds });
