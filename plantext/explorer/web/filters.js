// What is shown: kinds, documents, years, weight, q, groups of the legend.

const Q_STEPS = [0.1, 0.05, 0.01, 0.001];

function check(text, on, change, ...before) {
  const box = make("input", { type: "checkbox" });
  box.checked = on;
  box.addEventListener("change", () => { change(box.checked); refresh(); });
  return make("label", { class: "check" }, box, before, make("bdi", {}, text));
}

function pick(label, options, value, change, unseen = false) {
  const select = make("select", { "aria-label": unseen ? label : null }, options.map(([key, text]) => make("option", { value: key }, text)));
  select.value = String(value);
  select.addEventListener("change", () => { change(select.value); refresh(); });
  return unseen ? make("div", { class: "pick" }, select) : make("label", { class: "pick" }, make("span", {}, label), select);
}

const flip = (set, key) => (on) => { if (on) set.delete(key); else set.add(key); };

function kindFilter() {
  if (kinds.length < 2) return null;
  return make("fieldset", {}, make("legend", {}, say("label")), make("div", { class: "checks" },
    kinds.map((kind) => check(kindName(kind), !state.off.has(kind), flip(state.off, kind), glyph(kind)))));
}

function documentFilter() {
  if (DATA.documents.length < 2 || !documentsTold) return null;
  const all = (on) => () => {
    state.without = new Set(on ? [] : DATA.documents.map((entry) => entry.id));
    showFilters();
    refresh();
  };
  return make("fieldset", {}, make("legend", {}, say("documents")),
    make("p", { class: "both" }, make("button", { type: "button", click: all(true) }, say("allDocuments")), make("button", { type: "button", click: all(false) }, say("noDocuments"))),
    make("div", { class: "checks long" }, DATA.documents.map((entry) => check(entry.title + (entry.date ? ` (${entry.date.slice(0, 4)})` : ""), !state.without.has(entry.id), flip(state.without, entry.id)))));
}

function yearFilter() {
  const ofDocuments = [...new Set(documentYears.filter(Boolean))].sort((a, b) => a - b);
  const bases = [textYears.length ? "text" : null, ofDocuments.length ? "document" : null].filter(Boolean);
  if (!bases.length) return null;
  const known = state.basis === "document" ? ofDocuments : textYears;
  const years = [...new Set([...known, state.from, state.to].filter((year) => year !== null))].sort((a, b) => a - b);
  const options = [["", say("anyYear")], ...years.map((year) => [String(year), String(year)])];
  const set = (key) => (value) => {
    state[key] = value === "" ? null : Number(value);
    quitPlaying();
    showFilters();
  };
  const basis = (value) => {
    quitPlaying();
    Object.assign(state, { basis: value, from: null, to: null });
    showFilters();
  };
  const names = { text: say("yearsText"), document: say("yearsDocument") };
  return make("fieldset", {}, make("legend", {}, say("years")),
    bases.length > 1 ? pick(say("years"), bases.map((key) => [key, names[key]]), state.basis, basis, true) : make("p", { class: "quiet" }, names[bases[0]]),
    make("div", { class: "span" }, pick(say("from"), options, state.from ?? "", set("from")), pick(say("to"), options, state.to ?? "", set("to"))),
    known.length > 1 ? playControls(known) : null,
    state.basis === "text" ? make("p", { class: "quiet" }, say("yearsNote")) : null);
}

// Each step of the slider is one weight that occurs: no step without effect, whatever the measure.
function weightFilter() {
  if (weights.length < 2) return null;
  const at = Math.max(0, weights.findIndex((weight) => weight >= state.least));
  const range = make("input", { type: "range", min: 0, max: weights.length - 1, step: 1, id: "least" });
  range.value = String(at);
  const output = make("output", { for: "least", id: "least-value" });
  const tell = () => {
    const value = weights[Number(range.value)];
    output.textContent = say("weightValue", { value: number(value), n: edges.filter((edge) => edge.weight >= value).length });
    range.setAttribute("aria-valuetext", output.textContent);
  };
  range.addEventListener("input", () => {
    state.least = Number(range.value) ? weights[Number(range.value)] : -Infinity;
    tell();
    refresh();
  });
  tell();
  return make("div", { class: "pick" }, make("label", { for: "least" }, say("weight", { measure: measureName })), range, output);
}

function qFilter() {
  if (!hasTest) return null;
  const steps = [...new Set([...Q_STEPS, ...(state.q === null ? [] : [state.q])])].sort((a, b) => b - a);
  const options = [["", say("anyQ")], ...steps.map((value) => [String(value), say("upTo", { value })])];
  return pick(say("q", { test: say(testName) }), options, state.q ?? "", (value) => { state.q = value === "" ? null : Number(value); });
}

function activeFilters() {
  return [state.off.size, state.only.size, state.without.size, state.from !== null || state.to !== null, state.least > -Infinity, state.q !== null].filter(Boolean).length;
}

function showFilters() {
  const reset = () => {
    quitPlaying();
    const { off, only, without, basis, from, to, least, q } = fresh();
    Object.assign(state, { off, only, without, basis, from, to, least, q });
    showFilters();
    showLegend();
    refresh();
  };
  byId("filter-body").replaceChildren(...[
    kindFilter(), weightFilter(), qFilter(), yearFilter(), documentFilter(),
    make("p", { class: "quiet" }, say("filterNote")),
    make("button", { type: "button", id: "reset", click: reset }, say("reset")),
  ].filter(Boolean));
}
