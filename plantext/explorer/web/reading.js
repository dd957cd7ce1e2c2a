// The sentences behind a name or an edge.

const AT_ONCE = 40;

function glyph(kind, colour = "none") {
  const points = corners(kind, 8, 8, 5);
  const shape = points.length
    ? make("path", { d: `M${points.map((point) => point.map((value) => value.toFixed(2)).join()).join("L")}Z` })
    : make("circle", { cx: 8, cy: 8, r: 5 });
  shape.setAttribute("fill", colour);
  shape.setAttribute("stroke", "currentColor");
  return make("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", class: "glyph" }, shape);
}

function named(node) {
  return make("bdi", { lang: languageOf(node) }, nameOf(node));
}

function nodeButton(node, ...more) {
  return make("button", { class: "name", type: "button", click: () => choose({ kind: "node", id: node.id }, true) },
    glyph(node.label, node.fill), named(node), ...more);
}

function edgeButton(edge, ...names) {
  const told = make("span", { class: "value" }, number(edge.weight));
  return make("button", { class: "name", type: "button", click: () => choose({ kind: "edge", id: edge.id }, true) }, ...names, told);
}

// A list that grows on demand: thousands of sentences never stand in the document at once.
function growing(items, render, list) {
  let shown = 0;
  const box = make("div", {}, list);
  const button = make("button", { type: "button", class: "more" });
  const grow = (focus) => {
    const next = items.slice(shown, shown + AT_ONCE).map((item, i) => render(item, shown + i));
    list.append(...next);
    shown += next.length;
    button.textContent = say("more", { n: items.length - shown });
    if (shown >= items.length) button.remove();
    if (focus && next.length) {
      next[0].tabIndex = -1;
      next[0].focus();
    }
  };
  button.addEventListener("click", () => grow(true));
  if (items.length > AT_ONCE) box.append(button);
  grow(false);
  return box;
}

// The sentence cut at its marks; where marks overlap the first, longest one stands.
function marked(sentence, wanted) {
  const { text } = sentence;
  const parts = [];
  let at = 0;
  for (const { node, start, end } of mentionsIn(sentence, wanted).sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at || end <= start) continue;
    parts.push(text.slice(at, start), make("mark", { class: node === wanted[0] ? "first" : "second" }, text.slice(start, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return make("p", { class: "sentence", lang: "ja", dir: "auto" }, parts);
}

function forms(sentence, wanted) {
  const found = mentionsIn(sentence, wanted).map(({ node, form }) => make("mark", { class: node === wanted[0] ? "first" : "second", lang: "ja" }, form));
  return make("p", { class: "forms" }, found.flatMap((mark, i) => (i ? [" · ", mark] : [mark])));
}

function placeOf({ document: d, page, section: part, measure, speaker }) {
  const where = [say("page", { n: page }), part || say("noSection")];
  if (measure) where.push(say("measureNo", { n: measure }));
  const title = DATA.documents.length > 1 ? make("bdi", { class: "title", lang: "ja" }, DATA.documents[d].title) : null;
  return make("p", { class: "place" }, title, make("bdi", {}, where.join(" · ")),
    speaker ? make("span", { class: "speaker" }, say("speaker"), ": ", make("bdi", { lang: "ja" }, speaker)) : null);
}

function sentenceItem(sentence, wanted, before) {
  // Sentences of one unit stand together, as they do in the document.
  const same = before !== undefined && sentence.first >= 0 && sentence.first === before.first;
  const place = placeOf(sentence);
  const told = same && placeOf(before).textContent === place.textContent ? null : place;
  const rules = [...new Set(mentionsIn(sentence, wanted).map(({ rule }) => rule))];
  return make("li", { class: same ? "same" : null }, told, DATA.text ? marked(sentence, wanted) : forms(sentence, wanted),
    statementList(sentence), make("p", { class: "rule" }, `${say("rule")}: `, make("bdi", {}, rules.join(" · "))));
}

// What the sentence states: who, what, to do what; and whether it is denied, wanted, only considered.
function statementList({ stated }) {
  if (!stated.length) return null;
  const told = (code) => (`said_${code}` in WORDS[lang] ? say(`said_${code}`) : code);
  return make("ul", { class: "stated" }, stated.map(({ actor, object, predicate, negated, modality, stance, deadline }) => {
    const notes = [negated === "1" ? "negated" : "", modality, stance].filter((code) => code && code !== "act" && code !== "none").map(told);
    if (deadline) notes.push(say("deadline", { when: deadline }));
    return make("li", {}, make("bdi", { lang: "ja" }, actor ? make("b", {}, actor) : null, actor ? " → " : null, object ? `${object} · ` : null, predicate),
      notes.length ? make("span", { class: "quiet" }, ` (${notes.join(", ")})`) : null);
  }));
}

function sentenceList(found, wanted) {
  const list = make("ol", { class: "sentences" });
  const hidden = found.hidden ? make("p", { class: "quiet" }, say("hiddenBy", { n: found.hidden })) : null;
  return [hidden, growing(found.kept, (s, i) => sentenceItem(s, wanted, found.kept[i - 1]), list)];
}

function noTextNotice() {
  if (DATA.text) return null;
  return make("div", { class: "notice" }, make("p", {}, say("noText")),
    make("ul", {}, DATA.documents.map((entry) => make("li", {}, make("bdi", { lang: "ja" }, entry.title), " ", linkOrText(entry.source)))));
}

function facts(pairs) {
  return make("dl", {}, pairs.filter(([, value]) => value !== "" && value !== null).flatMap(([term, value]) =>
    [make("dt", {}, term), make("dd", {}, value instanceof Node ? value : make("bdi", {}, String(value)))]));
}

function heading(...inside) {
  const close = make("button", { type: "button", class: "close", "aria-label": say("close"), title: say("close"), click: () => choose(null, true) }, "×");
  return make("div", { class: "head" }, make("h2", { tabindex: "-1" }, inside), close);
}

function nodeView(node) {
  const other = otherName(node);
  const near = node.edges.filter((edge) => edge.shown);
  const found = sentencesOf(node);
  return [
    heading(glyph(node.label, node.fill), named(node)),
    make("p", { class: "quiet" }, kindName(node.label), other ? " · " : null, other ? make("bdi", { lang: other === node.en ? "en" : "ja" }, other) : null),
    noTextNotice(),
    facts([[say("frequency"), number(node.frequency)], [say("mentions"), number(node.mentioned)], [say("aliases"), node.aliases]]),
    near.length ? make("h3", {}, say("neighbours", { n: near.length })) : null,
    growing(near, (edge) => make("li", {}, edgeButton(edge, glyph((edge.from === node ? edge.to : edge.from).label, (edge.from === node ? edge.to : edge.from).fill), named(edge.from === node ? edge.to : edge.from))), make("ul", { class: "names" })),
    make("h3", {}, say("mentionsOf", { n: number(node.mentioned) })),
    moreEvidence([node]),
    sentenceList(found, [node.id]),
  ];
}

function edgeView(edge) {
  const found = sentencesBetween(edge);
  const values = measures.map(([key, its]) => [key.replaceAll("_", " "), number(its[edge.id])]);
  const whole = isWhole(edge.from) && isWhole(edge.to);
  return [
    heading(named(edge.from), make("span", { class: "and" }, " × "), named(edge.to)),
    make("p", { class: "ends" }, nodeButton(edge.from), nodeButton(edge.to)),
    noTextNotice(),
    facts([[measureName, number(edge.weight)], [say("together"), number(edge.together)]]),
    values.length ? make("details", {}, make("summary", {}, say("measures")), facts(values)) : null,
    make("h3", {}, say("sentencesOf", { n: found.kept.length, units: number(whole ? found.units : edge.together) })),
    moreEvidence([edge.from, edge.to]),
    sentenceList(found, [edge.a, edge.b]),
  ];
}

// A name of the run that is no node: why not, and where it first stands.
function belowView(each) {
  const entry = DATA.documents[each.document];
  const other = otherName(each);
  const least = DATA.about.network.min_frequency;
  return [
    heading(glyph(each.label), named(each)),
    make("p", { class: "quiet" }, kindName(each.label), other ? " · " : null, other ? make("bdi", { lang: lang === "en" ? "ja" : "en" }, other) : null),
    make("p", { class: "notice" }, say(`below_${each.why}`, { n: number(each.frequency), least: number(least ?? null), edges: number(edges.length) })),
    facts([[say("frequency"), number(each.frequency)],
      entry ? [say("firstPlace"), `${entry.title}, ${say("page", { n: each.page })}`] : [say("firstPlace"), ""]]),
    make("p", { class: "quiet" }, say("belowHow")),
  ];
}

function welcomeView() {
  const best = edges.filter((edge) => edge.shown).sort((a, b) => b.weight - a.weight || a.id - b.id).slice(0, 12);
  return [
    make("h2", { tabindex: "-1" }, say("reading")),
    make("p", {}, say("welcome")),
    make("p", { class: "quiet" }, say("welcomeKeys")),
    noTextNotice(),
    best.length ? make("h3", {}, say("strongest")) : null,
    make("ul", { class: "names" }, best.map((edge) => make("li", {}, edgeButton(edge, make("span", {}, named(edge.from), make("span", { class: "and" }, " × "), named(edge.to)))))),
  ];
}

function showReading(focus) {
  const panel = byId("reading");
  const { chosen } = state;
  const views = { node: (id) => nodeView(nodes[id]), edge: (id) => edgeView(edges[id]), below: (id) => belowView(below[id]) };
  const inside = chosen ? views[chosen.kind](chosen.id) : welcomeView();
  panel.replaceChildren(...inside.flat().filter(Boolean));
  panel.scrollTop = 0;
  document.body.classList.toggle("chosen", chosen !== null);
  if (focus) panel.querySelector("h2").focus({ preventScroll: true });
  fetchFor([...chosenNodes()].map((id) => nodes[id]));
}
