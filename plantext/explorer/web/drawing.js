// The network on a canvas. It is painted on a sheet wider than the window, for some milliseconds of each frame; moving
// and zooming shift the sheet, so that the window follows the hand however large the network is.

const canvas = byId("canvas");
const pen = canvas.getContext("2d");
const MARGIN = 56;
const RIM = 0.3;
const SLICE = 7;
const frame = { width: 0, height: 0, across: 1, down: 1, density: 1 };
const ink = {};
let hovered = null;
let cursor = null;
let focusSet = null;
let asked = false;
let changed = true;
let sheet = null;
let spare = null;
let painting = null;

function screenOf(node, view = state.view) {
  return [frame.width / 2 + (node.x - view.x) * frame.across * view.k, frame.height / 2 + (node.y - view.y) * frame.down * view.k];
}

function worldOf(left, top) {
  const { x, y, k } = state.view;
  return [x + (left - frame.width / 2) / (frame.across * k), y + (top - frame.height / 2) / (frame.down * k)];
}

function resize() {
  const box = canvas.getBoundingClientRect();
  if (!box.width || !box.height) return;
  frame.density = window.devicePixelRatio || 1;
  frame.width = box.width;
  frame.height = box.height;
  canvas.width = Math.round(box.width * frame.density);
  canvas.height = Math.round(box.height * frame.density);
  // The drawing takes the shape of its window within bounds, so that a phone held upright is filled too.
  frame.across = Math.max(80, box.width - Math.min(150, box.width * 0.24));
  frame.down = Math.max(80, box.height - 2 * MARGIN);
  frame.across = Math.min(frame.across, frame.down * 2);
  frame.down = Math.min(frame.down, frame.across / 0.65);
  [sheet, spare, painting] = [null, null, null];
  revealChosen();
  repaint();
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "quiet", "edge", "accent"]) ink[name] = style.getPropertyValue(`--${name}`).trim();
  repaint();
}

// Something looks different: a fresh sheet is painted. What is dragged does not start it anew with every step.
function repaint() {
  changed = true;
  places.k = null;
  if (!grip) painting = null;
  redraw();
}

function redraw() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(drawFrame);
}

function newSheet() {
  const width = Math.round(frame.width * (1 + 2 * RIM));
  const height = Math.round(frame.height * (1 + 2 * RIM));
  const paper = document.createElement("canvas");
  paper.width = Math.round(width * frame.density);
  paper.height = Math.round(height * frame.density);
  // Read after each slice, lest the browser only note what is to be painted and do it all at once.
  return { paper, width, height, brush: paper.getContext("2d", { willReadFrequently: true }), view: null };
}

function outgrown() {
  if (!sheet || sheet.view.k !== state.view.k) return true;
  const [left, top] = cornerOf(sheet);
  return left > 0 || top > 0 || left + sheet.width < frame.width || top + sheet.height < frame.height;
}

// Where the upper left corner of a sheet lies in the window now.
function cornerOf({ view, width, height }) {
  const size = state.view.k / view.k;
  const [x, y] = screenOf(view);
  return [x - (width / 2) * size, y - (height / 2) * size];
}

function startPainting() {
  const target = spare || newSheet();
  spare = null;
  target.view = { ...state.view };
  const { brush } = target;
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.globalAlpha = 1;
  brush.clearRect(0, 0, target.paper.width, target.paper.height);
  brush.setTransform(frame.density, 0, 0, frame.density, ((target.width - frame.width) / 2) * frame.density, ((target.height - frame.height) / 2) * frame.density);
  changed = false;
  const bounds = [(frame.width - target.width) / 2, (frame.height - target.height) / 2, (frame.width + target.width) / 2, (frame.height + target.height) / 2];
  painting = { target, steps: paint(brush, target.view, bounds) };
}

function paintOn() {
  const end = performance.now() + SLICE;
  do {
    const { done, value } = painting.steps.next();
    if (done) {
      [spare, sheet, painting, places] = [sheet, painting.target, null, value];
      return;
    }
    painting.target.brush.getImageData(0, 0, 1, 1);
  } while (performance.now() < end);
}

function drawFrame() {
  asked = false;
  if (!frame.width) return;
  if (!painting && (changed || outgrown())) startPainting();
  if (painting) paintOn();
  if (painting || changed) redraw();
  if (sheet) compose();
}

function compose() {
  pen.setTransform(frame.density, 0, 0, frame.density, 0, 0);
  pen.globalAlpha = 1;
  pen.clearRect(0, 0, frame.width, frame.height);
  const size = state.view.k / sheet.view.k;
  const whole = (value) => (size === 1 ? Math.round(value * frame.density) / frame.density : value);
  const [left, top] = cornerOf(sheet).map(whole);
  pen.drawImage(sheet.paper, left, top, sheet.width * size, sheet.height * size);
  for (const target of [state.chosen, hovered]) if (target && target.kind === "edge") drawWithEnds(edges[target.id]);
  if (grip && grip.moved && grip.target && grip.target.kind === "node") drawMoving(nodes[grip.target.id]);
  const chosen = chosenNodes();
  const marked = new Set([...chosen, cursor, hovered && hovered.kind === "node" ? hovered.id : null]);
  for (const id of marked) {
    if (id === null || !nodes[id].shown) continue;
    if (!chosen.has(id) || state.chosen.kind === "node") drawRing(nodes[id], chosen.has(id));
    drawName(pen, nodes[id], screenOf(nodes[id]), true);
  }
}

function drawStrongEdge(edge, brush = pen) {
  if (!edge.shown) return;
  brush.globalAlpha = 1;
  brush.strokeStyle = ink.accent;
  brush.lineWidth = thickness(edge.step) + 1.5;
  brush.setLineDash(edge.crosses ? [3.5, 3.5] : []);
  brush.beginPath();
  brush.moveTo(...screenOf(edge.from));
  brush.lineTo(...screenOf(edge.to));
  brush.stroke();
  brush.setLineDash([]);
}

// Its ends lie over an edge.
function drawWithEnds(edge, brush = pen) {
  drawStrongEdge(edge, brush);
  for (const node of [edge.from, edge.to]) if (edge.shown) drawNode(brush, node, ...screenOf(node), state.view.k);
}

function drawMoving(node) {
  for (const edge of node.edges) drawStrongEdge(edge);
  drawNode(pen, node, ...screenOf(node), state.view.k);
}

function drawRing(node, chosen, brush = pen) {
  const [x, y] = screenOf(node);
  brush.globalAlpha = 1;
  brush.lineWidth = chosen ? 3 : 2;
  brush.strokeStyle = ink.accent;
  brush.beginPath();
  brush.arc(x, y, radiusOf(node) * 1.3 + 3, 0, 2 * Math.PI);
  brush.stroke();
}

function chosenNodes() {
  if (!state.chosen || state.chosen.kind === "below") return new Set();
  return new Set(state.chosen.kind === "node" ? [state.chosen.id] : [edges[state.chosen.id].a, edges[state.chosen.id].b]);
}

function inFocus(edge) {
  if (!state.chosen || state.chosen.kind === "below" || pointedGroup !== null) return true;
  if (state.chosen.kind === "edge") return edge.id === state.chosen.id;
  return edge.a === state.chosen.id || edge.b === state.chosen.id;
}

// What stays bright: the community pointed at in the legend, the chosen name with its neighbours, a chosen edge's
// ends, or what the search finds.
function refocus(found) {
  focusSet = null;
  if (pointedGroup !== null) {
    focusSet = new Set(nodes.filter((node) => groupOf(node) === pointedGroup).map((node) => node.id));
  } else if (state.chosen && state.chosen.kind === "node") {
    focusSet = new Set([state.chosen.id]);
    for (const edge of nodes[state.chosen.id].edges) if (edge.shown) focusSet.add(edge.a).add(edge.b);
  } else if (state.chosen && state.chosen.kind === "edge") {
    focusSet = new Set([edges[state.chosen.id].a, edges[state.chosen.id].b]);
  } else if (state.find.trim() && found.length) {
    focusSet = new Set(found.map((node) => node.id));
  }
  repaint();
}
