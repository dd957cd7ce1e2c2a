// The tables as objects that know each other. Everything is found by position, once, at the start.

const { sentences, mentions, units } = DATA;

// One form for all ways of writing: full and half width, capitals, hiragana and katakana.
function fold(text) {
  const folded = text.normalize("NFKC").toLowerCase();
  return folded.replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));
}

const nodes = DATA.nodes.map((node, id) => ({
  ...node, id, key: fold([node.name, node.en, node.aliases].join("\n")),
  sentences: [], units: [], edges: [], mentioned: 0, open: true, shown: true,
}));
const edges = DATA.edges.map((edge, id) => ({
  ...edge, id, from: nodes[edge.a], to: nodes[edge.b], units: [], shown: true,
  crosses: nodes[edge.a].community !== nodes[edge.b].community,
}));
const nodeByName = new Map(nodes.map((node) => [node.name, node]));

// Mentions come in the order of their sentences: those of sentence s are from[s] to from[s + 1].
const mentionsFrom = new Int32Array(sentences.page.length + 1);
for (let m = 0; m < mentions.node.length; m += 1) {
  const s = mentions.sentence[m];
  mentionsFrom[s + 1] = m + 1;
  const node = nodes[mentions.node[m]];
  node.mentioned += 1;
  if (node.sentences[node.sentences.length - 1] !== s) node.sentences.push(s);
}
for (let s = 1; s < mentionsFrom.length; s += 1) mentionsFrom[s] = Math.max(mentionsFrom[s], mentionsFrom[s - 1]);

for (const node of nodes) {
  const found = new Set();
  for (const s of node.sentences) {
    if (sentences.first[s] < 0) continue;
    for (let u = sentences.first[s]; u <= sentences.last[s]; u += 1) found.add(u);
  }
  node.units = found;
}
for (const edge of edges) {
  edge.from.edges.push(edge);
  edge.to.edges.push(edge);
  const [few, many] = edge.from.units.size < edge.to.units.size ? [edge.from, edge.to] : [edge.to, edge.from];
  edge.units = [...few.units].filter((u) => many.units.has(u)).sort((a, b) => a - b);
}
for (const node of nodes) node.edges.sort((a, b) => b.weight - a.weight || a.id - b.id);

const testName = edges.some((edge) => "q_null" in edge.values) ? "q_null" : "q_value";
const hasTest = edges.some((edge) => typeof edge.values[testName] === "number");
const MEASURES = { jaccard: "Jaccard", dice: "Dice", simpson: "Simpson", pmi: "PMI", npmi: "NPMI" };
const measureKey = String(DATA.about.network.measure || "weight");
const measureName = MEASURES[measureKey] || measureKey.replaceAll("_", " ");
const weights = [...new Set(edges.map((edge) => edge.weight))].sort((a, b) => a - b);
const labels = new Map(DATA.labels.map((label) => [label.code, label]));
const kinds = [...labels.keys()].filter((kind) => nodes.some((node) => node.label === kind));
const documentYears = DATA.documents.map((entry) => Number(entry.date.slice(0, 4)) || null);
const textYears = [...new Set(units.years.flat().flatMap(([first, last]) =>
  // A span of centuries names no year that anyone would look for.
  last - first > 100 ? [first, last] : Array.from({ length: last - first + 1 }, (_, i) => first + i)))]
  .sort((a, b) => a - b);

// Statements by their sentence.
const statementsOf = new Map();
for (const { sentence, ...stated } of DATA.statements) {
  if (!statementsOf.has(sentence)) statementsOf.set(sentence, []);
  statementsOf.get(sentence).push(stated);
}

const unitKept = new Uint8Array(units.document.length).fill(1);
const sentenceKept = new Uint8Array(sentences.page.length).fill(1);

function yearFits(ranges, filter) {
  const from = filter.from ?? -Infinity;
  const to = filter.to ?? Infinity;
  return ranges.some(([first, last]) => first <= to && last >= from);
}

// Documents and years choose units of text; a name or an edge is shown while a chosen unit holds it.
function applyFilters(filter) {
  const byYear = filter.from !== null || filter.to !== null;
  const documentKept = DATA.documents.map((entry, d) => !filter.without.has(entry.id) && (
    !byYear || filter.basis !== "document" ||
    (documentYears[d] !== null && yearFits([[documentYears[d], documentYears[d]]], filter))));
  const byText = byYear && filter.basis === "text";
  for (let u = 0; u < unitKept.length; u += 1) {
    unitKept[u] = documentKept[units.document[u]] && (!byText || yearFits(units.years[u], filter)) ? 1 : 0;
  }
  for (let s = 0; s < sentenceKept.length; s += 1) {
    let kept = documentKept[sentences.document[s]];
    if (kept && byText) {
      kept = false;
      for (let u = sentences.first[s]; u >= 0 && u <= sentences.last[s] && !kept; u += 1) kept = unitKept[u] === 1;
    }
    sentenceKept[s] = kept ? 1 : 0;
  }
  for (const node of nodes) node.open = !filter.off.has(node.label) && (!filter.only.size || filter.only.has(groupOf(node)));
  for (const edge of edges) {
    edge.shown = edge.from.open && edge.to.open && edge.weight >= filter.least &&
      (filter.q === null || edge.values[testName] <= filter.q) && edge.units.some((u) => unitKept[u]);
  }
  for (const node of nodes) {
    node.shown = node.open && (node.edges.length ? node.edges.some((edge) => edge.shown)
      : node.sentences.some((s) => sentenceKept[s]));
  }
}

function mentionsIn(s, wanted) {
  const found = [];
  for (let m = mentionsFrom[s]; m < mentionsFrom[s + 1]; m += 1) if (wanted.includes(mentions.node[m])) found.push(m);
  return found;
}

// The sentences that hold a name; and those that the filters hide.
function sentencesOf(node) {
  const kept = node.sentences.filter((s) => sentenceKept[s]);
  return { kept, hidden: node.sentences.length - kept.length, units: 0 };
}

// The sentences that hold one of two names in a unit that holds both, in reading order.
function sentencesBetween(edge) {
  const all = new Set(edge.units);
  const both = [...new Set([...edge.from.sentences, ...edge.to.sentences])].sort((a, b) => a - b);
  const meets = (s, wanted) => {
    for (let u = sentences.first[s]; u >= 0 && u <= sentences.last[s]; u += 1) if (wanted(u)) return true;
    return false;
  };
  const every = both.filter((s) => meets(s, (u) => all.has(u)));
  const kept = every.filter((s) => meets(s, (u) => all.has(u) && unitKept[u]));
  return { kept, hidden: every.length - kept.length, units: edge.units.filter((u) => unitKept[u]).length };
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
