// Files to keep: the picture, the tables as CSV, the network as GraphML; what the filters hide is in none of them.

// The same columns as the library's tables of a network.
function tablesOfNetwork() {
  const kept = edges.filter((edge) => edge.shown);
  return {
    nodes: [["name", "label", "frequency", "community", "name_en", "mentions", ...own],
      nodes.filter((node) => node.shown).map((node) => [node.name, node.label, node.frequency, node.community, node.en, node.mentioned, ...own.map((key) => node.values[key])])],
    edges: [["source", "target", "weight", ...measures.map(([key]) => key)],
      kept.map((edge) => [edge.from.name, edge.to.name, edge.weight, ...measures.map(([, values]) => values[edge.id])])],
  };
}

// An apostrophe keeps a spreadsheet from taking a text for a formula.
function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^'*[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// With a byte-order mark, by which Excel knows UTF-8.
function csvFile(part) {
  const [head, rows] = tablesOfNetwork()[part];
  return `\ufeff${[head, ...rows].map((row) => `${row.map(csvCell).join()}\n`).join("")}`;
}

function typeOf(values) {
  if (!values.every((value) => typeof value === "number")) return "string";
  return values.every(Number.isInteger) ? "long" : "double";
}

// Where the nodes stand, in which colours, is in it under the names that Gephi takes for it.
function graphmlFile() {
  const root = document.implementation.createDocument("http://graphml.graphdrawing.org/xmlns", "graphml").documentElement;
  const add = (parent, tag, attributes, text) => {
    const element = document.createElementNS(root.namespaceURI, tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = printable(String(text));
    parent.append(element);
    return element;
  };
  const keys = new Map();
  const declare = (kind, rows) => {
    for (const name of new Set(rows.flatMap((row) => Object.keys(row)))) {
      const type = typeOf(rows.map((row) => row[name]).filter((value) => value !== undefined));
      keys.set(`${kind} ${name}`, `d${keys.size}`);
      add(root, "key", { id: `d${keys.size - 1}`, for: kind, "attr.name": name, "attr.type": type });
    }
  };
  const tell = (parent, kind, row) => {
    for (const [name, value] of Object.entries(row)) add(parent, "data", { key: keys.get(`${kind} ${name}`) }, value);
  };
  const present = (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [printable(name), value ?? ""]));
  const most = Math.max(...nodes.map((node) => node.frequency));
  const ids = uniqueNames();
  const people = nodes.filter((node) => node.shown).map((node) => ({ node, row: present({
    ...node.values, kind: node.label, frequency: node.frequency, community: node.community, label: ids[node.id], name_en: node.en,
    x: node.x * 1000, y: (1 - node.y) * 1000, ...Object.fromEntries(["r", "g", "b"].map((part, i) => [part, parseInt(node.fill.slice(1 + 2 * i, 3 + 2 * i), 16)])),
    size: 10 + 40 * Math.sqrt(node.frequency / most),
  }) }));
  const pairs = edges.filter((edge) => edge.shown).map((edge) => ({ edge, row: present({ weight: edge.weight, ...Object.fromEntries(measures.map(([key, values]) => [key, values[edge.id]])) }) }));
  const whole = present(DATA.about.network);
  declare("graph", [whole]);
  declare("node", people.map(({ row }) => row));
  declare("edge", pairs.map(({ row }) => row));
  const graph = add(root, "graph", { edgedefault: "undirected" });
  tell(graph, "graph", whole);
  for (const { node, row } of people) tell(add(graph, "node", { id: ids[node.id] }), "node", row);
  for (const { edge, row } of pairs) tell(add(graph, "edge", { source: ids[edge.a], target: ids[edge.b] }), "edge", row);
  return `<?xml version="1.0" encoding="utf-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

// Names that differ in control characters alone must not become one node.
function uniqueNames() {
  const known = new Set();
  return nodes.map(({ name, id }) => {
    const text = known.has(printable(name)) ? `${printable(name)} (${id})` : printable(name);
    known.add(text);
    return text;
  });
}

const FILES = [
  ["savePng", ".png", "image/png", pngFile],
  ["saveSvg", ".svg", "image/svg+xml", svgFile],
  ["saveNodes", "-nodes.csv", "text/csv", () => csvFile("nodes")],
  ["saveEdges", "-edges.csv", "text/csv", () => csvFile("edges")],
  ["saveGraph", ".graphml", "application/xml", graphmlFile],
];

async function save([, ending, type, make_]) {
  const made = await make_();
  const address = URL.createObjectURL(new Blob([made], { type }));
  const name = DATA.title.replace(/[\u0000-\u001f\\/:*?"<>|.\s]+/g, " ").trim().slice(0, 60) || "plantext";
  make("a", { href: address, download: `${name}${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  byId("saving").open = false;
  byId("saving").querySelector("summary").focus();
  announce(say("saved", { file: `${name}${ending}` }));
}

function showSaving() {
  byId("saving-body").replaceChildren(...FILES.map((file) => make("button", { type: "button", id: file[0], click: () => save(file) }, say(file[0]))));
}
