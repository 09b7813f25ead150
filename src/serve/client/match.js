// Which children of an element are the same ones after an edit. Works on any nodes, changes none.

/**
 * The key of a child among its siblings wherever it moves: its id, or the first id within it.
 * @param {Node} node
 * @returns {string | undefined}
 */
function keyOf(node) {
  if (!(node instanceof Element)) return undefined;
  const id = node.id || node.querySelector("[id]")?.id;
  return id ? `${node.nodeName}#${id}` : undefined;
}

/**
 * Whether an element can be turned into another one without losing what its reader did to it.
 * @param {Node} old
 * @param {Node} fresh
 */
function isKin(old, fresh) {
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) return false;
  if (!(old instanceof Element) || !(fresh instanceof Element)) return true;
  return ["id", "type", "rel"].every((name) => old.getAttribute(name) === fresh.getAttribute(name));
}

/**
 * Finds for each new child the old child that it continues, or none. First those with ids, then
 * equal ones from both ends and in the order that they share, then what stands in the same gap.
 * @param {Node[]} old
 * @param {Node[]} fresh
 * @returns {Map<Node, Node>} from new to old
 */
function matchChildren(old, fresh) {
  /** @type {Map<Node, Node>} */
  const pairs = new Map();
  const keyed = new Map(old.map((node) => [keyOf(node), node]));
  keyed.delete(undefined);
  for (const node of fresh) {
    const known = keyed.get(keyOf(node));
    if (known && isKin(known, node)) {
      pairs.set(node, known);
      keyed.delete(keyOf(node));
    }
  }
  const taken = new Set(pairs.values());
  matchInOrder(
    old.filter((node) => !taken.has(node)),
    fresh.filter((node) => !pairs.has(node)),
    pairs,
  );
  return pairs;
}

/**
 * @param {Node[]} old
 * @param {Node[]} fresh
 * @param {Map<Node, Node>} pairs
 */
function matchInOrder(old, fresh, pairs) {
  let start = 0;
  while (start < old.length && start < fresh.length && old[start].isEqualNode(fresh[start])) {
    pairs.set(fresh[start], old[start]);
    start += 1;
  }
  let oldEnd = old.length;
  let freshEnd = fresh.length;
  while (oldEnd > start && freshEnd > start && old[oldEnd - 1].isEqualNode(fresh[freshEnd - 1])) {
    oldEnd -= 1;
    freshEnd -= 1;
    pairs.set(fresh[freshEnd], old[oldEnd]);
  }
  const olds = old.slice(start, oldEnd);
  const freshes = fresh.slice(start, freshEnd);
  let oldAt = 0;
  let freshAt = 0;
  for (const [oldIndex, freshIndex] of [...commonOrder(olds, freshes), [olds.length, freshes.length]]) {
    matchGap(olds.slice(oldAt, oldIndex), freshes.slice(freshAt, freshIndex), pairs);
    if (oldIndex < olds.length) pairs.set(freshes[freshIndex], olds[oldIndex]);
    oldAt = oldIndex + 1;
    freshAt = freshIndex + 1;
  }
}

/**
 * The longest sequence of equal nodes that both lists have in one order, as pairs of indexes.
 * @param {Node[]} old
 * @param {Node[]} fresh
 * @returns {[number, number][]}
 */
function commonOrder(old, fresh) {
  // Beyond this the table would take longer than it saves.
  if (old.length * fresh.length > 250_000) return [];
  const oldTexts = old.map(textOf);
  const freshTexts = fresh.map(textOf);
  // lengths[i][j]: the length of the longest one of old from i and fresh from j on.
  const lengths = old.concat(document).map(() => new Uint32Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      lengths[i][j] =
        oldTexts[i] === freshTexts[j]
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  /** @type {[number, number][]} */
  const pairs = [];
  for (let i = 0, j = 0; i < old.length && j < fresh.length; ) {
    if (oldTexts[i] === freshTexts[j]) pairs.push([i++, j++]);
    else if (lengths[i + 1][j] >= lengths[i][j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
}

/**
 * A text that is equal for equal nodes.
 * @param {Node} node
 */
function textOf(node) {
  return node instanceof Element ? node.outerHTML : `${node.nodeType} ${node.nodeValue}`;
}

/**
 * Nodes between two equal ones: each new one continues the next old one of its kind.
 * @param {Node[]} old
 * @param {Node[]} fresh
 * @param {Map<Node, Node>} pairs
 */
function matchGap(old, fresh, pairs) {
  let from = 0;
  for (const node of fresh) {
    const index = old.findIndex((candidate, at) => at >= from && isKin(candidate, node));
    if (index < 0) continue;
    pairs.set(node, old[index]);
    from = index + 1;
  }
}

/**
 * Which of these numbers can stay where they are: the indexes of a longest rising sequence.
 * @param {number[]} numbers
 * @returns {Set<number>}
 */
function risingIndexes(numbers) {
  /** @type {number[]} the index of the smallest end of a sequence of each length */
  const ends = [];
  const before = numbers.map(() => -1);
  numbers.forEach((number, index) => {
    let length = ends.findIndex((end) => numbers[end] >= number);
    if (length < 0) length = ends.length;
    before[index] = length > 0 ? ends[length - 1] : -1;
    ends[length] = index;
  });
  const kept = new Set();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index]) kept.add(index);
  return kept;
}
