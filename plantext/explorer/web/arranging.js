// The layout run again over the names that are shown: names push each other off, edges draw their ends together
// (T. M. J. Fruchterman and E. M. Reingold, Software: Practice and Experience 21, 1991, 1129-1164). Names farther
// apart than some lengths of an edge do not feel each other, so that a large network takes time by its names alone.

const ROUNDS = 300;
const ACROSS = 1.3;
let arranging = null;

function* arrange(moved, lines) {
  const n = moved.length;
  const length = Math.sqrt(ACROSS / n);
  const reach = 4 * length;
  const place = new Map(moved.map((node, i) => [node.id, i]));
  const [x, y, dx, dy] = [0, 1, 2, 3].map(() => new Float64Array(n));
  moved.forEach((node, i) => {
    // Two names on one spot would stay on it.
    x[i] = node.x * ACROSS + ((i * 7919) % 101) * 1e-6;
    y[i] = node.y + ((i * 104729) % 103) * 1e-6;
  });
  const ends = lines.map((edge) => [place.get(edge.a), place.get(edge.b)]);
  for (let round = 0; round < ROUNDS; round += 1) {
    dx.fill(0);
    dy.fill(0);
    push(x, y, dx, dy, length, reach);
    for (const [a, b] of ends) {
      const [u, v] = [x[b] - x[a], y[b] - y[a]];
      const pull = Math.hypot(u, v) / length;
      dx[a] += u * pull; dy[a] += v * pull;
      dx[b] -= u * pull; dy[b] -= v * pull;
    }
    const warmth = 0.08 * (1 - round / ROUNDS) ** 1.5 + 0.0005;
    for (let i = 0; i < n; i += 1) {
      // A weak pull to the middle keeps parts that no edge joins from drifting away.
      dx[i] += (ACROSS / 2 - x[i]) * 0.6;
      dy[i] += (0.5 - y[i]) * 0.6;
      const size = Math.hypot(dx[i], dy[i]) || 1;
      x[i] += (dx[i] / size) * Math.min(size, warmth);
      y[i] += (dy[i] / size) * Math.min(size, warmth);
    }
    yield;
  }
  return stretched(x, y);
}

function push(x, y, dx, dy, length, reach) {
  const cells = new Map();
  const key = (u, v) => Math.floor(u) * 65537 + Math.floor(v);
  for (let i = 0; i < x.length; i += 1) {
    const cell = key(x[i] / reach, y[i] / reach);
    if (!cells.has(cell)) cells.set(cell, []);
    cells.get(cell).push(i);
  }
  for (let i = 0; i < x.length; i += 1) {
    for (const [across, down] of [[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1], [1, 1], [1, -1], [-1, 1], [-1, -1]]) {
      for (const j of cells.get(key(x[i] / reach + across, y[i] / reach + down)) || []) {
        if (i === j) continue;
        const [u, v] = [x[i] - x[j], y[i] - y[j]];
        const square = Math.max(u * u + v * v, 1e-9);
        if (square > reach * reach) continue;
        const force = (length * length) / square;
        dx[i] += u * force;
        dy[i] += v * force;
      }
    }
  }
}

// To the borders of the drawing, as the layout at the start.
function stretched(...axes) {
  return axes.map((values) => {
    let [low, high] = [Infinity, -Infinity];
    for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
    return values.map((value) => (high > low ? (value - low) / (high - low) : 0.5));
  });
}

function arrangeAgain() {
  const moved = nodes.filter((node) => node.shown);
  if (moved.length < 2) return;
  arranging = { moved, steps: arrange(moved, edges.filter((edge) => edge.shown)) };
  announce(say("arrangingSaid"));
  hint(say("arrangingSaid"));
  requestAnimationFrame(arrangeOn);
}

function arrangeOn() {
  if (!arranging) return;
  const end = performance.now() + 12;
  do {
    const { done, value } = arranging.steps.next();
    if (done) {
      const [x, y] = value;
      arranging.moved.forEach((node, i) => Object.assign(node, { x: x[i], y: y[i] }));
      arranging = null;
      arranged();
      return;
    }
  } while (performance.now() < end);
  requestAnimationFrame(arrangeOn);
}

function arranged() {
  fit();
  revealChosen();
  repaint();
  announce(say("arrangedSaid"));
  hint("");
  remember();
}

function placeAsMade() {
  arranging = null;
  nodes.forEach((node, id) => { [node.x, node.y] = home[id]; });
  arranged();
}
