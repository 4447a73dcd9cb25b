// The list of names, and a page for each: what they said, what was said about them, who speaks about them, their roles.
const NAMES = 25;
const KIND_OF = { people: "person", organizations: "organization", places: "place" };
const nameForm = byId("name-filters");

views.names = (values) => {
  const fields = nameForm.elements;
  const kind = KIND_OF[values.get("kind")] ? values.get("kind") : "people";
  fields.kind.value = kind;
  if (fields.text.value.trim() !== (values.get("text") || "")) fields.text.value = values.get("text") || "";
  const wanted = folded(values.get("text") || "");
  const found = entities.map((_, k) => k).filter((k) => entities[k].kind === KIND_OF[kind] && folded([entities[k].name, entities[k].detail || "", ...(entities[k].aliases || [])].join("\n")).includes(wanted));
  const body = byId("name-table").tBodies[0];
  body.replaceChildren();
  showInPortions(byId("more-names"), found.length, NAMES, (place) => {
    const entity = entities[found[place]];
    const name = make("th", "", nameLink(found[place]));
    name.scope = "row";
    const texts = [entity.detail, (entity.aliases || []).slice(0, 5).join(", "), entity.country].map((text) => make("td", "", isolated(text || "")));
    body.append(make("tr", "", name, ...texts, ...[entity.statements, entity.mentions, entity.documents].map((count) => make("td", "number", number(count)))));
  });
  byId("name-count").textContent = found.length ? (wanted ? `${number(found.length)} found` : "") : "No name fits. Fewer letters find more.";
};
nameForm.addEventListener("input", soon(() => {
  const values = { kind: nameForm.elements.kind.value, text: nameForm.elements.text.value.trim() };
  note("names", values);
  views.names(new URLSearchParams(values));
}));
nameForm.addEventListener("submit", (event) => event.preventDefault());

// The page of one name

const ranking = (title, rows, empty) => {
  const most = rows.length ? rows[0][1] : 1;
  const list = make("ol", "ranking", ...rows.slice(0, 8).map(([name, count, href]) => {
    const bar = svg("svg", { viewBox: "0 0 100 1", preserveAspectRatio: "none", class: "bar", "aria-hidden": "true" }, svg("rect", { width: ((100 * count) / most).toFixed(2), height: 1 }));
    return make("li", "", link(name, href), make("span", "count", number(count)), bar);
  }));
  return make("div", "", make("h3", "", title), rows.length ? list : make("p", "empty", empty));
};
const TABS = {
  said: { title: "Said", of: (k) => (i) => entityOf(i) === k },
  about: { title: "Said about", of: (k) => (i) => entityOf(i) !== k && (said.about[i].includes(k) || targetOf(i) === k) },
  accused: { title: "Accused of", of: (k) => (i) => targetOf(i) === k && does(i, "accuse") },
  denied: { title: "Denied", of: (k) => (i) => entityOf(i) === k && does(i, "deny") },
  answered: { title: "Answered", of: (k) => { const answers = new Set([...answersTo.values()].flat().map(([i]) => i)); return (i) => entityOf(i) === k && answers.has(i); } },
  could: { title: "Could be them", of: (k) => (i) => said.candidates[i].includes(k) },
};

const facts = (entity) => {
  const list = make("dl", "facts");
  const add = (term, ...values) => values.length && list.append(make("div", "", make("dt", "", term), make("dd", "", ...values)));
  add("Kind", entity.kind === "person" || !entity.detail ? entity.kind : `${entity.kind}, ${entity.detail}`);
  if (entity.roles) {
    const roles = entity.roles.map(([role, first, last, count]) => make("li", "", isolated(role), make("span", "aside", [first && (first === last ? ` ${spoken(first)}` : ` ${spoken(first)} to ${spoken(last)}`), ` (${number(count)})`].filter(Boolean).join(""))));
    add("Roles, as articles give them", make("ul", "", ...roles));
  }
  for (const [name, title] of [["country", "Country"], ["party", "Party"], ["pronouns", "Pronouns in the text"]]) if (entity[name]) add(title, isolated(String(entity[name])));
  if (entity.aliases) add("Also called", isolated(entity.aliases.join(", ")));
  add("Mentioned", `${plural(entity.mentions, "time")} in ${plural(entity.documents, "article")}`);
  return list;
};

views.name = (values) => {
  const box = byId("name-page");
  const k = entityById.get(values.get("id"));
  if (k === undefined) {
    box.replaceChildren(make("h2", "", "This name is not on the page"), make("p", "empty", "It may have another id since the tables were made anew. ", link("Look for it among the names", "#names"), "."));
    box.firstChild.tabIndex = -1;
    return;
  }
  const entity = entities[k];
  const found = Object.fromEntries(Object.entries(TABS).map(([name, { of }]) => [name, Array.from(ALL).filter(of(k))]));
  const tab = found[values.get("tab")] ? values.get("tab") : found.said.length ? "said" : "about";
  const title = make("h2", "", isolated(entity.name));
  title.tabIndex = -1;
  const tabs = make("ul", "tabs", ...Object.entries(TABS).filter(([name]) => found[name].length || ["said", "about"].includes(name)).map(([name, { title: words }]) => {
    const anchor = link(`${words} (${number(found[name].length)})`, address("name", { id: entity.id, tab: name }));
    if (name === tab) anchor.setAttribute("aria-current", "true");
    return make("li", "", anchor);
  }));
  const both = [...found.said, ...found.about];
  const saidHere = new Set(found.said);
  const about = tally(found.about.filter((i) => entityOf(i) >= 0).map(entityOf));
  const subjects = tally(found.said.flatMap((i) => said.about[i]).filter((each) => each !== k));
  const outlets = tally(found.said.map(outletOf).filter(Boolean));
  const columns = make("aside", "rankings",
    ranking("Who speaks about them", top(about).map(([each, count]) => [entities[each].name, count, address("statements", { speaker: entities[each].name, about: entity.name })]), "Nobody with a name."),
    ranking("Whom they speak about", top(subjects).map(([each, count]) => [entities[each].name, count, address("statements", { speaker: entity.name, about: entities[each].name })]), "Nobody with a name."),
    ranking("Outlets that quote them", top(outlets).map(([name, count]) => [name, count, address("statements", { speaker: entity.name, outlet: name })]), "No outlet is known."));
  const pick = ({ from, to, name }) => go("statements", { [name === "about" ? "about" : "speaker"]: entity.name, from, to });
  const chart = both.some(hasDay) ? timeChart(box, both, { title: "Said, and said about, over time", series: (i) => (saidHere.has(i) ? "said" : "about"), names: ["said", "about"], height: 150, pick, whole: values.get("axis") === "all", showWhole: () => go("name", { id: entity.id, tab, axis: "all" }) }) : "";
  const list = found[tab].length ? statementList(ordered(found[tab], "new"), { bySpeaker: false, withSpeaker: ["about", "accused", "could"].includes(tab) }) : make("p", "empty", "No statement.");
  const back = make("p", "back", button("Back", () => history.back()), link("All names", "#names"));
  columns.setAttribute("aria-label", "Who else");
  box.replaceChildren(back, title, facts(entity), chart, make("div", "beside", make("div", "", tabs, list), columns));
};
