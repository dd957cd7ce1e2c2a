// The legend, whose rows choose communities; and what the reader may change about the drawing.

const LETTERS = [10, 12.5, 15, 20];
const NAMED = [0, 30, 120, 400, Infinity];

const section = (...inside) => inside.filter(Boolean);

// A row is pressed to show its names alone; pointed at, it dims the others.
function groupRow({ key, colour, name }) {
  const point = (group) => () => {
    if (pointedGroup === group) return;
    pointedGroup = group;
    refocus(search(state.find).shown);
  };
  const press = () => {
    if (!state.only.delete(key)) state.only.add(key);
    pointedGroup = null;
    showLegend();
    refresh();
    byId("legend-body").querySelector(`[data-group="${CSS.escape(key)}"]`).focus();
  };
  return make("li", {}, make("button", { type: "button", class: "group", "data-group": key, "aria-pressed": String(state.only.has(key)), click: press, pointerenter: point(key), pointerleave: point(null) },
    glyph("", colour), make("bdi", {}, name)));
}

function colourKey() {
  if (!ATTRIBUTES.get(state.colour).number) {
    const rows = groupsShown();
    return [make("p", { class: "quiet" }, say("onlyThese")), make("ul", { class: "keys groups" }, rows.slice(0, 40).map(groupRow))];
  }
  const steps = Array.from({ length: 12 }, (_, i) => make("rect", { x: i * 10, y: 0, width: 10, height: 10, fill: mix((i + 0.5) / 12) }));
  const year = (value) => (state.colour === "firstYear" ? String(value) : number(value));
  return [make("p", { class: "ramp" }, make("span", {}, year(scale.low)), make("svg", { viewBox: "0 0 120 10", width: 120, height: 10, "aria-hidden": "true" }, steps), make("span", {}, year(scale.high)))];
}

function showLegend() {
  const dash = (dotted) => make("svg", { viewBox: "0 0 28 8", width: 28, height: 8, "aria-hidden": "true" },
    make("line", { x1: 1, x2: 27, y1: 4, y2: 4, stroke: "currentColor", "stroke-width": 2, "stroke-dasharray": dotted ? "2 3" : null }));
  const dotted = !crowded && edges.some((edge) => edge.crosses);
  byId("legend-body").replaceChildren(...section(
    make("p", { class: "quiet" }, state.colour === "community" ? say("colour") : say("colourIs", { attribute: attributeName(state.colour) })),
    ...colourKey(),
    state.size === "same" ? null : make("p", { class: "quiet" }, state.size === "frequency" ? say("sizeIs") : say("sizeOther", { attribute: attributeName(state.size) })),
    make("p", { class: "quiet" }, say("shape")),
    make("ul", { class: "keys kinds" }, kinds.map((kind) => make("li", {}, glyph(kind), kindName(kind)))),
    edges.length && !crowded ? make("ul", { class: "keys" }, make("li", {}, dash(false), say("within")), dotted ? make("li", {}, dash(true), say("between")) : null) : null,
    edges.length ? make("p", { class: "quiet" }, say("thick")) : null));
}

function showLooks() {
  const names = [...ATTRIBUTES.keys()].map((key) => [key, attributeName(key)]);
  const numbers = names.filter(([key]) => ATTRIBUTES.get(key).number);
  const again = (act) => (value) => {
    act(value);
    blocks.clear();
    recolour();
    showLegend();
  };
  const most = (value) => (value === Infinity ? say("namesAll") : value ? String(value) : say("namesNone"));
  byId("looks-body").replaceChildren(
    pick(say("colourBy"), names, state.colour, again((value) => { Object.assign(state, { colour: value, only: new Set() }); })),
    pick(say("sizeBy"), [...numbers, ["same", say("sizeSame")]], state.size, again((value) => { state.size = value; })),
    make("div", { class: "span" },
      pick(say("letters"), LETTERS.map((value) => [String(value), `${value} px`]), state.letters, again((value) => { state.letters = Number(value); })),
      pick(say("named"), NAMED.map((value) => [String(value), most(value)]), state.named, again((value) => { state.named = Number(value); }))),
    make("p", { class: "both" },
      make("button", { type: "button", id: "arrange", click: arrangeAgain }, say("arrange")),
      make("button", { type: "button", id: "back", click: placeAsMade }, say("placeAsMade"))));
}
