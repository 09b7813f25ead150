// Small pictures of a result, in the colour of the text and with attributes alone, since the policy
// of the page forbids styles. Their numbers stand in the table beside them and in `desc`.

/** @typedef {{ label: string, text: string, part: number | null, cut: number | null, cells: string[] }} Bar a row of the result: a measure with its value as a text and as a part of one, the part from which it counts as high, and the cells of the table */

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
function shape(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/**
 * @param {string} id
 * @param {Bar[]} bars
 * @param {number} height
 * @param {Node[]} shapes
 */
function picture(id, bars, height, shapes) {
  const said = bars.map(({ label, text }) => `${label}: ${text}.`).join(" ");
  const title = shape("title", { id: `${id}-title` }, word("chart"));
  const desc = shape("desc", { id: `${id}-desc` }, said);
  const names = `${title.id} ${desc.id}`;
  const frame = { viewBox: `0 0 320 ${height}`, role: "img", "aria-labelledby": names, "font-size": 13, fill: "currentColor", overflow: "visible" };
  return shape("svg", frame, title, desc, ...shapes);
}

/**
 * A bar for each measure.
 * @param {string} id
 * @param {Bar[]} bars
 */
function profileChart(id, bars) {
  // A line in one bar alone would raise a question and answer none.
  const lines = bars.every(({ cut }) => cut !== null);
  let y = 0;
  const rows = bars.flatMap(({ label, text, part, cut }) => {
    const names = wrapped(label, 34).map((name, row) => shape("text", { x: 0, y: y + 14 + 15 * row }, name));
    const value = shape("text", { x: 320, y: y + 14, "text-anchor": "end", "font-weight": 600 }, text);
    y += 15 * names.length - 15;
    const line = cut === null || !lines ? [] : [shape("path", { d: `M${1 + 318 * cut} ${y + 19}v20`, stroke: "currentColor", "stroke-dasharray": "3 2" })];
    y += 46;
    return [
      ...names,
      value,
      shape("rect", { x: 0.5, y: y - 23.5, width: 319, height: 13, fill: "none", stroke: "currentColor", "stroke-opacity": 0.5 }),
      shape("rect", { x: 1, y: y - 23, width: 318 * (part ?? 0), height: 12 }),
      ...line,
    ];
  });
  return picture(id, bars, y, rows);
}
