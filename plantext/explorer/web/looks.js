// What colour and size say: any attribute of the names, those of the network's own among them.

const RAMP = ["#f2ecb4", "#9ccf8f", "#3f9f93", "#2f6690", "#2b2358"];
const UNKNOWN = "#b9b9b9";
const crowded = edges.length > 3000;
const fineness = crowded ? 0.55 : 1;
// Thousands of edges lie over each other: each is paler, until the reader comes nearer.
const density = (k) => Math.min(1, Math.sqrt(k) * (1200 / Math.max(edges.length, 1)) ** 0.75);
const room = Math.min(1, Math.sqrt(60 / nodes.length));
const smallest = nodes.length > 400 ? 2 : 3.5;
let pointedGroup = null;
let scale = { low: 0, high: 1 };
let largest = 1;

const firstYears = (node) => {
  const years = node.facets.map((facet) => facets[facet].year).filter(Boolean);
  return years.length ? Math.min(...years) : null;
};
const own = [...new Set(nodes.flatMap((node) => Object.keys(node.values)))];
const isNumber = (key) => nodes.every((node) => ["number", "undefined"].includes(typeof (node.values[key] ?? undefined)));

// Every attribute by its key: its name, its value for a node, and whether it is a number.
const ATTRIBUTES = new Map([
  ["community", { value: (node) => (node.colour === DATA.other ? 0 : node.community) }],
  ["label", { value: (node) => node.label }],
  ["frequency", { value: (node) => node.frequency, number: true }],
  ["mentions", { value: (node) => node.mentioned, number: true }],
  ["degree", { value: (node) => node.edges.length, number: true }],
  ["strength", { value: (node) => node.edges.reduce((sum, edge) => sum + edge.weight, 0), number: true }],
  ...(new Set(documentYears).size > 1 ? [["firstYear", { value: firstYears, number: true }]] : []),
  ...own.map((key) => [`own.${key}`, { name: key.replaceAll("_", " "), value: (node) => node.values[key] ?? null, number: isNumber(key) }]),
]);
for (const attribute of ATTRIBUTES.values()) attribute.of = nodes.map(attribute.value);

function attributeName(key) {
  return ATTRIBUTES.get(key).name || say(key);
}

const groupOf = (node) => String(ATTRIBUTES.get(state.colour).of[node.id] ?? "");

// Groups of names by colour, the largest first; communities keep their order and those without a colour come last.
function groupsShown() {
  const found = new Map();
  for (const node of [...nodes].sort((a, b) => b.frequency - a.frequency || a.id - b.id)) {
    const key = groupOf(node);
    if (!found.has(key)) found.set(key, { key, first: node, n: 0 });
    found.get(key).n += 1;
  }
  const rank = ({ key, n }) => (state.colour === "community" ? Number(key) || Infinity : -n);
  const ordered = [...found.values()].sort((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1));
  ordered.forEach((group, i) => {
    group.colour = state.colour === "community" ? group.first.colour : DATA.palette[i] || DATA.other;
    group.name = nameOfGroup(group);
  });
  return ordered;
}

function nameOfGroup({ key, first, n }) {
  if (state.colour === "label") return `${kindName(key)} (${n})`;
  if (state.colour !== "community") return `${key || "–"} (${n})`;
  return key === "0" ? say("small", { n }) : say("group", { name: nameOf(first), n });
}

function mix(share) {
  const at = Math.min(Math.max(share, 0), 1) * (RAMP.length - 1);
  const i = Math.min(Math.floor(at), RAMP.length - 2);
  const parts = [1, 3, 5].map((place) => {
    const [a, b] = [RAMP[i], RAMP[i + 1]].map((colour) => parseInt(colour.slice(place, place + 2), 16));
    return Math.round(a + (b - a) * (at - i)).toString(16).padStart(2, "0");
  });
  return `#${parts.join("")}`;
}

// Counts are spread by their roots, lest one giant leave all others in one colour.
function shareOf(value) {
  const root = (x) => (scale.low >= 0 && state.colour !== "firstYear" ? Math.sqrt(x) : x);
  return scale.high > scale.low ? (root(value) - root(scale.low)) / (root(scale.high) - root(scale.low)) : 0.5;
}

function recolour() {
  const { of, number } = ATTRIBUTES.get(state.colour);
  if (number) {
    const known = of.filter((value) => value !== null);
    scale = { low: Math.min(...known), high: Math.max(...known) };
    for (const node of nodes) node.fill = of[node.id] === null ? UNKNOWN : mix(shareOf(of[node.id]));
  } else {
    const colours = new Map(groupsShown().map((group) => [group.key, group.colour]));
    for (const node of nodes) node.fill = colours.get(groupOf(node));
  }
  largest = state.size === "same" ? 1 : Math.max(...ATTRIBUTES.get(state.size).of.map((value) => value || 0), 1e-9);
}

function radiusOf(node, k = state.view.k) {
  const value = state.size === "same" ? 0.25 : Math.max(ATTRIBUTES.get(state.size).of[node.id] || 0, 0);
  const whole = Math.sqrt((frame.across * frame.down) / 1.3) * room;
  return Math.max(smallest, (0.008 + 0.022 * Math.sqrt(value / largest)) * whole) * Math.sqrt(Math.max(k, 0.5));
}
