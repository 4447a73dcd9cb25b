"use strict";
(() => {
  // All text of inputs reaches the page as text nodes: nothing here makes markup of a string.
  const data = JSON.parse(document.getElementById("data").textContent);
  const said = data.statements;
  const total = (said.speaker || []).length;
  const PAGE = 20;
  const NAMES = 25;
  const LABELS = { c: "content", q: "cue", s: "source", t: "target" };
  const byId = (id) => document.getElementById(id);
  const number = (value) => value.toLocaleString("en");
  const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const make = (tag, name, ...children) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children);
    return element;
  };
  const isolated = (text) => make("bdi", "", text);
  const button = (text, run) => {
    const element = make("button", "plain", isolated(text));
    element.type = "button";
    element.addEventListener("click", run);
    return element;
  };

  // Statements: filters

  const form = byId("filters");
  const fields = form.elements;
  const haystacks = [];
  const haystack = (i) => {
    if (haystacks[i] === undefined) {
      const title = data.documents[said.document[i]][0];
      const speaker = data.speakers[said.speaker[i]][0];
      haystacks[i] = folded([said.pieces[i].filter((_, k) => k % 2).join(""), speaker, title].join("\n"));
    }
    return haystacks[i];
  };

  // Numbers of the names that are meant: the one of exactly this name, or else all that contain it.
  const meant = (names, query) => {
    const wanted = folded(query.trim());
    if (!wanted) return null;
    const all = names.map(folded);
    const exact = all.includes(wanted);
    return new Set([...all.keys()].filter((k) => (exact ? all[k] === wanted : all[k].includes(wanted))));
  };

  const search = () => {
    const speakers = meant(data.speakers.map((speaker) => speaker[0]), fields.speaker.value);
    const subjects = meant(data.names, fields.about.value);
    const words = folded(fields.text.value).split(/\s+/).filter(Boolean);
    const outlet = fields.outlet.value;
    const equal = ["act", "type", "confidence"].filter((name) => fields[name].value);
    const found = [];
    for (let i = 0; i < total; i += 1) {
      if (speakers && !speakers.has(said.speaker[i])) continue;
      if (subjects && !said.about[i].some((k) => subjects.has(k))) continue;
      if (outlet && data.documents[said.document[i]][1] !== outlet) continue;
      if (equal.some((name) => said[name][i] !== fields[name].value)) continue;
      if (words.length && !words.every((word) => haystack(i).includes(word))) continue;
      found.push(i);
    }
    return found;
  };

  // Statements: the list

  const list = byId("list");
  const more = byId("more");
  let found = [];
  let shown = 0;
  let section = null;
  let speakerOf = -1;
  let group = null;
  let articleOf = -1;

  const context = (i) => {
    const quote = make("blockquote", "context");
    const pieces = said.pieces[i];
    for (let k = 0; k < pieces.length; k += 2) {
      const part = pieces[k];
      quote.append(part ? make("mark", part, make("span", "label", `${LABELS[part]}\u00a0`), isolated(pieces[k + 1])) : isolated(pieces[k + 1]));
    }
    return quote;
  };

  const origin = (i) => {
    const [title, outlet, date, path, record, url] = data.documents[said.document[i]];
    const line = make("p", "origin");
    const label = title || path;
    if (url) {
      const link = make("a", "", isolated(label));
      link.href = url;
      link.rel = "noreferrer noopener";
      line.append(link);
    } else {
      line.append(isolated(label));
    }
    for (const text of [outlet, date, title ? path.split("/").pop() : "", record && `record ${record}`]) {
      if (text) line.append(" · ", isolated(text));
    }
    return line;
  };

  const remarks = (i) => {
    const line = make("p", "remarks", make("span", "act", said.act[i]), make("span", "", said.type[i]));
    const source = said.read_as[i];
    const [addressee, via] = said.links[i];
    const add = (before, numbers) => {
      if (!numbers.length) return;
      const item = make("span", "", before);
      numbers.forEach((k, place) => item.append(place ? ", " : " ", isolated(data.names[k])));
      line.append(item);
    };
    if (said.about[i].length) {
      const item = make("span", "", "about ");
      said.about[i].forEach((k, place) => item.append(place ? ", " : "", button(data.names[k], () => choose({ about: data.names[k] }))));
      line.append(item);
    }
    add("to", addressee < 0 ? [] : [addressee]);
    add("via", via < 0 ? [] : [via]);
    add("could be", said.candidates[i]);
    if (source) line.append(make("span", "", "“", isolated(source), "” read as ", isolated(data.speakers[said.speaker[i]][0])));
    for (const note of said.remarks[i]) line.append(make("span", "flag", note));
    const rule = said.rule[i];
    const level = make("span", `level ${said.confidence[i]}`, said.confidence[i]);
    line.append(make("span", "rule", make("code", "", rule), " ", level, `, ${said.likely[i]}%`));
    return line;
  };

  const open = (i) => {
    const [name, kind, role, all] = data.speakers[said.speaker[i]];
    const count = found.filter((k) => said.speaker[k] === said.speaker[i]).length;
    const title = make("h3", kind === "open" ? "open" : "", isolated(name));
    const aside = make("p", "aside", isolated(role || (["open", "person"].includes(kind) ? "" : kind)), make("span", "count", (count < all ? `${number(count)} of ` : "") + plural(all, "statement", "statements")));
    section = make("section", "speaker", make("header", "", title, aside));
    speakerOf = said.speaker[i];
    articleOf = -1;
    list.append(section);
  };
  const openArticle = (i) => {
    group = make("ol", "group");
    articleOf = said.document[i];
    section.append(make("div", "article", origin(i), group));
  };

  const showMore = () => {
    const end = Math.min(shown + PAGE, found.length);
    for (; shown < end; shown += 1) {
      const i = found[shown];
      if (said.speaker[i] !== speakerOf) open(i);
      if (said.document[i] !== articleOf) openArticle(i);
      group.append(make("li", "", context(i), remarks(i)));
    }
    const left = found.length - shown;
    more.hidden = left === 0;
    more.textContent = `Show ${Math.min(PAGE, left)} more of ${number(left)}`;
    byId("printed").textContent = left ? `Printed: the first ${number(shown)} of ${number(found.length)}. Filter the page, or show more, before you print it.` : "";
  };

  const update = () => {
    found = search();
    shown = 0;
    speakerOf = -1;
    list.replaceChildren();
    showMore();
    const speakers = new Set(found.map((i) => said.speaker[i])).size;
    const count = byId("count");
    count.textContent = found.length
      ? `${plural(found.length, "statement", "statements")} by ${plural(speakers, "speaker", "speakers")}`
      : "No statement fits these filters.";
  };

  const choose = (values) => {
    form.reset();
    for (const [name, value] of Object.entries(values)) fields[name].value = value;
    update();
    const title = byId("statements-title");
    title.scrollIntoView();
    title.focus({ preventScroll: true });
  };

  const fill = (select, values) => {
    const counts = new Map();
    for (const value of values) if (value) counts.set(value, (counts.get(value) || 0) + 1);
    const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    for (const [value, count] of ranked) select.append(new Option(`${value} (${number(count)})`, value));
    select.disabled = ranked.length === 0;
  };

  let timer = 0;
  const soon = (run) => () => {
    clearTimeout(timer);
    timer = setTimeout(run, 120);
  };
  form.addEventListener("input", soon(update));
  form.addEventListener("reset", soon(update));
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", showMore);
  document.querySelectorAll("button[data-speaker], button[data-act]").forEach((element) => {
    element.addEventListener("click", () => choose({ ...element.dataset }));
  });

  // Names

  const nameForm = byId("name-filters");
  const moreNames = byId("more-names");
  const body = byId("name-table").tBodies[0];
  let names = [];
  let namesShown = 0;

  const showNames = () => {
    const end = Math.min(namesShown + NAMES, names.length);
    for (; namesShown < end; namesShown += 1) {
      const entry = names[namesShown];
      const name = make("th", "", entry.statements ? button(entry.name, () => choose({ speaker: entry.name })) : isolated(entry.name));
      name.scope = "row";
      const texts = [entry.detail, entry.aliases.join(", "), entry.country].map((text) => make("td", "", isolated(text || "")));
      const counts = [entry.statements, entry.mentions, entry.documents].map((count) => make("td", "number", number(count)));
      body.append(make("tr", "", name, ...texts, ...counts));
    }
    const left = names.length - namesShown;
    moreNames.hidden = left === 0;
    moreNames.textContent = `Show ${Math.min(NAMES, left)} more of ${number(left)}`;
  };

  const updateNames = () => {
    const wanted = folded(nameForm.elements.text.value.trim());
    const kind = nameForm.elements.kind.value;
    names = data.lists[kind].filter((entry) => folded([entry.name, entry.detail, ...entry.aliases].join("\n")).includes(wanted));
    namesShown = 0;
    body.replaceChildren();
    showNames();
    byId("name-count").textContent = wanted ? `${number(names.length)} found` : "";
  };
  nameForm.addEventListener("input", soon(updateNames));
  nameForm.addEventListener("submit", (event) => event.preventDefault());
  moreNames.addEventListener("click", showNames);

  // Start

  fill(fields.outlet, (said.document || []).map((k) => data.documents[k][1]));
  for (const name of ["act", "type", "confidence"]) fill(fields[name], said[name] || []);
  const suggest = (id, values) => byId(id).append(...values.slice(0, 200).map((value) => new Option("", value)));
  suggest("speaker-names", data.speakers.filter((speaker) => speaker[1] !== "open").map((speaker) => speaker[0]));
  suggest("subject-names", [...data.names].sort());
  byId("filter-box").open = matchMedia("(min-width: 60rem)").matches;
  update();
  updateNames();
})();
