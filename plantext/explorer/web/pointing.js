// Mouse, fingers and keys on the canvas.

const touching = new Map();
let grip = null;

function hit(left, top, reach) {
  let best = null;
  let least = Infinity;
  for (const node of nodes) {
    if (!node.shown) continue;
    const [x, y] = screenOf(node);
    const distance = Math.hypot(x - left, y - top) - radiusOf(node);
    if (distance < reach && distance < least) [best, least] = [{ kind: "node", id: node.id }, distance];
  }
  if (best) return best;
  least = reach + 2;
  for (const edge of edges) {
    if (!edge.shown) continue;
    const distance = distanceTo(screenOf(edge.from), screenOf(edge.to), left, top);
    if (distance < least) [best, least] = [{ kind: "edge", id: edge.id }, distance];
  }
  return best;
}

function distanceTo([ax, ay], [bx, by], x, y) {
  const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
  const share = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay));
}

function zoomAt(left, top, factor) {
  const [x, y] = worldOf(left, top);
  const { view } = state;
  view.k = Math.min(Math.max(view.k * factor, 0.3), 20);
  const [u, v] = worldOf(left, top);
  view.x += x - u;
  view.y += y - v;
  redraw();
  remember();
}

function fit() {
  state.view = { x: 0.5, y: 0.5, k: 1 };
  redraw();
  remember();
}

// What is chosen must be seen, in the part of the canvas that no panel covers; an edge with both its ends.
function reveal(chosen) {
  if (!frame.width || !chosen.length) return;
  const box = canvas.getBoundingClientRect();
  const sheet = byId("reading").getBoundingClientRect();
  const covered = sheet.top > box.top && sheet.top < box.bottom && sheet.left < box.right && sheet.width > box.width / 2;
  const [right, bottom] = [frame.width - 60, (covered ? sheet.top - box.top : frame.height) - 40];
  const ends = () => chosen.map((node) => screenOf(node));
  const span = (i) => Math.max(...ends().map((end) => end[i])) - Math.min(...ends().map((end) => end[i]));
  const { view } = state;
  const before = view.k;
  view.k *= Math.min(1, (right - 40) / Math.max(span(0), 1), (bottom - 30) / Math.max(span(1), 1));
  const beyond = (i, low, high) => Math.min(0, ...ends().map((end) => end[i] - low)) + Math.max(0, ...ends().map((end) => end[i] - high));
  const [dx, dy] = [beyond(0, 40, right), beyond(1, 30, bottom)];
  view.x += dx / (frame.across * view.k);
  view.y += dy / (frame.down * view.k);
  if (dx || dy || view.k !== before) redraw();
}

const spot = (event) => {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};

function pinch() {
  const [[ax, ay], [bx, by]] = [...touching.values()];
  return { x: (ax + bx) / 2, y: (ay + by) / 2, span: Math.max(10, Math.hypot(ax - bx, ay - by)) };
}

function press(event) {
  if (event.button > 0) return;
  canvas.setPointerCapture(event.pointerId);
  touching.set(event.pointerId, spot(event));
  const [x, y] = spot(event);
  if (touching.size === 2) {
    grip = { pinch: pinch(), moved: true };
  } else {
    const target = hit(x, y, event.pointerType === "touch" ? 10 : 4);
    grip = { target, x, y, lastX: x, lastY: y, moved: false };
  }
  canvas.classList.add("gripped");
}

function movePinch() {
  const now = pinch();
  const { view } = state;
  view.x -= (now.x - grip.pinch.x) / (frame.across * view.k);
  view.y -= (now.y - grip.pinch.y) / (frame.down * view.k);
  zoomAt(now.x, now.y, now.span / grip.pinch.span);
  grip.pinch = now;
}

function move(event) {
  const [x, y] = spot(event);
  if (!touching.has(event.pointerId)) {
    hover(hit(x, y, 4));
    return;
  }
  touching.set(event.pointerId, [x, y]);
  if (!grip) return;
  if (grip.pinch) {
    if (touching.size === 2) movePinch();
    return;
  }
  if (!grip.moved && Math.hypot(x - grip.x, y - grip.y) < (event.pointerType === "touch" ? 9 : 4)) return;
  grip.moved = true;
  const dx = (x - grip.lastX) / (frame.across * state.view.k);
  const dy = (y - grip.lastY) / (frame.down * state.view.k);
  [grip.lastX, grip.lastY] = [x, y];
  if (grip.target && grip.target.kind === "node") {
    const node = nodes[grip.target.id];
    node.x += dx;
    node.y += dy;
    repaint();
  } else {
    state.view.x -= dx;
    state.view.y -= dy;
    redraw();
  }
}

function release(event) {
  if (!touching.delete(event.pointerId)) return;
  if (event.type === "pointerup" && grip && !grip.moved) choose(grip.target);
  const dragged = grip && grip.moved && grip.target && grip.target.kind === "node";
  if (grip && grip.moved) remember();
  // A finger that stays after a pinch must not drag what happens to lie under it.
  grip = null;
  if (dragged) repaint();
  if (!touching.size) canvas.classList.remove("gripped");
}

function hover(target) {
  const same = hovered && target && hovered.kind === target.kind && hovered.id === target.id;
  if (same || (!hovered && !target)) return;
  hovered = target;
  canvas.classList.toggle("over", target !== null);
  hint(target ? describe(target) : "");
  redraw();
}

function describe(target) {
  if (target.kind === "below") return say("belowSaid", { name: nameOf(below[target.id]), n: below[target.id].frequency });
  if (target.kind === "node") {
    const node = nodes[target.id];
    return say("nodeSaid", { name: nameOf(node), n: node.mentioned, edges: node.edges.filter((edge) => edge.shown).length });
  }
  const edge = edges[target.id];
  const said = say("edgeSaid", { a: nameOf(edge.from), b: nameOf(edge.to), n: edge.together });
  return `${said} · ${measureName} ${number(edge.weight)}`;
}

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// The nearest name in a direction; what lies aside counts double.
function step([across, down]) {
  const visible = nodes.filter((node) => node.shown);
  if (!visible.length) return;
  const start = cursor !== null && nodes[cursor].shown ? nodes[cursor] : null;
  let best = null;
  if (start) {
    const [x, y] = screenOf(start);
    let least = Infinity;
    for (const node of visible) {
      const [u, v] = screenOf(node);
      const along = (u - x) * across + (v - y) * down;
      const aside = Math.abs((u - x) * down) + Math.abs((v - y) * across);
      if (along > 0.5 && along + 2 * aside < least) [best, least] = [node, along + 2 * aside];
    }
  } else {
    best = visible.reduce((a, b) => (b.frequency > a.frequency ? b : a));
  }
  if (!best) return;
  cursor = best.id;
  reveal([best]);
  const said = describe({ kind: "node", id: best.id });
  announce(said);
  hint(said);
  redraw();
}

function pressKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { width, height } = frame;
  if (event.key in DIRECTIONS) step(DIRECTIONS[event.key]);
  else if ((event.key === "Enter" || event.key === " ") && cursor !== null && nodes[cursor].shown) choose({ kind: "node", id: cursor });
  else if (event.key === "+" || event.key === "=") zoomAt(width / 2, height / 2, 1.3);
  else if (event.key === "-") zoomAt(width / 2, height / 2, 1 / 1.3);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}

function listenOnCanvas() {
  canvas.addEventListener("pointerdown", press);
  canvas.addEventListener("pointermove", move);
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", () => hover(null));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode ? 16 : 1);
    zoomAt(...spot(event), Math.exp(-Math.max(-200, Math.min(200, pixels)) * 0.002));
  }, { passive: false });
  canvas.addEventListener("keydown", pressKey);
  canvas.addEventListener("blur", () => { cursor = null; redraw(); });
  byId("closer").addEventListener("click", () => zoomAt(frame.width / 2, frame.height / 2, 1.4));
  byId("farther").addEventListener("click", () => zoomAt(frame.width / 2, frame.height / 2, 1 / 1.4));
  byId("fit").addEventListener("click", fit);
  new ResizeObserver(resize).observe(canvas);
}
