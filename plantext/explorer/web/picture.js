// The picture as a file: painted by the same steps as on the screen, as SVG in place of pixels or with more of them.

const SCALES = 3;
const MOST_PIXELS = 60e6;

// XML holds no control characters and no half of a pair.
const printable = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/g, " ").replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");

// As much of a canvas as the painting uses.
class SvgBrush {
  constructor(root) {
    Object.assign(this, { root, path: "", dash: [], globalAlpha: 1, lineWidth: 1, strokeStyle: "", fillStyle: "", font: "", lineJoin: "round" });
  }

  setLineDash(dash) { this.dash = dash; }
  beginPath() { this.path = ""; }
  closePath() { this.path += "Z"; }
  moveTo(x, y) { this.path += `M${x.toFixed(2)} ${y.toFixed(2)}`; }
  lineTo(x, y) { this.path += `L${x.toFixed(2)} ${y.toFixed(2)}`; }
  arc(x, y, r) {
    const [left, right] = [(x - r).toFixed(2), (x + r).toFixed(2)];
    this.path += `M${left} ${y.toFixed(2)}A${r} ${r} 0 1 0 ${right} ${y.toFixed(2)}A${r} ${r} 0 1 0 ${left} ${y.toFixed(2)}Z`;
  }

  add(tag, attributes) {
    const element = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    this.root.append(element);
    return element;
  }

  pen() { return { stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-linejoin": this.lineJoin, opacity: this.globalAlpha }; }
  fill() { this.add("path", { d: this.path, fill: this.fillStyle, opacity: this.globalAlpha }); }
  stroke() {
    const dash = this.dash.length ? { "stroke-dasharray": this.dash.join(" ") } : {};
    this.add("path", { d: this.path, fill: "none", ...this.pen(), ...dash });
  }

  words(text, x, y, attributes) {
    const [, weight, size, family] = this.font.match(/^(\d+) ([\d.]+)px (.*)$/);
    // Half the height of a letter below the middle: not every program knows of other lines than the base.
    const place = { x: x.toFixed(2), y: (y + 0.36 * Number(size)).toFixed(2) };
    this.add("text", { ...place, "font-family": family.replaceAll('"', "'"), "font-size": size, "font-weight": weight, ...attributes }).textContent = printable(text);
  }

  strokeText(text, x, y) { this.words(text, x, y, { fill: "none", ...this.pen() }); }
  fillText(text, x, y) { this.words(text, x, y, { fill: this.fillStyle }); }
}

// What the window shows, with what is chosen.
function paintWhole(brush) {
  const steps = paint(brush, state.view, [0, 0, frame.width, frame.height]);
  let step = steps.next();
  while (!step.done) step = steps.next();
  if (state.chosen && state.chosen.kind === "edge") drawWithEnds(edges[state.chosen.id], brush);
  for (const id of chosenNodes()) {
    if (!nodes[id].shown) continue;
    if (state.chosen.kind === "node") drawRing(nodes[id], true, brush);
    drawName(brush, nodes[id], screenOf(nodes[id]), true, step.value);
  }
}

function svgFile() {
  const root = document.createElementNS(SVG, "svg");
  const { width, height } = frame;
  for (const [key, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) root.setAttribute(key, value);
  const brush = new SvgBrush(root);
  brush.add("title", {}).textContent = printable(DATA.title);
  brush.add("desc", {}).textContent = printable(`plantext ${DATA.about.plantext}: ${counts()}`);
  brush.add("rect", { width, height, fill: ink.paper });
  paintWhole(brush);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

function pngFile() {
  const { width, height } = frame;
  const times = Math.min(SCALES, Math.sqrt(MOST_PIXELS / (width * height)));
  const paper = document.createElement("canvas");
  paper.width = Math.round(width * times);
  paper.height = Math.round(height * times);
  const brush = paper.getContext("2d");
  brush.scale(times, times);
  brush.fillStyle = ink.paper;
  brush.fillRect(0, 0, width, height);
  paintWhole(brush);
  return new Promise((done) => paper.toBlob(done, "image/png"));
}
