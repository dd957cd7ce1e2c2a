// Names found by the search, and the two tables: the network for readers who do not see a drawing.

const FOUND_AT_ONCE = 100;
const ROWS_AT_ONCE = 200;
let option = -1;

function showFound(found) {
  const box = byId("found");
  option = -1;
  byId("find").removeAttribute("aria-activedescendant");
  byId("found-count").textContent = found.length ? say("found", { n: found.length }) : say("nothing");
  box.replaceChildren(...found.slice(0, FOUND_AT_ONCE).map((node, i) => make("li", {
    id: `found-${i}`, role: "option", class: "name", "data-id": node.id,
    "aria-selected": String(state.chosen !== null && state.chosen.kind === "node" && state.chosen.id === node.id),
    click: () => choose({ kind: "node", id: node.id }),
  }, glyph(node.label, node.colour), named(node), make("span", { class: "value" }, number(node.frequency)))));
  const typing = state.find !== "" || document.activeElement === byId("find");
  byId("choose").classList.toggle("typing", typing);
  byId("find").setAttribute("aria-expanded", String(found.length > 0));
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
    choose({ kind: "node", id: Number(options[Math.max(option, 0)].dataset.id) }, true);
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
  { key: "together", value: (edge) => edge.units.length },
  ...(hasTest ? [{ key: "q", value: (edge) => edge.values[testName] ?? Infinity }] : []),
];
const order = { names: { key: "frequency", down: true }, pairs: { key: "weight", down: true } };

const columnName = (column) => (column.key === "weight" ? measureName : say(column.key, { test: say(testName) }));

function sorted(rows, columns, { key, down }) {
  const column = columns.find((each) => each.key === key);
  const collator = new Intl.Collator(lang, { numeric: true });
  const compare = column.value ? (a, b) => column.value(a) - column.value(b) || 0 : (a, b) => collator.compare(column.text(a), column.text(b));
  return [...rows].sort((a, b) => (down ? -1 : 1) * compare(a, b) || a.id - b.id);
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
  const columns = tab === "names" ? NODE_COLUMNS : EDGE_COLUMNS;
  const rows = sorted((tab === "names" ? nodes : edges).filter((row) => row.shown), columns, order[tab]);
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

function showAbout() {
  const { about } = DATA;
  byId("view-about").replaceChildren(
    make("h2", {}, say("howTo")),
    make("ul", {}, WORDS[lang].help.map((line) => make("li", {}, fill(line, { unit: unitWord() })))),
    make("h2", {}, say("made")),
    make("p", {}, say("madeBy", { version: about.plantext }), lang === "ja" ? "。" : ". ",
      say("sentencesHeld", { sentences: number(sentences.page.length), mentions: number(mentions.node.length) }), lang === "ja" ? "" : " ", say("offline"),
      about.left_out ? ` ${say("leftOut", { n: about.left_out })}` : null),
    noTextNotice() || "",
    make("h2", {}, say("fromDocuments")),
    ...DATA.documents.map((entry) => make("div", {}, make("h3", {}, make("bdi", { lang: "ja" }, entry.title)),
      facts([["id", entry.id], [say("date"), entry.date], [say("origin"), linkOrText(entry.source)], [say("sha256"), entry.sha256]]))),
    make("h2", {}, say("network_")),
    facts(Object.entries(about.network).map(([key, value]) => [key.replaceAll("_", " "), number(value)])),
    make("h2", {}, say("packages")),
    facts([...Object.entries(about.packages), ["lexicons (SHA-256)", about.lexicons]]),
  );
}
