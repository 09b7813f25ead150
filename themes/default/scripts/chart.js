// Small pictures of a result, in the colour of the text and with attributes alone, since the policy
// of the page forbids styles. Their numbers stand in the table beside them and in `desc`.

/** @typedef {{ label: string, text: string, part: number | null, cut: number | null }} Bar a measure: its value as a text and as a part of one, and the part from which it counts as high */

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
  const frame = { viewBox: `0 0 320 ${height}`, role: "img", "aria-labelledby": names, "font-size": 13, fill: "currentColor" };
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
  const rows = bars.flatMap(({ label, text, part, cut }, index) => {
    const y = 46 * index;
    const line = cut === null || !lines ? [] : [shape("path", { d: `M${1 + 318 * cut} ${y + 19}v20`, stroke: "currentColor", "stroke-dasharray": "3 2" })];
    return [
      shape("text", { x: 0, y: y + 14 }, label.length > 34 ? `${label.slice(0, 33)}…` : label),
      shape("text", { x: 320, y: y + 14, "text-anchor": "end", "font-weight": 600 }, text),
      shape("rect", { x: 0.5, y: y + 22.5, width: 319, height: 13, fill: "none", stroke: "currentColor", "stroke-opacity": 0.5 }),
      shape("rect", { x: 1, y: y + 23, width: 318 * (part ?? 0), height: 12 }),
      ...line,
    ];
  });
  return picture(id, bars, 46 * bars.length, rows);
}

/**
 * Two measures as the place of one point; the names stand in the four fields.
 * @param {string} id
 * @param {[Bar, Bar]} bars across and up
 * @param {string[]} names left and right below, left and right above
 */
function twoByTwoChart(id, [across, up], names) {
  const [left, size] = [44, 260];
  const [x, y] = [left + size * (across.cut ?? 0.5), size * (1 - (up.cut ?? 0.5))];
  const fields = names.flatMap((text, index) => {
    const [from, to] = index % 2 ? [x, left + size] : [left, x];
    const top = index < 2 ? y : 0;
    const lines = wrapped(text, Math.max(6, Math.floor((to - from) / 7)));
    return lines.map((line, row) => shape("text", { x: from + 8, y: top + 20 + 15 * row, "font-size": 12, "fill-opacity": 0.8 }, line));
  });
  const point = across.part === null || up.part === null ? [] : [
    shape("circle", { cx: left + size * across.part, cy: size * (1 - up.part), r: 8, stroke: "currentColor" }),
  ];
  return picture(id, [across, up], size + 30, [
    shape("rect", { x: left, y: 1, width: size, height: size - 1, fill: "none", stroke: "currentColor" }),
    shape("path", { d: `M${x} 0v${size}M${left} ${y}h${size}`, stroke: "currentColor", "stroke-dasharray": "4 3" }),
    ...fields,
    ...point,
    shape("text", { x: left + size, y: size + 20, "text-anchor": "end", "font-weight": 600 }, `${across.label} ${across.text} →`),
    shape("text", { x: 0, y: 0, transform: `translate(30 ${size}) rotate(-90)`, "font-weight": 600 }, `${up.label} ${up.text} →`),
  ]);
}

/**
 * A text in lines of about so many letters.
 * @param {string} text
 * @param {number} letters
 */
function wrapped(text, letters) {
  /** @type {string[]} */
  const lines = [];
  for (const part of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + part.length <= letters) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(part);
  }
  return lines;
}
