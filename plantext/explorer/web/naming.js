// Where names stand in the drawing: by importance, none over another, broken into lines where that helps.

const FONT = '"Hiragino Sans","Hiragino Kaku Gothic ProN","Yu Gothic UI","Yu Gothic",Meiryo,"Noto Sans CJK JP","Noto Sans JP",sans-serif';
const LEADING = 1.24;
const WIDEST = 12.2;
const NARROW = 7.4;
const CELL = 60;
const TRIES = 8;
let places = new Map();
const blocks = new Map();

const fontOf = (strong) => `${strong ? 600 : 400} ${state.letters}px ${FONT}`;

// Long names break into lines of like length: Latin between words, Japanese anywhere but before what may not begin a line.
function wrap(name, most, widest) {
  const pieces = name.match(/[\u0021-\u024f]{1,24}\s*|\s+|.[ー・、。，．）」』ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*/gsu) || [name];
  const whole = pen.measureText(name).width;
  if (whole <= widest) return [name];
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

// The lines of a name and the room that they take; measured once. Widths are in letters.
function blockOf(node, strong, widest) {
  const key = `${strong ? "+" : ""}${node.id}/${widest}`;
  const known = blocks.get(key);
  if (known) return known;
  pen.font = fontOf(strong);
  const lines = wrap(nameOf(node), strong ? 6 : 3, widest * state.letters);
  const width = Math.ceil(Math.max(...lines.map((line) => pen.measureText(line).width))) + 6;
  const block = { lines, width, height: lines.length * LEADING * state.letters + 4 };
  blocks.set(key, block);
  return block;
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

// The edges that a choice leaves bright, of which names stay clear; where there are very many, none could.
function brightEdges() {
  if (!state.chosen || state.chosen.kind === "below") return [];
  if (state.chosen.kind === "edge") return [edges[state.chosen.id]];
  const near = nodes[state.chosen.id].edges.filter((edge) => edge.shown);
  return near.length > 60 ? [] : near;
}

function takeLine(taken, edge, k) {
  const [[ax, ay], [bx, by]] = [edge.from, edge.to].map((node) => screenOf(node, { x: 0.5, y: 0.5, k }));
  const steps = Math.ceil(Math.hypot(bx - ax, by - ay) / 6);
  for (let i = 1; i < steps; i += 1) {
    const [x, y] = [ax + ((bx - ax) * i) / steps, ay + ((by - ay) * i) / steps];
    taken.take([x - 1, y - 1, x + 1, y + 1]);
  }
}

// Labels by importance, each on the first side where it covers neither a label nor a node, in shorter lines if that
// helps; a label without a place waits until the reader comes nearer, which also makes room for more of them.
function* placeLabels(view) {
  const chosen = chosenNodes();
  const taken = occupancy();
  const rank = (node) => (chosen.has(node.id) ? 2e9 : 0) + (focusSet && focusSet.has(node.id) ? 1e9 : 0) + node.frequency;
  const wanted = focusSet && state.named ? Math.max(state.named, 120) : state.named;
  const most = wanted * Math.max(1, view.k * view.k);
  const discs = [];
  for (const node of nodes.filter((each) => each.shown).sort((a, b) => rank(b) - rank(a) || a.id - b.id)) {
    // A ring stands round the chosen name.
    const r = radiusOf(node, view.k) * (chosen.has(node.id) ? 1.3 : 1) + (chosen.has(node.id) ? 3 : 0);
    const [x, y] = screenOf(node, { x: 0.5, y: 0.5, k: view.k });
    // In a crowd a name may cover nodes that are too many to be named.
    if (discs.length < Math.max(most, 200)) taken.take([x - r * 0.85, y - r * 0.85 + 2, x + r * 0.85, y + r * 0.85 - 2]);
    discs.push([node, x, y, r]);
    if (discs.length % 1000 === 0) yield;
  }
  for (const edge of brightEdges()) takeLine(taken, edge, view.k);
  const whole = view.k <= 1.001;
  const inWindow = (box) => box[0] >= 0 && box[2] <= frame.width && box[1] >= 0 && box[3] <= frame.height - 36;
  const found = new Map();
  found.k = view.k;
  let tries = 0;
  for (const [node, x, y, r] of discs) {
    if (found.size >= most || tries >= TRIES * most) break;
    tries += 1;
    if (tries % 20 === 0) yield;
    for (const widest of [WIDEST, NARROW]) {
      const { width, height } = blockOf(node, chosen.has(node.id), widest);
      const side = sidesOf(r, width, height).find(([dx, dy]) => {
        const box = [x + dx + 1, y + dy + 3, x + dx + width - 1, y + dy + height - 2];
        if ((whole && !inWindow(box)) || !taken.free(box)) return false;
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

// A name that matters is drawn although it covers others, but within the window.
function drawName(brush, node, [x, y], strong, found = places) {
  const [dx, dy, widest] = found.get(node.id) || [radiusOf(node) * 1.3 + 5, null, WIDEST];
  const { lines, width, height } = blockOf(node, strong, widest);
  let [left, top] = [x + dx, dy === null ? y - height / 2 : y + dy];
  if (strong) {
    left = Math.min(Math.max(left, 2), frame.width - width - 2);
    top = Math.min(Math.max(top, 2), frame.height - height - 2);
  }
  brush.globalAlpha = 1;
  brush.font = fontOf(strong);
  brush.textBaseline = "middle";
  brush.lineJoin = "round";
  brush.lineWidth = 3.5;
  brush.strokeStyle = ink.paper;
  const row = (i) => top + 2.5 + LEADING * state.letters * (i + 0.5);
  lines.forEach((line, i) => brush.strokeText(line, left + 3, row(i)));
  brush.fillStyle = ink.ink;
  lines.forEach((line, i) => brush.fillText(line, left + 3, row(i)));
}
