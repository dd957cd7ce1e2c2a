// The network on a canvas: one pass a frame, nothing of the document touched.

const canvas = byId("canvas");
const pen = canvas.getContext("2d");
const FONT = '"Hiragino Sans","Hiragino Kaku Gothic ProN","Yu Gothic UI","Yu Gothic",Meiryo,"Noto Sans CJK JP","Noto Sans JP",sans-serif';
const MARGIN = 56;
const LEADING = 15.5;
const WIDEST = 152;
const NARROW = 92;
const CELL = 60;
const frame = { width: 0, height: 0, across: 1, down: 1, density: 1 };
const ink = {};
let hovered = null;
let cursor = null;
let focusSet = null;
let asked = false;
let places = null;
const stamps = new Map();

const largest = Math.max(...nodes.map((node) => node.frequency));
const room = Math.min(1, Math.sqrt(60 / nodes.length));
const lightest = weights.length ? weights[0] : 0;
const heaviest = weights.length ? weights[weights.length - 1] : 1;

// Kinds differ in shape as well as in name, so that colour is free for communities. Corners on a circle.
function corners(kind, x, y, radius) {
  const [count, degrees] = labels.has(kind) ? labels.get(kind).corners : [0, 0];
  // Polygons reach farther, so that all shapes cover about the same area.
  const reach = count ? radius * [0, 0, 0, 1.45, 1.22, 1.14, 1.1][count] : radius;
  return Array.from({ length: count }, (_, i) => {
    const angle = (Math.PI * (degrees + (360 * i) / count)) / 180;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
}

function radiusOf(node) {
  const share = Math.sqrt(node.frequency / largest);
  const scale = Math.sqrt((frame.across * frame.down) / 1.3) * room;
  return Math.max(3.5, (0.008 + 0.022 * share) * scale) * Math.sqrt(Math.max(state.view.k, 0.5));
}

function screenOf(node) {
  const { x, y, k } = state.view;
  return [frame.width / 2 + (node.x - x) * frame.across * k, frame.height / 2 + (node.y - y) * frame.down * k];
}

function worldOf(left, top) {
  const { x, y, k } = state.view;
  return [x + (left - frame.width / 2) / (frame.across * k), y + (top - frame.height / 2) / (frame.down * k)];
}

function resize() {
  const box = canvas.getBoundingClientRect();
  if (!box.width || !box.height) return;
  if (frame.density !== window.devicePixelRatio) stamps.clear();
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
  redraw(true);
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "quiet", "edge", "accent"]) ink[name] = style.getPropertyValue(`--${name}`).trim();
  stamps.clear();
  redraw();
}

function redraw(moved = false) {
  if (moved) places = null;
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => { asked = false; draw(); });
}

// Long names break into lines of like length: Latin between words, Japanese anywhere but before what may not begin a line.
function wrap(name, most, widest) {
  const pieces = name.match(/[\u0021-\u024f]{1,24}\s*|\s+|.[ー・、。，．）」』ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*/gsu) || [name];
  const whole = pen.measureText(name).width;
  const limit = Math.min(widest, whole / Math.ceil(whole / widest) + 14);
  const lines = [""];
  for (const piece of pieces) {
    const last = lines[lines.length - 1];
    if (last && pen.measureText(last + piece.trimEnd()).width > limit) {
      if (lines.length === most) {
        lines[most - 1] = `${last.trimEnd()}…`;
        break;
      }
      lines.push(piece);
    } else {
      lines[lines.length - 1] = last + piece;
    }
  }
  return lines;
}

// A label with its halo is painted once and stamped afterwards: stroking Japanese type is slow.
function stampOf(node, strong, widest = WIDEST) {
  const key = `${strong ? "+" : ""}${node.id}/${widest}`;
  const known = stamps.get(key);
  if (known) return known;
  const font = `${strong ? 600 : 400} 12.5px ${FONT}`;
  pen.font = font;
  const lines = wrap(nameOf(node), strong ? 6 : 3, widest);
  const width = Math.ceil(Math.max(...lines.map((line) => pen.measureText(line).width))) + 6;
  const height = lines.length * LEADING + 4;
  const sheet = document.createElement("canvas");
  sheet.width = Math.ceil(width * frame.density);
  sheet.height = Math.ceil(height * frame.density);
  const brush = sheet.getContext("2d");
  brush.scale(frame.density, frame.density);
  brush.font = font;
  brush.textBaseline = "middle";
  brush.lineJoin = "round";
  brush.lineWidth = 3.5;
  brush.strokeStyle = ink.paper;
  const row = (i) => 2.5 + LEADING * (i + 0.5);
  lines.forEach((line, i) => brush.strokeText(line, 3, row(i)));
  brush.fillStyle = ink.ink;
  lines.forEach((line, i) => brush.fillText(line, 3, row(i)));
  const stamp = { sheet, width, height };
  stamps.set(key, stamp);
  return stamp;
}

// What is already taken, by cells: a label is compared with its neighbourhood alone.
function occupancy() {
  const cells = new Map();
  const over = (box, act) => {
    for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x += 1) {
      for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y += 1) if (act(x * 100003 + y)) return true;
    }
    return false;
  };
  return {
    take(box) {
      over(box, (key) => { if (!cells.has(key)) cells.set(key, []); cells.get(key).push(box); });
    },
    free(a) {
      return !over(a, (key) => (cells.get(key) || []).some((b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1]));
    },
  };
}

function sidesOf(r, w, h) {
  const [gap, near, low] = [r + 1, r * 0.7 + 1, r * 0.5 - 3];
  return [[gap, -h / 2], [-w / 2, gap - 3], [-w - gap, -h / 2], [-w / 2, -h - gap + 3],
    [near, low], [near, -h - low], [-w - near, low], [-w - near, -h - low]];
}

// Labels by importance, each on the first side where it covers neither a label nor a node, broken into shorter
// lines if that helps; a label without a place waits until the reader comes nearer.
function placeLabels(visible) {
  const chosen = chosenNodes();
  // A ring stands round the chosen name.
  const discs = visible.map((node) => [node, ...screenOf(node), radiusOf(node) * (chosen.has(node.id) ? 1.3 : 1) + (chosen.has(node.id) ? 3 : 0)]);
  const taken = occupancy();
  for (const [, x, y, r] of discs) taken.take([x - r * 0.85, y - r * 0.85 + 2, x + r * 0.85, y + r * 0.85 - 2]);
  const rank = (node) => (chosen.has(node.id) ? 2e9 : 0) + (focusSet && focusSet.has(node.id) ? 1e9 : 0) + node.frequency;
  discs.sort(([a], [b]) => rank(b) - rank(a) || a.id - b.id);
  const whole = state.view.k <= 1.001;
  const found = new Map();
  for (const [node, x, y, r] of discs) {
    for (const widest of [WIDEST, NARROW]) {
      const { width, height } = stampOf(node, chosen.has(node.id), widest);
      const side = sidesOf(r, width, height).find(([dx, dy]) => {
        const box = [x + dx + 1, y + dy + 3, x + dx + width - 1, y + dy + height - 2];
        if (whole && (box[0] < 0 || box[2] > frame.width || box[1] < 0 || box[3] > frame.height - 36)) return false;
        if (!taken.free(box)) return false;
        taken.take(box);
        return true;
      });
      if (side) {
        found.set(node.id, [...side, widest]);
        break;
      }
    }
  }
  return found;
}

function thickness(edge) {
  const share = heaviest > lightest ? (edge.weight - lightest) / (heaviest - lightest) : 0.5;
  return 0.8 + Math.round(share * 4) * 0.7;
}

function drawEdges(visible, positions) {
  const strokes = new Map();
  for (const edge of visible) {
    const near = !focusSet || (focusSet.has(edge.a) && focusSet.has(edge.b) && inFocus(edge));
    const key = `${near ? 1 : 0}|${edge.crosses ? 1 : 0}|${thickness(edge)}`;
    if (!strokes.has(key)) strokes.set(key, []);
    strokes.get(key).push(edge);
  }
  pen.strokeStyle = ink.edge;
  for (const [key, group] of strokes) {
    const [near, crosses, width] = key.split("|").map(Number);
    pen.globalAlpha = near ? 0.75 : 0.1;
    pen.lineWidth = width;
    pen.setLineDash(crosses ? [width + 0.7, 3.4] : []);
    pen.beginPath();
    for (const edge of group) {
      pen.moveTo(...positions[edge.a]);
      pen.lineTo(...positions[edge.b]);
    }
    pen.stroke();
  }
  pen.setLineDash([]);
  const strong = [state.chosen && state.chosen.kind === "edge" ? edges[state.chosen.id] : null, hovered && hovered.kind === "edge" ? edges[hovered.id] : null];
  for (const edge of strong) {
    if (!edge || !edge.shown) continue;
    pen.globalAlpha = 1;
    pen.strokeStyle = ink.accent;
    pen.lineWidth = thickness(edge) + 1.5;
    pen.setLineDash(edge.crosses ? [3.5, 3.5] : []);
    pen.beginPath();
    pen.moveTo(...positions[edge.a]);
    pen.lineTo(...positions[edge.b]);
    pen.stroke();
    pen.setLineDash([]);
  }
}

function drawNode(node, x, y) {
  const r = radiusOf(node);
  const chosen = state.chosen && state.chosen.kind === "node" && state.chosen.id === node.id;
  pen.globalAlpha = !focusSet || focusSet.has(node.id) ? 1 : 0.2;
  pen.beginPath();
  const points = corners(node.label, x, y, r);
  if (points.length) {
    points.forEach(([left, top], i) => (i ? pen.lineTo(left, top) : pen.moveTo(left, top)));
    pen.closePath();
  } else {
    pen.arc(x, y, r, 0, 2 * Math.PI);
  }
  pen.fillStyle = node.colour;
  pen.fill();
  pen.lineWidth = 1;
  pen.strokeStyle = ink.ink;
  pen.stroke();
  if (chosen || cursor === node.id || (hovered && hovered.kind === "node" && hovered.id === node.id)) {
    pen.lineWidth = chosen ? 3 : 2;
    pen.strokeStyle = ink.accent;
    pen.beginPath();
    pen.arc(x, y, r * 1.3 + 3, 0, 2 * Math.PI);
    pen.stroke();
  }
}

function draw() {
  pen.setTransform(frame.density, 0, 0, frame.density, 0, 0);
  pen.globalAlpha = 1;
  pen.clearRect(0, 0, frame.width, frame.height);
  const visible = nodes.filter((node) => node.shown);
  const positions = nodes.map(screenOf);
  drawEdges(edges.filter((edge) => edge.shown), positions);
  for (const node of visible) drawNode(node, ...positions[node.id]);
  if (!places) places = placeLabels(visible);
  const chosen = chosenNodes();
  for (const node of visible) if (!chosen.has(node.id)) drawName(node, positions[node.id], false);
  for (const id of chosen) if (nodes[id].shown) drawName(nodes[id], positions[id], true);
  for (const id of [cursor, hovered && hovered.kind === "node" ? hovered.id : null]) {
    if (id !== null && nodes[id].shown && !chosen.has(id)) drawName(nodes[id], positions[id], true);
  }
}

// A name that matters is drawn although it covers others, but within the window.
function drawName(node, [x, y], strong) {
  const place = places.get(node.id);
  if (!strong && (!place || (focusSet && !focusSet.has(node.id)))) return;
  const [dx, dy, widest] = place || [radiusOf(node) * 1.3 + 5, null, WIDEST];
  const stamp = stampOf(node, strong, widest);
  let [left, top] = [x + dx, dy === null ? y - stamp.height / 2 : y + dy];
  if (strong) {
    left = Math.min(Math.max(left, 2), frame.width - stamp.width - 2);
    top = Math.min(Math.max(top, 2), frame.height - stamp.height - 2);
  }
  pen.globalAlpha = 1;
  pen.drawImage(stamp.sheet, left, top, stamp.width, stamp.height);
}

function chosenNodes() {
  if (!state.chosen) return new Set();
  return new Set(state.chosen.kind === "node" ? [state.chosen.id] : [edges[state.chosen.id].a, edges[state.chosen.id].b]);
}

function inFocus(edge) {
  if (!state.chosen || state.find) return true;
  if (state.chosen.kind === "edge") return edge.id === state.chosen.id;
  return edge.a === state.chosen.id || edge.b === state.chosen.id;
}

// What stays bright: the chosen name with its neighbours, a chosen edge's ends, or what the search finds.
function refocus(found) {
  focusSet = null;
  if (state.chosen && state.chosen.kind === "node") {
    focusSet = new Set([state.chosen.id]);
    for (const edge of nodes[state.chosen.id].edges) if (edge.shown) focusSet.add(edge.a).add(edge.b);
  } else if (state.chosen) {
    focusSet = new Set([edges[state.chosen.id].a, edges[state.chosen.id].b]);
  } else if (state.find.trim()) {
    focusSet = new Set(found.map((node) => node.id));
  }
  redraw(true);
}
