// Where everything meets: one choice, one refresh.

const TABS = ["network", "names", "pairs", "about"];

function hint(text) {
  byId("hint").textContent = text || counts();
}

function choose(target, focus = false) {
  const same = state.chosen && target && state.chosen.kind === target.kind && state.chosen.id === target.id;
  if (same && !focus) return;
  state.chosen = target;
  refresh({ focus });
  if (!target) return;
  announce(describe(target));
  revealChosen();
}

// The chosen name or edge stays in the window, whatever else changes.
function revealChosen() {
  if (state.tab === "network") reveal([...chosenNodes()].map((id) => nodes[id]).filter((node) => node.shown));
}

function showTab(tab) {
  for (const each of TABS) {
    const now = each === tab;
    byId(`view-${each}`).hidden = !now;
    const button = byId(`tab-${each}`);
    button.setAttribute("aria-selected", String(now));
    button.tabIndex = now ? 0 : -1;
  }
  if (tab === "names" || tab === "pairs") showTable(tab);
  revealChosen();
}

function refresh({ focus = false } = {}) {
  applyFilters(state);
  const found = search(state.find);
  refocus(found.shown);
  showFound(found);
  showReading(focus);
  showTab(state.tab);
  const active = activeFilters();
  byId("active").textContent = String(active);
  byId("active").hidden = active === 0;
  canvas.setAttribute("aria-label", say("canvasLabel", { nodes: nodes.filter((node) => node.shown).length, edges: edges.filter((edge) => edge.shown).length }));
  hint("");
  remember();
}

function showAll() {
  translate();
  blocks.clear();
  recolour();
  byId("title").textContent = DATA.title;
  byId("title").title = DATA.title;
  byId("find").value = state.find;
  showFilters();
  showLooks();
  showLegend();
  showSaving();
  showAbout();
  refresh();
}

function pressOnTabs(event) {
  const move = { ArrowRight: 1, ArrowLeft: -1, Home: -TABS.length, End: TABS.length }[event.key];
  if (move === undefined) return;
  const next = Math.abs(move) > 1 ? (move < 0 ? 0 : TABS.length - 1) : (TABS.indexOf(state.tab) + move + TABS.length) % TABS.length;
  state.tab = TABS[next];
  refresh();
  byId(`tab-${state.tab}`).focus();
  event.preventDefault();
}

function listen() {
  listenOnCanvas();
  for (const tab of TABS) byId(`tab-${tab}`).addEventListener("click", () => { state.tab = tab; refresh(); });
  byId("tabs").addEventListener("keydown", pressOnTabs);
  byId("find").addEventListener("input", (event) => {
    state.find = event.target.value;
    byId("choose").classList.add("typing");
    refresh();
  });
  byId("find").addEventListener("keydown", pressInSearch);
  byId("find").addEventListener("focus", () => byId("choose").classList.add("typing"));
  byId("find").addEventListener("blur", () => setTimeout(() => {
    // A finger on the list takes the focus away for a moment.
    if (!state.find && document.activeElement !== byId("find")) byId("choose").classList.remove("typing");
  }, 200));
  byId("language").addEventListener("click", () => { lang = lang === "ja" ? "en" : "ja"; showAll(); });
  byId("share").addEventListener("click", share);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (byId("saving").open) {
      byId("saving").open = false;
      byId("saving").querySelector("summary").focus();
    } else if (state.chosen) choose(null);
  });
  window.addEventListener("hashchange", () => {
    if (location.hash === known) return;
    known = location.hash;
    fromHash(known);
    showAll();
  });
  window.addEventListener("pagehide", writeHash);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", readColours);
}

// Narrow windows begin with the drawing; wide ones have room to show filters and legend beside it.
if (matchMedia("(min-width: 1100px)").matches) {
  byId("filters").open = true;
  byId("legend").open = true;
  byId("looks").open = true;
}
fromHash(location.hash);
readColours();
listen();
showAll();
resize();
document.body.classList.add("ready");
