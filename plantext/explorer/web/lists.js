// Names found by the search, and the two tables: the network for readers who do not see a drawing.

const FOUND_AT_ONCE = 100;
const ROWS_AT_ONCE = 200;
let option = -1;

// Names that are shown, then those that a filter hides, then those that are below the thresholds of the network.
function showFound({ shown, hidden, below: lower }) {
  const box = byId("found");
  option = -1;
  byId("find").removeAttribute("aria-activedescendant");
  const told = [
    shown.length ? say("found", { n: number(shown.length) }) : null,
    hidden.length ? say("foundHidden", { n: number(hidden.length) }) : null,
    lower.length ? say("foundBelow", { n: number(lower.length) }) : null,
  ].filter(Boolean);
  byId("found-count").textContent = told.length ? told.join(say("comma")) : say("nothing");
  const rows = [
    ...shown.map((node) => ["node", node, null]), ...hidden.map((node) => ["node", node, say("isHidden")]),
    ...lower.map((each) => ["below", each, say("isBelow")]),
  ].slice(0, FOUND_AT_ONCE);
  box.replaceChildren(...rows.map(([kind, row, note], i) => make("li", {
    id: `found-${i}`, role: "option", class: note ? "name faint" : "name", "data-id": row.id, "data-kind": kind,
    "aria-selected": String(state.chosen !== null && state.chosen.kind === kind && state.chosen.id === row.id),
    click: () => takeFound({ kind, id: row.id }),
  }, glyph(row.label, row.fill), named(row), make("span", { class: "value" }, note ? `${note} · ` : "", number(row.frequency)))));
  byId("find").setAttribute("aria-expanded", String(rows.length > 0));
}

// Where the list lies over the drawing, it makes way for what was chosen in it.
function takeFound(target, focus = false) {
  choose(target, focus);
  byId("choose").classList.remove("typing");
}

function markOption(next) {
  const options = byId("found").children;
  if (!options.length) return;
  if (options[option]) options[option].classList.remove("active");
  option = Math.min(Math.max(next, 0), options.length - 1);
  options[option].classList.add("active");
  options[option].scrollIntoView({ block: "nearest" });
  byId("find").setAttribute("aria-activedescendant", options[option].id);
}

function pressInSearch(event) {
  const options = byId("found").children;
  if (event.key === "ArrowDown") markOption(option + 1);
  else if (event.key === "ArrowUp") markOption(option - 1);
  // While an input method composes Japanese, Enter belongs to it.
  else if (event.key === "Enter" && !event.isComposing && options.length) {
    const { kind, id } = options[Math.max(option, 0)].dataset;
    takeFound({ kind, id: Number(id) }, true);
  } else if (event.key === "Escape" && state.find) {
    byId("find").value = "";
    state.find = "";
    event.stopPropagation();
    refresh();
  } else return;
  event.preventDefault();
}

// The name in the other language, where there is one.
function otherName(node) {
  if (!node.en) return "";
  return lang === "en" ? node.name : node.en;
}

const NODE_COLUMNS = [
  { key: "name", text: (node) => nameOf(node), cell: (node) => nodeButton(node) },
  { key: "nameOther", text: otherName, cell: (node) => make("bdi", { lang: lang === "en" ? "ja" : "en" }, otherName(node)) },
  { key: "label", text: (node) => kindName(node.label) },
  { key: "frequency", value: (node) => node.frequency },
  { key: "mentions", value: (node) => node.mentioned },
  { key: "degree", value: (node) => node.edges.filter((edge) => edge.shown).length },
  { key: "community", value: (node) => node.community },
];
const EDGE_COLUMNS = [
  { key: "source", text: (edge) => nameOf(edge.from), cell: (edge) => make("button", { type: "button", class: "name", click: () => choose({ kind: "edge", id: edge.id }, true) }, named(edge.from)) },
  { key: "target", text: (edge) => nameOf(edge.to), cell: (edge) => named(edge.to) },
  { key: "weight", value: (edge) => edge.weight },
  { key: "together", value: (edge) => edge.together },
  ...(hasTest ? [{ key: "q", value: (edge) => valueOf(edge, testName) ?? Infinity }] : []),
];
const order = { names: { key: "frequency", down: true }, pairs: { key: "weight", down: true } };

const columnName = (column) => (column.key === "weight" ? measureName : say(column.key, { test: say(testName) }));

function sorted(rows, columns, { key, down }) {
  const column = columns.find((each) => each.key === key);
  const collator = new Intl.Collator(lang, { numeric: true });
  const compare = column.value ? (a, b) => column.value(a) - column.value(b) || 0 : (a, b) => collator.compare(column.text(a), column.text(b));
  return [...rows].sort((a, b) => (down ? -1 : 1) * compare(a, b) || a.id - b.id);
}

const columnsOf = (tab) => (tab === "names" ? NODE_COLUMNS : EDGE_COLUMNS);

function rowsOf(tab) {
  return sorted((tab === "names" ? nodes : edges).filter((row) => row.shown), columnsOf(tab), order[tab]);
}

function isChosen(tab, row) {
  return state.chosen !== null && state.chosen.id === row.id && (state.chosen.kind === "node") === (tab === "names");
}

function tableRow(tab, columns, row) {
  return make("tr", { class: isChosen(tab, row) ? "current" : null }, columns.map((column, i) => make(i ? "td" : "th", { class: column.value ? "figure" : null, scope: i ? null : "row" },
    column.cell ? column.cell(row) : column.value ? number(column.value(row) === Infinity ? null : column.value(row)) : make("bdi", {}, column.text(row)))));
}

function headCell(tab, column) {
  const { key, down } = order[tab];
  const now = column.key === key;
  const turn = () => {
    order[tab] = { key: column.key, down: now ? !down : Boolean(column.value) };
    showTable(tab);
    byId(`sort-${tab}-${column.key}`).focus();
  };
  return make("th", { scope: "col", "aria-sort": now ? (down ? "descending" : "ascending") : null, class: column.value ? "figure" : null },
    make("button", { type: "button", id: `sort-${tab}-${column.key}`, title: say("sortedBy", { column: columnName(column) }), click: turn },
      columnName(column), make("span", { "aria-hidden": "true", class: "arrow" }, now ? (down ? "▼" : "▲") : "")));
}

function showTable(tab) {
  const view = byId(`view-${tab}`);
  const columns = columnsOf(tab);
  const rows = rowsOf(tab);
  const body = make("tbody");
  const more = make("button", { type: "button", class: "more" });
  let shown = 0;
  const grow = () => {
    const next = rows.slice(shown, shown + ROWS_AT_ONCE);
    body.append(...next.map((row) => tableRow(tab, columns, row)));
    shown += next.length;
    more.textContent = say("more", { n: rows.length - shown });
    more.hidden = shown >= rows.length;
  };
  more.addEventListener("click", () => {
    const first = shown;
    grow();
    body.rows[first].querySelector("button").focus();
  });
  grow();
  view.replaceChildren(make("table", {}, make("caption", {}, counts()), make("thead", {}, make("tr", {}, columns.map((column) => headCell(tab, column)))), body), more);
}

function counts() {
  return say("shown", {
    nodes: nodes.filter((node) => node.shown).length, allNodes: nodes.length,
    edges: edges.filter((edge) => edge.shown).length, allEdges: edges.length,
  });
}
