// The layout run again over the names that are shown: names push each other off, edges draw their ends together
// (T. M. J. Fruchterman and E. M. Reingold, Software: Practice and Experience 21, 1991, 1129-1164). Names farther
// apart than some lengths of an edge do not feel each other, so that a large network takes time by its names alone.

const ROUNDS = 300;
const ROUNDS_OF_MANY = 100;
const ACROSS = 1.3;
let arranging = null;

function* arrange(moved, lines) {
  const n = moved.length;
  const length = Math.sqrt(ACROSS / n);
  const [reach, rounds] = n > 1000 ? [2 * length, ROUNDS_OF_MANY] : [4 * length, ROUNDS];
  const place = new Map(moved.map((node, i) => [node.id, i]));
  const [x, y, dx, dy] = [0, 1, 2, 3].map(() => new Float64Array(n));
  moved.forEach((node, i) => {
    // Two names on one spot would stay on it.
    x[i] = node.x * ACROSS + ((i * 7919) % 101) * 1e-6;
    y[i] = node.y + ((i * 104729) % 103) * 1e-6;
  });
  const ends = lines.map((edge) => [place.get(edge.a), place.get(edge.b)]);
  for (let round = 0; round < rounds; round += 1) {
    dx.fill(0);
    dy.fill(0);
    push(x, y, dx, dy, length, reach);
    for (const [a, b] of ends) {
      const [u, v] = [x[b] - x[a], y[b] - y[a]];
      const pull = Math.hypot(u, v) / length;
      dx[a] += u * pull; dy[a] += v * pull;
      dx[b] -= u * pull; dy[b] -= v * pull;
    }
    const warmth = 0.08 * (1 - round / rounds) ** 1.5 + 0.0005;
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

// Each pair of near names once: those of a cell, and of the cells to its right and below.
function push(x, y, dx, dy, length, reach) {
  const n = x.length;
  const [left, top] = [x, y].map((values) => values.reduce((low, value) => Math.min(low, value), Infinity));
  const cell = (values, low, i) => Math.floor((values[i] - low) / reach);
  const cells = new Map();
  for (let i = 0; i < n; i += 1) {
    const key = cell(x, left, i) * 65536 + cell(y, top, i);
    const here = cells.get(key);
    if (here) here.push(i);
    else cells.set(key, [i]);
  }
  const apart = (i, j) => {
    const u = x[i] - x[j];
    const v = y[i] - y[j];
    const square = Math.max(u * u + v * v, 1e-9);
    if (square > reach * reach) return;
    const force = (length * length) / square;
    dx[i] += u * force;
    dy[i] += v * force;
    dx[j] -= u * force;
    dy[j] -= v * force;
  };
  for (const [key, here] of cells) {
    for (let i = 0; i < here.length; i += 1) for (let j = 0; j < i; j += 1) apart(here[i], here[j]);
    for (const step of [1, 65535, 65536, 65537]) {
      const there = cells.get(key + step);
      if (there) for (const i of here) for (const j of there) apart(i, j);
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
