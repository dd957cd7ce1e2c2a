// What is painted, step by step, on a sheet or into a file: edges, nodes, names.

const AT_A_STEP = 150;

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

// Widths come in five steps.
for (const edge of edges) edge.step = Math.round((heaviest > lightest ? (edge.weight - lightest) / (heaviest - lightest) : 0.5) * 4);

const thickness = (step) => (0.8 + step * 0.7) * fineness;

function drawNode(brush, node, x, y, k) {
  const r = radiusOf(node, k);
  brush.globalAlpha = !focusSet || focusSet.has(node.id) ? 1 : 0.2;
  brush.beginPath();
  const points = corners(node.label, x, y, r);
  if (points.length) {
    points.forEach(([left, top], i) => (i ? brush.lineTo(left, top) : brush.moveTo(left, top)));
    brush.closePath();
  } else {
    brush.arc(x, y, r, 0, 2 * Math.PI);
  }
  brush.fillStyle = node.fill;
  brush.fill();
  brush.lineWidth = Math.min(1, r / 4);
  brush.strokeStyle = ink.ink;
  brush.stroke();
}

// Edges of one look together: those out of focus first, so that they lie below.
function* edgeGroups(positions, [left, top, right, bottom]) {
  const groups = Array.from({ length: 20 }, () => []);
  for (let i = 0; i < edges.length; i += 1) {
    if (i % 4000 === 3999) yield;
    const edge = edges[i];
    if (!edge.shown) continue;
    const a = positions[edge.a];
    const b = positions[edge.b];
    if ((a[0] < left && b[0] < left) || (a[0] > right && b[0] > right) || (a[1] < top && b[1] < top) || (a[1] > bottom && b[1] > bottom)) continue;
    const near = !focusSet || (focusSet.has(edge.a) && focusSet.has(edge.b) && inFocus(edge));
    groups[(near ? 10 : 0) + (edge.crosses ? 5 : 0) + edge.step].push(edge);
  }
  return groups;
}

function* paintEdges(brush, positions, bounds, k) {
  const groups = yield* edgeGroups(positions, bounds);
  for (const [key, group] of groups.entries()) {
    const width = thickness(key % 5);
    brush.strokeStyle = ink.edge;
    // Of a choice's few edges each is as strong as in a small network.
    brush.globalAlpha = key < 10 ? 0.1 * density(k) : 0.75 * (focusSet ? 1 : density(k));
    brush.lineWidth = width;
    brush.setLineDash(key % 10 >= 5 && !crowded ? [width + 0.7, 3.4] : []);
    for (let i = 0; i < group.length; i += AT_A_STEP) {
      for (const edge of group.slice(i, i + AT_A_STEP)) {
        brush.beginPath();
        brush.moveTo(...positions[edge.a]);
        brush.lineTo(...positions[edge.b]);
        brush.stroke();
      }
      yield;
    }
  }
  brush.setLineDash([]);
}

function* paintNodes(brush, visible, positions, k) {
  for (let i = 0; i < visible.length; i += AT_A_STEP) {
    for (const node of visible.slice(i, i + AT_A_STEP)) drawNode(brush, node, ...positions[node.id], k);
    yield;
  }
}

// The places of the names are handed back: they stand until the network is nearer, farther or another.
function* paint(brush, view, bounds) {
  const positions = nodes.map((node) => screenOf(node, view));
  const [left, top, right, bottom] = bounds;
  const inside = nodes.filter((node) => {
    const [x, y] = positions[node.id];
    return node.shown && x > left - 40 && x < right + 40 && y > top - 40 && y < bottom + 40;
  });
  yield* paintEdges(brush, positions, bounds, view.k);
  yield* paintNodes(brush, inside, positions, view.k);
  const found = places.k === view.k ? places : yield* placeLabels(view);
  const chosen = chosenNodes();
  let written = 0;
  for (const node of inside) {
    if (chosen.has(node.id) || !found.has(node.id) || (focusSet && !focusSet.has(node.id))) continue;
    drawName(brush, node, positions[node.id], false, found);
    written += 1;
    if (written % 3 === 0) yield;
  }
  return found;
}
