// The network as shown, for other programs: GraphML, and GEXF, Gephi's own.

const GRAPHML = "http://graphml.graphdrawing.org/xmlns";
const GEXF = "http://www.gexf.net/1.2draft";
const LOOKS = "http://www.gexf.net/1.2draft/viz";

// Names that differ in control characters alone must not become one node.
function uniqueNames() {
  const known = new Set();
  return nodes.map(({ name, id }) => {
    const text = known.has(printable(name)) ? `${printable(name)} (${id})` : printable(name);
    known.add(text);
    return text;
  });
}

// Nodes and edges with their attributes; where the nodes stand, in which colours and sizes.
function shownNetwork() {
  const present = (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [printable(name), value ?? ""]));
  const most = Math.max(...nodes.map((node) => node.frequency));
  const ids = uniqueNames();
  return {
    about: present(DATA.about.network),
    nodes: nodes.filter((node) => node.shown).map((node) => ({
      id: ids[node.id],
      row: present({ ...node.values, kind: node.label, frequency: node.frequency, community: node.community, label: ids[node.id], name_en: node.en }),
      place: { x: node.x * 1000, y: (1 - node.y) * 1000 },
      colour: Object.fromEntries(["r", "g", "b"].map((part, i) => [part, parseInt(node.fill.slice(1 + 2 * i, 3 + 2 * i), 16)])),
      size: 10 + 40 * Math.sqrt(node.frequency / most),
    })),
    edges: edges.filter((edge) => edge.shown).map((edge) => ({
      source: ids[edge.a],
      target: ids[edge.b],
      row: present({ weight: edge.weight, ...Object.fromEntries(measures.map(([key, values]) => [key, values[edge.id]])) }),
    })),
  };
}

function newDocument(namespace, name) {
  return document.implementation.createDocument(namespace, name).documentElement;
}

// Adds to an element another of its own namespace, unless one is given.
function addTo(parent, tag, attributes = {}, text = undefined, namespace = parent.namespaceURI) {
  const element = document.createElementNS(namespace, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, printable(String(value)));
  if (text !== undefined) element.textContent = printable(String(text));
  parent.append(element);
  return element;
}

function written(root) {
  return `<?xml version="1.0" encoding="utf-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

function typeOf(values) {
  if (!values.every((value) => typeof value === "number")) return "string";
  return values.every(Number.isInteger) ? "long" : "double";
}

// Attribute → type, of all rows that have it.
function typesOf(rows) {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].map((name) => [name, typeOf(rows.map((row) => row[name]).filter((value) => value !== undefined))]);
}

// The looks are attributes, under the names that Gephi takes for them.
function graphmlFile() {
  const net = shownNetwork();
  const root = newDocument(GRAPHML, "graphml");
  const people = net.nodes.map(({ id, row, place, colour, size }) => ({ id, row: { ...row, ...place, ...colour, size } }));
  const keys = new Map();
  for (const [kind, rows] of [["graph", [net.about]], ["node", people.map(({ row }) => row)], ["edge", net.edges.map(({ row }) => row)]]) {
    for (const [name, type] of typesOf(rows)) {
      const id = `d${keys.size}`;
      keys.set(`${kind} ${name}`, id);
      addTo(root, "key", { id, for: kind, "attr.name": name, "attr.type": type });
    }
  }
  const tell = (parent, kind, row) => {
    for (const [name, value] of Object.entries(row)) addTo(parent, "data", { key: keys.get(`${kind} ${name}`) }, value);
  };
  const graph = addTo(root, "graph", { edgedefault: "undirected" });
  tell(graph, "graph", net.about);
  for (const { id, row } of people) tell(addTo(graph, "node", { id }), "node", row);
  for (const { source, target, row } of net.edges) tell(addTo(graph, "edge", { source, target }), "edge", row);
  return written(root);
}

// The looks stand in a module of their own (viz); the weight of an edge is its own attribute.
function gexfFile() {
  const net = shownNetwork();
  const root = newDocument(GEXF, "gexf");
  root.setAttribute("version", "1.2");
  root.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:viz", LOOKS);
  const graph = addTo(root, "graph", { defaultedgetype: "undirected", mode: "static" });
  const people = net.nodes.map(({ row: { label, ...row }, ...rest }) => ({ ...rest, label, row }));
  const pairs = net.edges.map(({ row: { weight, ...row }, ...rest }) => ({ ...rest, weight, row }));
  const declare = (kind, rows) => {
    const types = typesOf(rows);
    const declared = addTo(graph, "attributes", { class: kind, mode: "static" });
    types.forEach(([title, type], id) => addTo(declared, "attribute", { id, title, type }));
    const ids = new Map(types.map(([name], id) => [name, id]));
    return (parent, row) => {
      const values = addTo(parent, "attvalues");
      for (const [name, value] of Object.entries(row)) addTo(values, "attvalue", { for: ids.get(name), value });
    };
  };
  const tellNode = declare("node", people.map(({ row }) => row));
  const tellEdge = declare("edge", pairs.map(({ row }) => row));
  const all = addTo(graph, "nodes");
  for (const { id, label, row, place, colour, size } of people) {
    const node = addTo(all, "node", { id, label });
    tellNode(node, row);
    for (const [tag, values] of [["color", { ...colour, a: 1 }], ["position", { ...place, z: 0 }], ["size", { value: size }]]) {
      addTo(node, `viz:${tag}`, values, undefined, LOOKS);
    }
  }
  const ties = addTo(graph, "edges");
  pairs.forEach(({ source, target, weight, row }, id) => tellEdge(addTo(ties, "edge", { id, source, target, weight }), row));
  return written(root);
}
