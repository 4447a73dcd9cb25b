// What the page carries, and small helpers. All text of inputs reaches the page as text nodes: nothing makes markup of a string.
const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);
const data = read("data");
const { speakers, documents, entities, lists, statements: said } = data;
const total = (said.id || []).length;
const ALL = Uint32Array.from({ length: total }, (_, i) => i);

const number = (value) => value.toLocaleString("en");
const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
const percent = (share) => `${Math.round(100 * share)}%`;
// Small letters without accents, as names and words are compared.
const folded = (text) => (/[^\u0000-\u00bf\u2000-\u206f]/.test(text) ? text.normalize("NFKD").replace(/\p{M}/gu, "") : text).toLowerCase();
const top = (counts) => [...counts].sort((a, b) => b[1] - a[1] || (String(a[0]) < String(b[0]) ? -1 : 1));
const tally = (values) => {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return counts;
};
const sum = (values) => values.reduce((all, value) => all + value, 0);

const make = (tag, name, ...children) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
};
const isolated = (text) => make("bdi", "", text);
const button = (text, run, name = "plain") => {
  const element = make("button", name, text instanceof Node ? text : isolated(text));
  element.type = "button";
  element.addEventListener("click", run);
  return element;
};
const link = (text, href, name = "") => {
  const element = make("a", name, text instanceof Node ? text : isolated(text));
  element.href = href;
  return element;
};
// Shows the first of many, and with each press of the button more of them: `add` is given the place of each in turn.
const showInPortions = (more, total, portion, add) => {
  let shown = 0;
  const show = () => {
    for (const end = Math.min(shown + portion, total); shown < end; shown += 1) add(shown);
    const left = total - shown;
    more.hidden = left === 0;
    more.textContent = `Show ${number(Math.min(portion, left))} more of ${number(left)}`;
  };
  more.onclick = show;
  show();
};
const soon = (run, wait = 120) => {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(run, wait, ...values);
  };
};

// Columns of the statements

const coded = (name, i) => lists[name][said[name][i]];
const FLAGS = ["negated", "hedged", "conditional", "headline", "inside another statement", "resolved"];
const hasFlag = (i, name) => Boolean(said.flags[i] & (1 << FLAGS.indexOf(name)));
const entityOf = (i) => speakers[said.speaker[i]][4];
const outletOf = (i) => documents[said.document[i]][1];
const dayOf = (i) => documents[said.document[i]][2];
const targetOf = (i) => said.links[i][2];
const expected = (ids) => (ids.length ? sum(Array.from(ids, (i) => said.likely[i])) / ids.length / 100 : 0);
// What the annotated articles say of a least confidence, between the points that were measured; nothing without them.
const expectedFrom = (least) => {
  const { dial } = data;
  const after = dial.findIndex(([confidence]) => confidence >= least);
  const [low, high] = after > 0 ? [dial[after - 1], dial[after]] : [dial.at(after), dial.at(after)];
  if (!low) return null;
  const part = high[0] > low[0] ? (least - low[0]) / (high[0] - low[0]) : 0;
  const [precision, recall] = [1, 2].map((k) => low[k] + part * (high[k] - low[k]));
  return { precision, recall };
};
const KINDS = { person: "person", organization: "organization", place: "place", group: "group", anonymous: "no name", unknown: "no name", open: "open" };
// What kind of source speaks: as the tables say, or else told by the speaker.
const sourceKind = (i) => {
  const kind = coded("source_kind", i);
  return KINDS[kind && kind !== "unknown" ? kind : speakers[said.speaker[i]][1]] || kind;
};
const statusOf = (i) => (entityOf(i) >= 0 ? "named" : speakers[said.speaker[i]][1] === "open" ? "open" : "no name");
// What words that name nobody say of who speaks: official, resident ...; else why it has no class.
const classOf = (i) => (statusOf(i) === "no name" ? speakers[said.speaker[i]][5] || "other" : statusOf(i));
// What a statement does by its cue, or by its words themselves.
const does = (i, act) => coded("act", i) === act || coded("content_act", i) === act;
// What fact-checkers found about what a statement repeats.
const checksOf = new Map();
for (const check of data.checks) for (const id of check.statements) checksOf.set(id, [...(checksOf.get(id) || []), check]);
const placeOf = new Map((said.id || []).map((id, i) => [id, i]));
const entityById = new Map(entities.map((entity, k) => [entity.id, k]));

// Texts lie in chunks that are read when they are needed, and all of them while nobody asks for anything.

const CHUNK = data.chunk;
const chunks = [];
const haystacks = [];
const piecesOf = (i) => {
  const k = Math.floor(i / CHUNK);
  chunks[k] ??= read(`texts-${k}`);
  return chunks[k][i % CHUNK];
};
// The sentence alone; after it may stand the content with names for its pronouns, under the letter r.
const wordsOf = (i) => (piecesOf(i).at(-2) === "r" ? piecesOf(i).slice(0, -2) : piecesOf(i));
const partOf = (i, letter) => {
  const pieces = piecesOf(i);
  const isPart = (each) => each === letter || (each === "u" && "ct".includes(letter));
  let words = "";
  for (let k = 0; k < pieces.length; k += 2) if (isPart(pieces[k])) words += (words && !isPart(pieces[k - 2]) ? " … " : "") + pieces[k + 1];
  return words;
};
const haystack = (i) => {
  if (haystacks[i] === undefined) {
    const words = wordsOf(i).filter((_, k) => k % 2).join("");
    haystacks[i] = folded(`${words}\n${speakers[said.speaker[i]][0]}\n${documents[said.document[i]][0]}`);
  }
  return haystacks[i];
};
const warm = (from = 0) => {
  const end = Math.min(from + CHUNK, total);
  for (let i = from; i < end; i += 1) haystack(i);
  if (end < total) setTimeout(warm, 4, end);
  else document.documentElement.dataset.ready = "yes";
};

// Files to keep

const save = (name, type, content) => {
  const anchor = make("a");
  anchor.download = name;
  anchor.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
};
// An apostrophe before what a spreadsheet would take for a formula.
const cell = (value) => {
  const text = String(value ?? "");
  const safe = typeof value === "string" && /^[\s"']*[=+\-@]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};
const csv = (rows) => rows.map((row) => row.map(cell).join(",")).join("\r\n").concat("\r\n");
