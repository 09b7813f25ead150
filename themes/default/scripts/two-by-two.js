// The picture of an assessment with two dimensions, whose readings are the four fields of a square.

/**
 * The picture that the author of an instrument asks for, if any.
 * @param {HTMLElement} root
 * @param {Instrument} data
 * @param {Bar[]} bars
 */
function drawChart(root, data, bars) {
  const id = `${root.id}-chart`;
  const [across, up] = bars;
  if (data.chart !== "two-by-two" || !across || !up) return data.chart === null ? [] : [profileChart(id, bars)];
  const titles = bandsOf(root).map((band) => band.querySelector("h3")?.textContent ?? "");
  const names = (data.quarters ?? []).map((band) => titles[band ?? -1] ?? "");
  return [twoByTwoChart(id, [across, up], names)];
}

/**
 * Two measures as the place of one point; the names stand in the four fields.
 * @param {string} id
 * @param {[Bar, Bar]} bars across and up
 * @param {string[]} names left and right below, left and right above
 */
function twoByTwoChart(id, [across, up], names) {
  const [left, size] = [44, 260];
  const [x, y] = [left + size * (across.cut ?? 0), size * (1 - (up.cut ?? 0))];
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
    if (last !== undefined && last.length + part.length < letters) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(part);
  }
  return lines;
}
