// The page of statements: filters on the left, the list in the middle, the article on the right.
import { announce, api, byId, fill, inOrder, isolated, make, number, plural, showPage, showPending, soon, startKeys, updateTables } from "./common.js";
import * as article from "./article.js";
import { askDraw, askLabels, askMissed, askSpan, askTags, askWho, confirm } from "./dialogs.js";
import { STATUS, showFacts } from "./facts.js";

const form = byId("filters");
const list = byId("list");
const facets = [...form.querySelectorAll("[data-facet]")];
const chosen = Object.fromEntries(facets.map((box) => [box.dataset.facet, new Set()]));
let items = [];
let page = 1;
let pages = 1;
let open = null;
let turn = 0;

const query = (more = {}) => {
  const values = new URLSearchParams();
  for (const name of ["q", "from", "to"]) if (form.elements[name].value.trim()) values.set(name, form.elements[name].value.trim());
  if (form.elements.list.value) values.set("list", form.elements.list.value);
  if (form.elements.tag.value) values.set("tag", form.elements.tag.value);
  for (const [facet, set] of Object.entries(chosen)) for (const value of set) values.append(facet, value);
  for (const [name, value] of Object.entries(more)) values.set(name, value);
  return values;
};

// Filters

const showValues = (box, values, more) => {
  const facet = box.dataset.facet;
  const had = document.activeElement?.closest(`[data-facet="${facet}"]`) && document.activeElement.value;
  fill(box.querySelector("ul"), ...values.map(([value, label, count]) => {
    const input = make("input");
    input.type = "checkbox";
    input.value = value;
    input.checked = chosen[facet].has(value);
    input.addEventListener("change", () => {
      if (input.checked) chosen[facet].add(value);
      else chosen[facet].delete(value);
      load(1);
    });
    const shown = facet === "status" ? STATUS[label] || label : label || "(none)";
    const item = make("li", "", make("label", "", input, make("bdi", "", shown), make("span", "count", number(count))));
    return item;
  }));
  if (more > 0) box.querySelector("ul").append(make("li", "aside", `and ${number(more)} more: use Find`));
  if (typeof had === "string") [...box.querySelectorAll("input[type=checkbox]")].find((input) => input.value === had)?.focus();
};

for (const box of facets) {
  const find = box.querySelector(".find");
  find?.addEventListener("input", soon(async () => {
    if (!find.value.trim()) return load(page);
    const values = await api(`/api/values/${box.dataset.facet}?${query({ words: find.value })}`);
    return showValues(box, values, 0);
  }));
}

// How many values of a filter are chosen, for those that are folded up.
const showChosen = (box) => {
  const count = chosen[box.dataset.facet].size;
  fill(box.querySelector("summary .count"), count ? `${number(count)} chosen` : "");
};

const showProgress = (progress) => {
  const parts = [`${plural(progress.decided, "decision", "decisions")} on ${plural(progress.statements, "statement", "statements")}`];
  if (progress.sample) {
    const { done, size, judged, right, low, high } = progress.sample;
    const whole = (share) => Math.round(100 * share);
    parts.push(`sample ${number(done)} of ${number(size)}`);
    if (judged) parts.push(`${whole(right)}% of ${number(judged)} right (${whole(low)} to ${whole(high)}% of all)`);
    else if (done === size) parts.push("update the tables to see how many are right");
  }
  if (progress.tagged) parts.push(`${number(progress.tagged)} tagged`);
  if (progress.complete) parts.push(plural(progress.complete, "article complete", "articles complete"));
  byId("progress").textContent = parts.join(" · ");
  byId("sample-count").textContent = progress.sample ? `${number(progress.sample.done)}/${number(progress.sample.size)}` : "none";
  form.querySelector("[name=list][value=sample]").disabled = !progress.sample;
  byId("conflict-count").textContent = number(progress.conflicts);
  byId("tagged-count").textContent = number(progress.tagged);
  byId("agreement").hidden = progress.reviewers < 2;
  const bar = byId("sample-bar");
  bar.hidden = form.elements.list.value !== "sample" || !progress.sample;
  if (progress.sample) [bar.max, bar.value] = [progress.sample.size, progress.sample.done];
  const tag = form.elements.tag.value;
  fill(form.elements.tag, new Option("any or none", ""), ...progress.tags.map(([name, n]) => new Option(`${name} (${number(n)})`, name)));
  form.elements.tag.value = progress.tags.some(([name]) => name === tag) ? tag : "";
  byId("orphans").hidden = progress.orphans === 0;
  byId("orphans").textContent = plural(progress.orphans, "orphan", "orphans");
  showPending(progress.pending);
};

// The list

const card = (item, place) => {
  const button = make("button", `card ${item.status}`);
  button.type = "button";
  button.append(
    make("span", "who", make("bdi", item.speaker ? "" : "open", item.speaker || item.source || "no source"), " ", make("span", "cue", isolated(item.cue))),
    make("span", "what", isolated(item.content)),
    make("span", "aside", make("span", `state ${item.status}`, STATUS[item.status]), item.conflict ? make("strong", "problem", ", reviewers differ") : "", ``, ...item.tags.map((tag) => make("span", "tag", isolated(tag))), ` · ${item.act}, ${item.type} · `, isolated([item.outlet, item.date].filter(Boolean).join(" ") || item.title)),
  );
  button.addEventListener("click", () => inOrder(() => openPlace(place)));
  const row = make("li", "", button);
  row.dataset.id = item.id;
  return row;
};

// Scrolls the list alone, never the page.
const keepInView = (row) => {
  const box = list.scrollHeight > list.clientHeight ? list : byId("list-panel");
  const [inner, outer] = [row.getBoundingClientRect(), box.getBoundingClientRect()];
  const ahead = Math.min(inner.height, outer.height / 4); // something of its neighbours, too
  if (inner.top < outer.top + ahead) box.scrollTop -= outer.top + ahead - inner.top;
  else if (inner.bottom > outer.bottom - ahead) box.scrollTop += inner.bottom - outer.bottom + ahead;
};

const markOpen = () => {
  for (const row of list.children) {
    const is = row.dataset.id === open?.statement.id;
    row.querySelector("button")?.toggleAttribute("aria-current", is);
    if (is) keepInView(row);
  }
};

const showAnswer = (answer, keepItems = false) => {
  if (!keepItems) {
    ({ items, page, pages } = answer);
    fill(list, ...items.map(card));
    const all = answer.progress.statements;
    byId("count").textContent = plural(answer.total, "statement", "statements") + (answer.total < all ? ` of ${number(all)}` : "");
    byId("clear").hidden = query().size === 0;
    if (!items.length) fill(list, make("li", "empty", "No statement fits these filters."));
    showPage(page, pages);
    byId("export-sheet").href = `/export/statements.csv?${query()}`;
    markOpen();
  }
  for (const box of facets) {
    showChosen(box);
    if (!box.querySelector(".find")?.value.trim()) showValues(box, answer.facets[box.dataset.facet].values, answer.facets[box.dataset.facet].more);
  }
  showProgress(answer.progress);
};

const load = async (wanted = page, { follow = true } = {}) => {
  const mine = (turn += 1);
  const answer = await api(`/api/statements?${query({ page: wanted })}`);
  if (mine !== turn) return;
  const values = query();
  history.replaceState(null, "", values.size ? `?${values}` : "/");
  showAnswer(answer);
  // What is shown and what is chosen are the same: a key never means a statement that the list does not have.
  if (!follow || items.some((item) => item.id === open?.statement.id)) return;
  if (items.length) await openId(items[0].id);
  else close();
};

// Counts alone, while the list stays as it is: a decided statement must not jump away under the reader's eyes.
const count = async () => {
  const mine = turn;
  const answer = await api(`/api/statements?${query({ page })}`);
  if (mine === turn) showAnswer(answer, true);
};

// The open statement

const show = (answer) => {
  const isFirst = open === null;
  open = answer;
  showFacts(open);
  article.show(open.article, (id) => inOrder(() => openId(id)), isFirst);
  showProgress(open.progress);
  markOpen();
};

const close = () => {
  open = null;
  byId("facts").hidden = true;
  article.clear();
};

const openId = async (id) => {
  const mine = (turn += 1);
  const answer = await api(`/api/statements/${encodeURIComponent(id)}`);
  if (mine === turn) show(answer);
};

const openPlace = async (place) => {
  await openId(items[place].id);
  const row = list.children[place];
  row?.querySelector("button")?.focus({ preventScroll: true });
  announce(`${items[place].speaker || "No speaker"}: ${items[place].content.slice(0, 120)}`);
};

const step = async (by) => {
  const here = open ? items.findIndex((item) => item.id === open.statement.id) : -1;
  let place = here + by;
  if (here < 0) place = 0;
  if (place >= 0 && place < items.length) {
    await openPlace(place);
    return true;
  }
  const other = page + by;
  if (!items.length || other < 1 || other > pages) {
    announce(by > 0 ? "That was the last statement." : "This is the first statement.");
    return false;
  }
  await load(other, { follow: false });
  await openPlace(by > 0 ? 0 : items.length - 1);
  return true;
};

const renew = (statement) => {
  const place = items.findIndex((item) => item.id === statement.id);
  if (place < 0) return;
  items[place] = { ...items[place], status: statement.status, speaker: statement.speaker.name, act: statement.act, type: statement.type, content: statement.content, cue: statement.cue, source: statement.source, conflict: statement.conflict, tags: statement.tags };
  list.replaceChild(card(items[place], place), list.children[place]);
  markOpen();
};

const decide = async (decision, changes = {}, goOn = false) => {
  if (!open) {
    announce("Open a statement first.");
    return;
  }
  const answer = await api(`/api/statements/${encodeURIComponent(open.statement.id)}/decision`, { decision, ...changes });
  renew(answer.statement);
  show(answer);
  const word = { accepted: "Accepted", rejected: "Rejected", corrected: "Corrected" }[answer.statement.status];
  const moved = goOn && (await step(1));
  const behind = moved ? ` Next: ${open.statement.speaker.name || "no speaker"}` : goOn ? " That was the last." : "";
  announce(`${word}.${behind}`);
  count().catch(() => {});
};

const ASKING = ["speaker", "target", "addressee", "labels", "span", "tags", "missed", "complete", "draw"];
const onPress = (id, work) => byId(id).addEventListener("click", () => inOrder(work, ASKING.includes(id)));
onPress("accept", () => decide("accept", {}, true));
onPress("reject", () => decide("reject", {}, true));
onPress("next", () => step(1));
onPress("previous", () => step(-1));
for (const part of ["speaker", "target", "addressee"]) {
  onPress(part, async () => {
    const who = open && (await askWho(open, part));
    if (who) await decide("correct", { [part]: who });
  });
}
const tag = async (body, all = false) => {
  const answer = await api(all ? `/api/tags?${query()}` : "/api/tags", { ...body, statement: all ? "" : open.statement.id });
  if (all) await Promise.all([load(page), openId(open.statement.id)]);
  else {
    renew(answer.statement);
    show(answer);
  }
  return answer.tagged;
};
onPress("tags", async () => {
  const asked = open && (await askTags(open.statement, byId("count").textContent));
  if (!asked) return;
  const { all, ...body } = asked;
  const tagged = await tag(body, all);
  announce(`${plural(tagged, "statement", "statements")} tagged.`);
});
const CHECK = "check";
onPress("check", async () => {
  if (!open) return announce("Open a statement first.");
  const had = open.statement.tags;
  await tag({ tags: had.includes(CHECK) ? had.filter((each) => each !== CHECK) : [...had, CHECK] });
  const words = had.includes(CHECK) ? "No longer to check." : "To check.";
  await step(1);
  return announce(words);
});
onPress("labels", async () => {
  const labels = open && (await askLabels(open.statement));
  if (labels) await decide("correct", labels);
});
onPress("span", async () => {
  const spans = open && (await askSpan(open.statement));
  if (spans) await decide("correct", spans);
});
onPress("missed", async () => {
  if (!open) return announce("Open an article first.");
  const words = article.selection() || (await article.pick());
  if (!words) return undefined;
  const path = `/api/documents/${encodeURIComponent(open.article.id)}/statements`;
  const added = await askMissed(open.article.id, words, (body) => api(path, body));
  if (!added) return undefined;
  getSelection().removeAllRanges();
  await load(page);
  show(added);
  return announce("Added.");
});
onPress("complete", async () => {
  if (!open) return;
  const path = `/api/documents/${encodeURIComponent(open.article.id)}/complete`;
  const done = !open.article.complete;
  let answer = await api(path, { complete: done });
  if (answer.undecided) {
    const words = `${plural(answer.undecided, "statement of this article is", "statements of this article are")} undecided. An article is complete when all of them are decided and none is missing. Undo takes back both.`;
    if (!(await confirm("Is the rest right?", words, `Accept ${number(answer.undecided)} and mark complete`))) return;
    answer = await api(path, { complete: done, accept_rest: true });
  }
  announce(answer.complete ? "The article is complete." : "The article is open again.");
  await openId(open.statement.id);
  await load(page);
});
onPress("undo", async () => {
  const { undone, statement } = await api("/api/undo", {});
  if (!undone) return announce("There is nothing to undo.");
  const keep = statement || (open && open.statement.id);
  await load(page);
  if (statement || undone !== "add") await openId(keep);
  else if (items.length) await openPlace(0);
  return announce(`Undone: ${undone}.`);
});
onPress("draw", async () => {
  const asked = await askDraw();
  if (!asked) return;
  const { size } = await api("/api/sample", asked);
  announce(`${plural(size, "statement", "statements")} drawn.`);
  const radio = form.querySelector("[name=list][value=sample]");
  radio.disabled = false;
  radio.checked = true;
  await load(1);
});
byId("agreement").addEventListener("click", async () => {
  const { agreement } = await api("/api/problems");
  const kappa = (value) => (value === null ? "–" : value.toFixed(2));
  fill(byId("agreement-rows"), ...agreement.map((pair) => make("tr", "", ...[`${pair.first}, ${pair.second}`, number(pair.judged), `${Math.round((100 * pair.same) / pair.judged)}%`, kappa(pair.kappa), number(pair.differences)].map((text, k) => make("td", k ? "number" : "", isolated(text))))));
  byId("agreement-dialog").showModal();
});
byId("orphans").addEventListener("click", async () => {
  const { orphans } = await api("/api/problems");
  fill(byId("orphan-list"), ...orphans.map((each) => make("li", "", `${each.action} by `, isolated(each.reviewer), `, ${each.at}: `, make("q", "", isolated(each.content)), " ", make("span", "aside", isolated(each.path)))));
  byId("orphans-dialog").showModal();
});
byId("update").addEventListener("click", () => updateTables(async () => {
  await load(page);
  if (open) await openId(open.statement.id).catch(() => {});
}));
byId("page-back").addEventListener("click", () => load(page - 1));
byId("page-on").addEventListener("click", () => load(page + 1));
byId("clear").addEventListener("click", () => {
  form.reset();
  for (const set of Object.values(chosen)) set.clear();
  load(1);
});
const typed = soon(() => load(1));
form.addEventListener("input", (event) => event.target.matches("[name=q], [name=from], [name=to], [name=list], [name=tag]") && typed());
form.addEventListener("submit", (event) => event.preventDefault());
// Enter in the search goes to what was found; from then on a key is a command, also before the answer has come.
const openFound = async () => {
  await load(1, { follow: false });
  if (items.length) return openPlace(0);
  close();
  return form.elements.q.focus();
};
form.elements.q.addEventListener("keydown", (event) => {
  if (!["Escape", "Enter"].includes(event.key)) return;
  event.preventDefault(); // Escape would empty the field
  form.elements.q.blur();
  if (event.key === "Escape") {
    byId("article").focus({ preventScroll: true });
    return;
  }
  typed.stop();
  inOrder(openFound);
});

// Start: the filters of the address
const asked = new URLSearchParams(location.search);
for (const name of ["q", "from", "to"]) form.elements[name].value = asked.get(name) || "";
for (const [facet, set] of Object.entries(chosen)) for (const value of asked.getAll(facet)) set.add(value);
if (asked.get("tag")) form.elements.tag.append(new Option(asked.get("tag"), asked.get("tag"), false, true));
if (asked.get("list")) {
  const radio = form.querySelector(`[name=list][value="${CSS.escape(asked.get("list"))}"]`);
  if (radio) radio.checked = true;
}
byId("filter-box").open = matchMedia("(min-width: 70rem)").matches;
startKeys();
load(1);
