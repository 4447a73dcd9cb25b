// Accusations beside what the accused answered, in the same article or in another one.
const DOES = { denies: "denies it", confirms: "confirms it", apologizes: "apologizes", declines: "declines to comment" };
const answersTo = new Map();
for (const [answer, accusation, relation] of data.answers) {
  const [i, of] = [placeOf.get(answer), placeOf.get(accusation)];
  if (i === undefined || of === undefined) continue;
  if (!answersTo.has(of)) answersTo.set(of, []);
  answersTo.get(of).push([i, relation]);
}
// Those with an answer first, the newest of each.
const answeredFirst = (a, b) => Number(answersTo.has(b)) - Number(answersTo.has(a)) || ORDERS.new(a, b);
const accusations = Array.from(ALL).filter((i) => (does(i, "accuse") && !hasFlag(i, "negated")) || answersTo.has(i)).sort(answeredFirst);
const denialsOf = tally(Array.from(ALL).filter((i) => entityOf(i) >= 0 && does(i, "deny")).map(entityOf));

const whoAccuses = (i) => {
  const target = targetOf(i);
  const source = entityOf(i) < 0 && statusOf(i) === "open" ? isolated(partOf(i, "s") || "Somebody") : speakerLink(i);
  const accused = target >= 0 ? nameLink(target) : partOf(i, "t") ? isolated(partOf(i, "t")) : "";
  return make("p", "who", source, " ", make("span", "cue", isolated(partOf(i, "q") || coded("act", i))), accused ? " " : "", accused);
};
const whereAnswered = (accusation, answer) => {
  if (said.document[accusation] === said.document[answer]) return make("p", "origin", "in the same article");
  const days = hasDay(accusation) && hasDay(answer) ? Math.round((time(dayOf(answer)) - time(dayOf(accusation))) / DAY) : null;
  const line = origin(answer);
  if (days) line.append(` · ${plural(Math.abs(days), "day")} ${days > 0 ? "later" : "earlier"}`);
  return line;
};
const exchange = (i) => {
  const answers = answersTo.get(i) || [];
  const target = targetOf(i);
  const charge = make("div", "charge", whoAccuses(i), inContext(i), origin(i), remarks(i));
  const right = make("div", "answers", ...answers.map(([answer, relation]) => make("div", "answer", make("p", "who", speakerLink(answer), " ", make("span", "cue", DOES[relation] || relation)), inContext(answer), whereAnswered(i, answer))));
  if (!answers.length) {
    const denials = target >= 0 ? denialsOf.get(target) : 0;
    right.append(make("p", "empty", "No answer to it was found. ", denials ? link(`What ${entities[target].name} denies (${number(denials)})`, address("statements", { speaker: entities[target].name, act: "deny" })) : ""));
  }
  return make("li", "exchange", charge, right);
};

const accusationRows = (ids) => ids.flatMap((i) => {
  const target = targetOf(i);
  const first = [speakers[said.speaker[i]][0], target < 0 ? partOf(i, "t") : entities[target].name, partOf(i, "c"), dayOf(i), outletOf(i)];
  const answers = answersTo.get(i) || [];
  return answers.length ? answers.map(([answer, relation]) => [...first, relation, partOf(answer, "c"), dayOf(answer), outletOf(answer)]) : [[...first, "", "", "", ""]];
});

const accusationForm = byId("accusation-filters");
views.accusations = (values) => {
  const fields = accusationForm.elements;
  for (const name of ["by", "against", "text"]) if (fields[name].value !== (values.get(name) || "")) fields[name].value = values.get(name) || "";
  fields.answered.checked = values.get("answered") === "yes";
  const has = (name, text) => folded(text).includes(folded(values.get(name) || ""));
  const found = accusations.filter((i) => {
    if (values.get("answered") === "yes" && !answersTo.has(i)) return false;
    const target = targetOf(i);
    return has("by", speakers[said.speaker[i]][0]) && has("against", target < 0 ? partOf(i, "t") : entities[target].name) && has("text", haystack(i));
  });
  const answered = found.filter((i) => answersTo.has(i)).length;
  byId("accusation-count").textContent = accusations.length ? `${plural(found.length, "accusation")}, ${number(answered)} with an answer` : "";
  const list = make("ol", "exchanges");
  const more = button("", () => {}, "more");
  showInPortions(more, found.length, 15, (place) => list.append(exchange(found[place])));
  byId("accusation-save").hidden = !found.length;
  byId("accusation-save").onclick = () => save("accusations.csv", "text/csv", csv([["accuser", "accused", "accusation", "date", "outlet", "relation", "answer", "answer_date", "answer_outlet"], ...accusationRows(found)]));
  const empty = accusations.length ? "No accusation fits these filters." : "No statement here accuses anybody. Accusations are statements with a cue such as “accused” or “blamed”; what an article alleges in its own words is none.";
  byId("accusation-list").replaceChildren(found.length ? list : make("p", "empty", empty), more);
};
accusationForm.addEventListener("input", soon(() => {
  const { by, against, text, answered } = accusationForm.elements;
  const values = { by: by.value, against: against.value, text: text.value, answered: answered.checked ? "yes" : "" };
  note("accusations", values);
  views.accusations(new URLSearchParams(values));
}));
accusationForm.addEventListener("submit", (event) => event.preventDefault());
