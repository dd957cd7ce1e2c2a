// What the reader has chosen, and its way into a link and back.

const fresh = () => ({
  tab: "network", chosen: null, find: "",
  off: new Set(), without: new Set(), basis: textYears.length ? "text" : "document", from: null, to: null,
  least: -Infinity, q: null, view: { x: 0.5, y: 0.5, k: 1 },
  colour: "community", size: "frequency", only: new Set(), letters: 12.5, named: nodes.length > 400 ? 30 : 120,
});
let state = fresh();
const home = nodes.map((node) => [node.x, node.y]);

const rounded = (value) => String(Math.round(value * 1e4) / 1e4);

function toHash() {
  const link = new URLSearchParams();
  const usual = fresh();
  const put = (key, value, plain) => { if (value !== plain) link.append(key, value); };
  link.append("lang", lang);
  put("tab", state.tab, usual.tab);
  if (state.chosen && state.chosen.kind === "node") link.append("name", nodes[state.chosen.id].name);
  if (state.chosen && state.chosen.kind === "edge") {
    const edge = edges[state.chosen.id];
    for (const end of [edge.from, edge.to]) link.append("pair", end.name);
  }
  if (state.chosen && state.chosen.kind === "below") link.append("name", below[state.chosen.id].name);
  put("find", state.find, "");
  for (const kind of state.off) link.append("off", kind);
  for (const id of state.without) link.append("without", id);
  if (state.from !== null || state.to !== null) link.append("basis", state.basis);
  if (state.from !== null) link.append("from", state.from);
  if (state.to !== null) link.append("to", state.to);
  put("least", state.least, -Infinity);
  if (state.q !== null) link.append("q", state.q);
  const { x, y, k } = state.view;
  put("view", [x, y, k].map(rounded).join(), "0.5,0.5,1");
  for (const key of ["colour", "size", "letters", "named"]) put(key, state[key], usual[key]);
  for (const group of state.only) link.append("only", group);
  const moved = nodes.filter((node) => node.x !== home[node.id][0] || node.y !== home[node.id][1]);
  if (moved.length > FEW) link.append("places", packed());
  else for (const node of moved) link.append("at", `${rounded(node.x)},${rounded(node.y)},${node.name}`);
  return `#${link}`;
}

// The places of all names in four letters each, from half a drawing before its border to half a drawing behind.
const LETTER = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const FEW = 20;

function packed() {
  const digits = (value) => {
    const whole = Math.round(Math.min(Math.max((value + 0.5) / 2, 0), 1) * 4095);
    return LETTER[whole >> 6] + LETTER[whole & 63];
  };
  return nodes.map((node) => digits(node.x) + digits(node.y)).join("");
}

function unpack(text) {
  if (text === null || text.length !== 4 * nodes.length) return;
  const value = (at) => ((LETTER.indexOf(text[at]) * 64 + LETTER.indexOf(text[at + 1])) / 4095) * 2 - 0.5;
  nodes.forEach((node, i) => { [node.x, node.y] = [value(4 * i), value(4 * i + 2)]; });
}

// A link may come from anywhere: whatever it says is checked against what the file holds.
function fromHash(hash) {
  const link = new URLSearchParams(hash.replace(/^#/, ""));
  const read = fresh();
  const finite = (key, usual) => {
    const value = link.get(key);
    return value !== null && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : usual;
  };
  if (["ja", "en"].includes(link.get("lang"))) lang = link.get("lang");
  if (["names", "pairs", "about"].includes(link.get("tab"))) read.tab = link.get("tab");
  const node = nodeByName.get(link.get("name"));
  if (node) read.chosen = { kind: "node", id: node.id };
  else if (belowByName.has(link.get("name"))) read.chosen = { kind: "below", id: belowByName.get(link.get("name")).id };
  const ends = link.getAll("pair");
  const edge = edges.find((each) => ends.includes(each.from.name) && ends.includes(each.to.name));
  if (edge) read.chosen = { kind: "edge", id: edge.id };
  read.find = link.get("find") || "";
  for (const kind of link.getAll("off")) if (kinds.includes(kind)) read.off.add(kind);
  for (const entry of DATA.documents) if (link.getAll("without").includes(entry.id)) read.without.add(entry.id);
  if (["text", "document"].includes(link.get("basis"))) read.basis = link.get("basis");
  read.from = finite("from", null);
  read.to = finite("to", null);
  read.least = finite("least", -Infinity);
  read.q = finite("q", null);
  const [x, y, k] = (link.get("view") || "").split(",").map(Number);
  if ([x, y, k].every(Number.isFinite)) read.view = { x, y, k: Math.min(Math.max(k, 0.3), 20) };
  if (ATTRIBUTES.has(link.get("colour"))) read.colour = link.get("colour");
  if (ATTRIBUTES.has(link.get("size")) || link.get("size") === "same") read.size = link.get("size");
  if (LETTERS.includes(finite("letters", 0))) read.letters = finite("letters", 0);
  if (NAMED.map(String).includes(link.get("named"))) read.named = Number(link.get("named"));
  const { of, number: isScale } = ATTRIBUTES.get(read.colour);
  const groups = new Set(isScale ? [] : of.map((value) => String(value ?? "")));
  read.only = new Set(link.getAll("only").filter((group) => groups.has(group)));
  nodes.forEach((each, id) => { [each.x, each.y] = home[id]; });
  unpack(link.get("places"));
  for (const at of link.getAll("at")) {
    const [left, top, ...name] = at.split(",");
    const moved = nodeByName.get(name.join(","));
    if (moved && Number.isFinite(Number(left)) && Number.isFinite(Number(top))) [moved.x, moved.y] = [Number(left), Number(top)];
  }
  state = read;
}

// Inside a notebook's frame the page has no address of its own, and a link would open nothing.
const linkable = location.protocol !== "about:";
let known = location.hash;
let waiting = 0;

function remember() {
  clearTimeout(waiting);
  waiting = setTimeout(writeHash, 150);
}

function writeHash() {
  clearTimeout(waiting);
  // An address that was entered a moment ago is read first: its event is on the way.
  if (!linkable || location.hash !== known) return;
  try {
    history.replaceState(null, "", toHash());
  } catch {
    // Some viewers forbid it; the button still makes the link.
  }
  known = location.hash;
}

async function share() {
  writeHash();
  if (!linkable) {
    announce(say("noLink"));
    hint(say("noLink"));
    return;
  }
  byId("shared").hidden = false;
  byId("link").value = location.href.replace(/#.*$/s, "") + toHash();
  byId("link").select();
  try {
    await navigator.clipboard.writeText(byId("link").value);
    announce(say("copied"));
    hint(say("copied"));
  } catch {
    // Without the right to write to the clipboard the link stands selected for the reader to copy.
  }
}
