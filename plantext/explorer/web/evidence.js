// The sentences: those that the page holds and, of a page with a folder beside it, those read from there.

const sentences = [];
const sentenceOfRow = new Map();
const facetOfUnit = new Map();
let folder = null;
const taken = new Set();

// Tables by column, whose rows refer to each other by position, become sentences that know their mentions.
function take(tables) {
  tables.units.id.forEach((unit, i) => facetOfUnit.set(unit, tables.units.facet[i]));
  const columns = tables.sentences;
  const fresh = columns.row.map((row, i) => {
    if (sentenceOfRow.has(row)) return null;
    const sentence = {
      row, document: columns.document[i], page: columns.page[i], section: tables.sections[columns.section[i]], measure: columns.measure[i],
      speaker: tables.speakers[columns.speaker[i]], first: columns.first[i], last: columns.last[i], text: columns.text[i] ?? "", mentions: [], stated: [],
    };
    sentenceOfRow.set(row, sentence);
    sentences.push(sentence);
    return sentence;
  });
  const marks = tables.mentions;
  const grown = new Set();
  for (let m = 0; m < marks.node.length; m += 1) {
    const sentence = fresh[marks.sentence[m]];
    if (!sentence) continue;
    const node = marks.node[m];
    if (!sentence.mentions.some((mention) => mention.node === node)) {
      nodes[node].sentences.push(sentence);
      grown.add(nodes[node]);
    }
    sentence.mentions.push({ node, start: marks.start[m], end: marks.end[m], form: marks.form[m], rule: tables.rules[marks.rule[m]] });
  }
  for (const { sentence, ...stated } of tables.statements) if (fresh[sentence]) fresh[sentence].stated.push(stated);
  for (const node of grown) node.sentences.sort((a, b) => a.row - b.row);
}

take(DATA);

function unitsOf(sentence) {
  const { first, last } = sentence;
  return first < 0 ? [] : Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

const isKept = (unit) => facets[facetOfUnit.get(unit)].kept;

function isShown(sentence) {
  const byText = state.basis === "text" && (state.from !== null || state.to !== null);
  return documentKept[sentence.document] && (!byText || unitsOf(sentence).some(isKept));
}

const mentionsIn = (sentence, wanted) => sentence.mentions.filter((mention) => wanted.includes(mention.node));

// The sentences at hand that hold a name; and how many of them the filters hide.
function sentencesOf(node) {
  const kept = node.sentences.filter(isShown);
  return { kept, hidden: node.sentences.length - kept.length };
}

// The sentences at hand that hold one of two names in a unit that holds both, in reading order.
function sentencesBetween(edge) {
  const ones = new Set(edge.from.sentences.flatMap(unitsOf));
  const both = new Set(edge.to.sentences.flatMap(unitsOf).filter((unit) => ones.has(unit)));
  const all = [...new Set([...edge.from.sentences, ...edge.to.sentences])].sort((a, b) => a.row - b.row);
  const every = all.filter((sentence) => unitsOf(sentence).some((unit) => both.has(unit)));
  const kept = every.filter((sentence) => unitsOf(sentence).some((unit) => both.has(unit) && isKept(unit)));
  return { kept, hidden: every.length - kept.length, units: [...both].filter(isKept).length };
}

const isWhole = (node) => node.sentences.length >= node.n_sentences;

// A part may come from anywhere: it is used if it is of this page and all that it refers to exists.
function isSound(tables) {
  const whole = (values, most) => Array.isArray(values) && values.every((value) => Number.isInteger(value) && value >= -1 && value < most);
  const texts = (values) => Array.isArray(values) && values.every((value) => typeof value === "string");
  const { sentences: told, mentions: marks, units } = tables;
  const n = told.row.length;
  return tables.key === DATA.aside.key &&
    [told.row, told.page, told.first, told.last].every((values) => whole(values, 2 ** 40) && values.length === n) &&
    [[told.document, DATA.documents], [told.section, tables.sections], [told.speaker, tables.speakers]].every(([values, known]) => whole(values, known.length) && values.length === n) &&
    [tables.sections, tables.speakers, tables.rules, told.text, told.measure, marks.form].every(texts) &&
    [[marks.sentence, told.row], [marks.node, nodes], [marks.rule, tables.rules]].every(([values, known]) => whole(values, known.length) && values.length === marks.node.length) &&
    [marks.start, marks.end].every((values) => whole(values, 2 ** 40) && values.length === marks.node.length) &&
    whole(units.id, 2 ** 40) && whole(units.facet, facets.length) && units.id.length === units.facet.length &&
    Array.isArray(tables.statements);
}

// Read what the folder holds of some names; the reader may choose something else meanwhile.
async function fetchFor(wanted) {
  if (!folder) return;
  const numbers = new Set(wanted.flatMap((node) => DATA.aside.parts[node.id]).filter((number) => !taken.has(number)));
  if (!numbers.size) return;
  for (const number of numbers) {
    taken.add(number);
    const file = folder.get(`part-${String(number).padStart(5, "0")}.json`);
    try {
      const tables = JSON.parse(await file.text());
      if (!isSound(tables)) throw new Error("unsound");
      take(tables);
    } catch {
      folder = null;
      taken.delete(number);
      announce(say("wrongFolder", { folder: DATA.aside.folder }));
      hint(say("wrongFolder", { folder: DATA.aside.folder }));
      return;
    }
  }
  showReading(false);
}

function openFolder(files) {
  folder = new Map([...files].map((file) => [file.name, file]));
  showReading(false);
}

// How much of the evidence is at hand, and the way to the rest.
function moreEvidence(wanted) {
  if (wanted.every(isWhole)) return null;
  const [held, all] = [(node) => node.sentences.length, (node) => node.n_sentences].map((count) => number(wanted.reduce((sum, node) => sum + count(node), 0)));
  if (!DATA.aside) return make("p", { class: "notice" }, say("someHeld", { held, all }), " ", say("restElsewhere"));
  const input = make("input", { type: "file", webkitdirectory: true, multiple: true, id: "folder", class: "unseen", tabindex: "-1", "aria-label": DATA.aside.folder, change: (event) => openFolder(event.target.files) });
  return make("div", { class: "notice" }, make("p", {}, say("someHeld", { held, all })), input,
    make("button", { type: "button", id: "open-folder", click: () => input.click() }, say("openFolder", { folder: DATA.aside.folder })));
}
