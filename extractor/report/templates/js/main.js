// The explorer of statements, the first view, and the start.
const form = byId("filters");
const fields = form.elements;

const SHOWS = {
  list: (box, ids, values) => {
    if (!ids.length) return make("p", "empty", "No statement fits these filters. Take one away, or ", button("clear them all", () => go("statements")), ".");
    return statementList(ordered(ids, values.get("order")), { bySpeaker: !values.get("order") });
  },
  time: (box, ids, values) => {
    const by = BY[values.get("by")] ? values.get("by") : "speaker";
    const pick = ({ from, to, name }) => {
      const filter = name && !["others", "outlet unknown", NO_NAME].includes(name) ? { [by]: name } : {};
      go("statements", { ...current(values), ...(from ? { from, to } : {}), ...filter, ...(name ? {} : { show: "time", by }) });
    };
    const showWhole = () => go("statements", { ...current(values), show: "time", by, axis: "all" });
    return [choice("Stacked by", "by", { speaker: "speaker", outlet: "outlet", act: "act", source: "kind of source", type: "type" }, by, values), timeChart(box, ids, { title: "Statements over time", series: BY[by], pick, whole: values.get("axis") === "all", showWhole })];
  },
  shares: (box, ids, values) => {
    const of = OF[values.get("of")] && canShare(values.get("of")) ? values.get("of") : "source";
    const options = Object.fromEntries(Object.entries(OF).filter(([name]) => canShare(name)).map(([name, { title }]) => [name, title]));
    return [choice("Share by", "of", options, of, values), sharesChart(box, ids, of, { first: values.get("first"), order: (name) => {
      change(values, "first", name);
      byId("shown").querySelector(".legend button").focus();
    }, pick: (more) => go("statements", { ...current(values), ...more }) })];
  },
  pairs: (box, ids, values) => {
    const draw = values.get("draw") === "network" ? "network" : "matrix";
    const pick = (more) => go("statements", { ...current(values), ...more });
    return [choice("Drawn as", "draw", { matrix: "matrix", network: "network" }, draw, values), (draw === "network" ? networkChart : matrixChart)(box, ids, pick)];
  },
  map: (box, ids, values) => mapChart(box, ids, (more) => go("statements", { ...current(values), ...more })),
};
// The filters of an address without how they are shown.
const current = (values) => Object.fromEntries([...values].filter(([name]) => !SHOWN.includes(name)));
// Shows the same statements in another way, in the same place.
const change = (values, name, value) => {
  const more = new URLSearchParams(values);
  more.set(name, value);
  note("statements", more);
  views.statements(more);
};
const choice = (words, name, options, chosen, values) => {
  const box = make("select", "", ...Object.entries(options).map(([value, text]) => new Option(text, value, false, value === chosen)));
  box.addEventListener("change", () => {
    change(values, name, box.value);
    byId("shown").querySelector("select").focus();
  });
  return make("label", "choose", `${words} `, box);
};

const chip = (name, value, values) => {
  const rest = new URLSearchParams(values);
  rest.delete(name);
  const words = ["claim", "check", "id"].includes(name) ? HIDDEN[name].title : `${HIDDEN[name].title} ${value}`;
  const item = button(make("span", "", isolated(words), " ×"), () => go("statements", rest), "chip");
  item.setAttribute("aria-label", `Take away the filter: ${words}`);
  return item;
};
const showLeast = () => {
  const least = Number(fields.least.value);
  const means = expectedFrom(least / 100);
  byId("least-text").textContent = least ? `at least ${least}%` : "all";
  byId("least-means").textContent = means ? `On annotated articles ${percent(means.precision)} of these are right, and ${percent(means.recall)} of all right ones are left.` : "";
};

views.statements = (values) => {
  for (const name of FIELDS) {
    const value = values.get(name) || (name === "least" ? "0" : "");
    if (document.activeElement !== fields[name] && fields[name].value !== value) fields[name].value = value;
  }
  showLeast();
  const ids = select(values);
  showCounts(ids, values);
  const show = SHOWS[values.get("show")] ? values.get("show") : "list";
  for (const anchor of document.querySelectorAll("#shows a")) {
    anchor.href = address("statements", { ...current(values), show: anchor.dataset.show === "list" ? "" : anchor.dataset.show });
    if (anchor.dataset.show === show) anchor.setAttribute("aria-current", "true");
    else anchor.removeAttribute("aria-current");
  }
  const heard = new Set(Array.from(ids, (i) => said.speaker[i])).size;
  byId("count").textContent = ids.length ? `${plural(ids.length, "statement")} by ${plural(heard, "speaker")}` : "No statement fits these filters.";
  byId("expected").textContent = ids.length ? `${percent(expected(ids))} of them are expected to be right.` : "";
  byId("chips").replaceChildren(...Object.keys(HIDDEN).filter((name) => values.get(name)).map((name) => chip(name, values.get(name), values)));
  for (const type of ["csv", "json"]) {
    byId(`save-${type}`).disabled = !ids.length;
    byId(`save-${type}`).onclick = () => saveStatements(ordered(ids, values.get("order")), type);
  }
  const box = byId("shown");
  box.replaceChildren(...[SHOWS[show](box, ids, values)].flat());
};
const readForm = () => {
  const values = new URLSearchParams();
  for (const name of FIELDS) if (fields[name].value.trim() && !(name === "least" && fields[name].value === "0")) values.set(name, fields[name].value.trim());
  const { values: old } = shownAt();
  for (const name of [...Object.keys(HIDDEN), ...SHOWN]) if (old.get(name)) values.set(name, old.get(name));
  return values;
};
const update = () => {
  note("statements", readForm());
  views.statements(readForm());
};
form.addEventListener("input", soon(update, 60));
fields.least.addEventListener("input", showLeast);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => {
  event.preventDefault();
  document.activeElement.blur();
  note("statements", {});
  views.statements(new URLSearchParams());
});

const fill = (box, values) => {
  for (const [value] of top(tally(values))) if (value) box.append(new Option(value, value));
  box.disabled = box.options.length < 2;
};
// What the choices of a field are counted by.
const COUNTED = {
  outlet: (i) => [outletOf(i)], act: (i) => [coded("act", i)], type: (i) => [coded("type", i)], review: (i) => [coded("review", i)],
  source: (i) => [...new Set([statusOf(i), sourceKind(i)])],
};
// How many statements each choice would leave under all the other filters.
const showCounts = soon((ids, values) => {
  for (const [name, of] of Object.entries(COUNTED)) {
    const others = new URLSearchParams(values);
    others.delete(name);
    const counts = new Map();
    for (const i of values.get(name) ? select(others) : ids) for (const value of of(i)) counts.set(value, (counts.get(value) || 0) + 1);
    for (const option of fields[name].options) if (option.value) option.text = `${option.value} (${number(counts.get(option.value) || 0)})`;
  }
}, 30);
const suggest = (id, values) => byId(id).append(...values.map((value) => new Option("", value)));

// The first view: over time, who about whom, what was answered.
views.overview = () => {
  const fresh = (id, element) => byId(id).replaceChildren(element);
  const pick = ({ from, to, name }) => go("statements", { ...(from ? { from, to } : {}), ...(name ? { source: name } : {}) });
  if (dayIsKnown.includes(true)) fresh("overview-time", timeChart(byId("overview-time"), ALL, { title: "Statements over time", series: BY.source, pick, showWhole: () => go("statements", { show: "time", axis: "all" }) }));
  fresh("overview-pairs", matrixChart(byId("overview-pairs"), ALL, (more) => go("statements", more)));
  const newest = accusations.slice(0, 4);
  const sentence = (i) => wordsOf(i).filter((_, k) => k % 2).join("");
  const words = (i) => isolated(partOf(i, "c").length > 24 ? partOf(i, "c").replace(/^[\s,;:.…]+/, "") : sentence(i));
  const brief = (i) => make("li", "", whoAccuses(i), make("p", "what", words(i)), ...(answersTo.get(i) || []).slice(0, 1).map(([answer, relation]) => make("p", "what aside", speakerLink(answer), ` ${DOES[relation] || relation}: `, words(answer))));
  fresh("overview-accusations", newest.length ? make("ul", "brief", ...newest.map(brief)) : make("p", "empty", "None was found."));
};

// Start

for (const [name, of] of Object.entries(COUNTED)) fill(fields[name], Array.from(ALL).flatMap(of));
showCounts(ALL, new URLSearchParams());
for (const flag of FLAGS.slice(0, -1)) fields.flag.append(new Option(flag, flag));
for (const flag of ["negated", "hedged"]) fields.flag.append(new Option(`not ${flag}`, `not ${flag}`));
suggest("speaker-names", speakers.filter((speaker) => speaker[1] !== "open").slice(0, 300).map((speaker) => speaker[0]));
suggest("subject-names", entities.slice(0, 500).map((entity) => entity.name));
byId("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = byId("find").elements.words.value.trim();
  const k = entities.findIndex((entity) => folded(entity.name) === folded(words));
  if (words) go(...(k >= 0 ? ["name", { id: entities[k].id }] : ["statements", { text: words }]));
});
byId("filter-box").open = matchMedia("(min-width: 60rem)").matches;
document.documentElement.classList.add("alive");
let wide = innerWidth;
addEventListener("resize", soon(() => {
  if (innerWidth !== wide) views[shownAt().view]?.(shownAt().values);
  wide = innerWidth;
}, 250));
route(true);
setTimeout(warm, 50);
