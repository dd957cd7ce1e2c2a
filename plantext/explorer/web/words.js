// What the page says, and the only way in which it writes: text nodes and attributes, never markup.

const DATA = JSON.parse(document.getElementById("data").textContent);
const WORDS = JSON.parse(document.getElementById("words").textContent);
const byId = (id) => document.getElementById(id);
let lang = document.documentElement.lang;

function unitWord() {
  const size = DATA.unit.size;
  return DATA.unit[lang] + (size ? (lang === "ja" ? `（${size}文）` : ` of ${size} sentences`) : "");
}

function say(key, values = {}) {
  const all = { unit: unitWord(), ...values };
  return fill(WORDS[lang][key], all);
}

function fill(template, values) {
  // A function as replacement: a name that holds "$&" must stay what it is.
  return template.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

const SVG = "http://www.w3.org/2000/svg";

function make(tag, attributes = {}, ...children) {
  const svg = ["svg", "path", "line", "circle", "rect"].includes(tag);
  const element = svg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function translate() {
  document.documentElement.lang = lang;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
    if (element.tagName === "BUTTON") element.title = say(element.dataset.label);
  }
  for (const element of document.querySelectorAll("[data-title]")) element.title = say(element.dataset.title);
  const other = byId("language");
  other.textContent = say("other");
  other.lang = lang === "ja" ? "en" : "ja";
  other.setAttribute("aria-label", say("otherLabel"));
}

// A link only where it leads to the web: a source may be any string.
function linkOrText(source) {
  if (!/^https?:\/\//i.test(source)) return make("bdi", {}, source || say("noSource"));
  return make("a", { href: source, target: "_blank", rel: "noopener noreferrer" }, source);
}

function announce(text) {
  byId("status").textContent = text;
}

function number(value) {
  if (value === null || value === undefined) return "–";
  if (typeof value !== "number") return String(value);
  if (Number.isInteger(value)) return value.toLocaleString("en");
  return Math.abs(value) < 0.001 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}
