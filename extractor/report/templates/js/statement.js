// One statement in its sentence, and lists of them.
const PAGE = 20;
const PARTS = { c: "content", q: "cue", s: "source", t: "target", u: "target" };

const inContext = (i) => {
  const quote = make("blockquote", "context");
  const pieces = wordsOf(i);
  for (let k = 0; k < pieces.length; k += 2) {
    const part = pieces[k];
    quote.append(part ? make("mark", part === "u" ? "t" : part, make("span", "label", `${PARTS[part]}\u00a0`), isolated(pieces[k + 1])) : isolated(pieces[k + 1]));
  }
  return quote;
};

const origin = (i) => {
  const [title, outlet, date, path, record, url] = documents[said.document[i]];
  const line = make("p", "origin");
  const label = title || path.split("/").pop();
  if (url) {
    const anchor = link(label, url);
    anchor.rel = "noreferrer noopener";
    line.append(anchor);
  } else {
    line.append(isolated(label));
  }
  for (const text of [outlet, date, title ? path.split("/").pop() : "", record && `record ${record}`]) {
    if (text) line.append(" · ", isolated(text));
  }
  return line;
};

const named = (before, numbers) => {
  if (!numbers.length) return "";
  const item = make("span", "", before);
  numbers.forEach((k, place) => item.append(place ? ", " : " ", nameLink(k)));
  return item;
};

const verdict = ({ claim, rating, publisher, url }) => {
  const anchor = url ? link(publisher || "fact-check", url) : isolated(publisher);
  if (url) anchor.rel = "noreferrer noopener";
  const item = make("span", "check", "fact-checked: “", isolated(rating), "” ", anchor);
  item.title = claim;
  return item;
};

const remarks = (i) => {
  const [addressee, via, target] = said.links[i];
  const content = coded("content_act", i);
  const act = content && content !== coded("act", i) ? `${coded("act", i)}, ${content}` : coded("act", i);
  const level = coded("level", i);
  const line = make(
    "p", "remarks", make("span", "act", act), make("span", "", coded("type", i)),
    named("aimed at", target < 0 ? [] : [target]), named("about", said.about[i].filter((k) => k !== target)),
    named("to", addressee < 0 ? [] : [addressee]), named("via", via < 0 ? [] : [via]), named("could be", said.candidates[i]),
  );
  if (hasFlag(i, "resolved")) line.append(make("span", "", "“", isolated(partOf(i, "s")), "” read as ", isolated(speakers[said.speaker[i]][0])));
  if (partOf(i, "r")) line.append(make("span", "", "that is: “", isolated(partOf(i, "r")), "”"));
  for (const flag of FLAGS.slice(0, -1)) if (hasFlag(i, flag)) line.append(make("span", "flag", flag));
  if (coded("review", i) !== "unreviewed") line.append(make("span", "flag", coded("review", i)));
  line.append(...(checksOf.get(said.id[i]) || []).map(verdict));
  const likely = make("span", `level ${level}`, `${said.likely[i]}% likely right`);
  const self = link("link", address("statements", { id: said.id[i] }), "self");
  self.setAttribute("aria-label", "Link to this statement");
  line.append(make("span", "rule", likely, " ", make("code", "", coded("rule", i)), " ", self));
  return line;
};

const speakerHead = (i, count) => {
  const [, kind, role, all] = speakers[said.speaker[i]];
  const of = count < all ? `${number(count)} of ` : "";
  const aside = make("p", "aside", isolated(role || (["open", "person", "unknown"].includes(kind) ? "" : kind)), make("span", "count", of + plural(all, "statement")));
  return make("header", "", make("h3", "", speakerLink(i)), aside);
};

// A list with a button for more; by speaker and article, or each statement with its speaker.
const statementList = (ids, { bySpeaker = true, withSpeaker = !bySpeaker } = {}) => {
  const box = make("div", "list");
  const more = button("", () => {}, "more");
  let speaker = -1;
  let article = -1;
  let section = null;
  let group = null;
  const counts = bySpeaker ? tally(Array.from(ids, (i) => said.speaker[i])) : null;
  box.append(more);
  showInPortions(more, ids.length, PAGE, (place) => {
    const i = ids[place];
    if (bySpeaker && said.speaker[i] !== speaker) {
      section = make("section", "speaker", speakerHead(i, counts.get(said.speaker[i])));
      speaker = said.speaker[i];
      article = -1;
      box.insertBefore(section, more);
    }
    if (said.document[i] !== article) {
      group = make("ol", "group");
      article = said.document[i];
      const part = make("div", "article", origin(i), group);
      if (bySpeaker) section.append(part);
      else box.insertBefore(part, more);
    }
    group.append(make("li", "", withSpeaker ? make("p", "who", speakerLink(i)) : "", inContext(i), remarks(i)));
  });
  return box;
};

// Statements as rows of a table, for files.
const COLUMNS = ["statement_id", "date", "outlet", "title", "url", "speaker", "speaker_kind", "role", "source", "cue", "act", "type", "content", "content_resolved", "target", "about", "remarks", "fact_checks", "confidence", "review_status", "rule"];
const row = (i) => {
  const [title, outlet, date, path, , url] = documents[said.document[i]];
  const [name, kind, role] = speakers[said.speaker[i]];
  const target = targetOf(i);
  return [
    said.id[i], date, outlet, title || path, url, kind === "open" ? "" : name, kind, role, partOf(i, "s"), partOf(i, "q"), coded("act", i), coded("type", i), partOf(i, "c"), partOf(i, "r"),
    target < 0 ? "" : entities[target].name, said.about[i].map((k) => entities[k].name).join("|"), FLAGS.slice(0, -1).filter((flag) => hasFlag(i, flag)).join("|"),
    (checksOf.get(said.id[i]) || []).map(({ rating, publisher, url }) => `${rating} (${publisher}) ${url}`.trim()).join("|"),
    said.likely[i] / 100, coded("review", i), coded("rule", i),
  ];
};
const saveStatements = (ids, type) => {
  const rows = Array.from(ids, row);
  if (type === "csv") save("statements.csv", "text/csv", csv([COLUMNS, ...rows]));
  else save("statements.json", "application/json", JSON.stringify(rows.map((values) => Object.fromEntries(COLUMNS.map((name, k) => [name, values[k]]))), null, 1));
};
