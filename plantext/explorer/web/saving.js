// Files to keep: the picture, the tables as CSV, the network for other programs; what the filters hide is in none of them.

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

const FILES = [
  ["savePng", ".png", "image/png", pngFile],
  ["saveSvg", ".svg", "image/svg+xml", svgFile],
  ["saveNodes", "-nodes.csv", "text/csv", () => csvFile("nodes")],
  ["saveEdges", "-edges.csv", "text/csv", () => csvFile("edges")],
  ["saveGraph", ".graphml", "application/xml", graphmlFile],
  ["saveGexf", ".gexf", "application/xml", gexfFile],
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
