// The network as objects that know each other, and what is shown of it.

// One form for all ways of writing: full and half width, capitals, hiragana and katakana.
function fold(text) {
  const folded = text.normalize("NFKC").toLowerCase();
  return folded.replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

const nodes = DATA.nodes.map((node, id) => ({
  ...node, id, key: fold([node.name, node.en, node.aliases].join("\n")), sentences: [], edges: [], open: true, shown: true,
}));
const edges = DATA.edges.a.map((a, id) => {
  const b = DATA.edges.b[id];
  return {
    id, a, b, from: nodes[a], to: nodes[b], weight: DATA.edges.weight[id], together: DATA.edges.together[id],
    facets: DATA.edges.facets[id], shown: true, crosses: nodes[a].community !== nodes[b].community,
  };
});
const measures = Object.entries(DATA.edges.values);
const valueOf = (edge, key) => DATA.edges.values[key]?.[edge.id] ?? null;
const nodeByName = new Map(nodes.map((node) => [node.name, node]));
for (const edge of edges) {
  edge.from.edges.push(edge);
  edge.to.edges.push(edge);
}
for (const node of nodes) node.edges.sort((a, b) => b.weight - a.weight || a.id - b.id);

const testName = "q_null" in DATA.edges.values ? "q_null" : "q_value";
const hasTest = edges.some((edge) => valueOf(edge, testName) !== null);
const MEASURES = { jaccard: "Jaccard", dice: "Dice", simpson: "Simpson", pmi: "PMI", npmi: "NPMI" };
const measureKey = String(DATA.about.network.measure || "weight");
const measureName = MEASURES[measureKey] || measureKey.replaceAll("_", " ");
const weights = [...new Set(edges.map((edge) => edge.weight))].sort((a, b) => a - b);
const labels = new Map(DATA.labels.map((label) => [label.code, label]));
const kinds = [...labels.keys()].filter((kind) => nodes.some((node) => node.label === kind));

// Units of text differ, for the filters, by document, year of the document and years in the text: a facet of each such kind.
const facets = DATA.facets.map(([document, year, years]) => ({ document, year: year || null, years, kept: true }));
const documentsTold = facets.every((facet) => facet.document >= 0);
const documentYears = DATA.documents.map((entry) => Number(entry.date.slice(0, 4)) || null);
const textYears = [...new Set(facets.flatMap((facet) => facet.years).flatMap(([first, last]) =>
  // A span of centuries names no year that anyone would look for.
  last - first > 100 ? [first, last] : Array.from({ length: last - first + 1 }, (_, i) => first + i)))]
  .sort((a, b) => a - b);
let documentKept = DATA.documents.map(() => true);

function yearFits(ranges, filter) {
  const from = filter.from ?? -Infinity;
  const to = filter.to ?? Infinity;
  return ranges.some(([first, last]) => first <= to && last >= from);
}

// Documents and years choose units of text; a name or an edge is shown while a chosen unit holds it.
function applyFilters(filter) {
  const byYear = filter.from !== null || filter.to !== null;
  const byText = byYear && filter.basis === "text";
  const yearKept = (year) => !byYear || byText || (year !== null && yearFits([[year, year]], filter));
  documentKept = DATA.documents.map((entry, d) => !filter.without.has(entry.id) && yearKept(documentYears[d]));
  for (const facet of facets) {
    facet.kept = (facet.document < 0 ? yearKept(facet.year) : documentKept[facet.document]) && (!byText || yearFits(facet.years, filter));
  }
  const kept = (facet) => facets[facet].kept;
  for (const node of nodes) node.open = !filter.off.has(node.label) && (!filter.only.size || filter.only.has(groupOf(node)));
  for (const edge of edges) {
    edge.shown = edge.from.open && edge.to.open && edge.weight >= filter.least &&
      (filter.q === null || valueOf(edge, testName) <= filter.q) && edge.facets.some(kept);
  }
  for (const node of nodes) {
    node.shown = node.open && (node.edges.length ? node.edges.some((edge) => edge.shown) : node.facets.some(kept));
  }
}

// The names of the run that are no nodes, and why not; they come by frequency.
const below = DATA.below.name.map((name, id) => ({
  id, name, label: DATA.below.label[id], frequency: DATA.below.frequency[id], en: DATA.below.en[id], why: DATA.below.why[id],
  document: DATA.below.document[id], page: DATA.below.page[id], key: fold([name, DATA.below.en[id], DATA.below.aliases[id]].join("\n")),
}));
const belowByName = new Map(below.map((each) => [each.name, each]));

// What is found among the names shown and, where something is sought, among those that filters or thresholds hide.
function search(text) {
  const parts = fold(text).split(/\s+/).filter(Boolean);
  const fits = (each) => parts.every((part) => each.key.includes(part));
  const found = nodes.filter(fits).sort((a, b) => b.frequency - a.frequency || a.id - b.id);
  return {
    shown: found.filter((node) => node.shown),
    hidden: parts.length ? found.filter((node) => !node.shown) : [],
    below: parts.length ? below.filter(fits) : [],
  };
}

const kindName = (kind) => (labels.has(kind) ? labels.get(kind)[lang] : kind);

function nameOf(node) {
  return lang === "en" && node.en ? node.en : node.name;
}

function languageOf(node) {
  return lang === "en" && node.en ? "en" : "ja";
}
