// The page of names: choose, see what would change, confirm.
import { announce, api, ask, byId, fill, isolated, make, number, plural, showPage, showPending, soon, startKeys, updateTables } from "./common.js";

const form = byId("entity-filters");
const body = byId("names").tBodies[0];
const chosen = new Map();
let items = [];
let page = 1;
let pages = 1;
let turn = 0;

const boxes = () => [...body.querySelectorAll("input[type=checkbox]")];
const buttons = () => {
  const kinds = new Set([...chosen.values()].map((each) => each.kind));
  byId("merge").disabled = chosen.size < 2 || kinds.size > 1;
  byId("drop").disabled = chosen.size < 1 || kinds.size > 1;
  byId("rename").disabled = chosen.size !== 1;
  byId("correct").disabled = chosen.size !== 1;
  byId("split").disabled = chosen.size !== 1 || ![...chosen.values()][0].aliases.length;
};

const row = (item) => {
  const box = make("input");
  box.type = "checkbox";
  box.checked = chosen.has(item.id);
  box.setAttribute("aria-label", `Choose ${item.name}`);
  box.addEventListener("change", () => {
    if (box.checked) chosen.set(item.id, item);
    else chosen.delete(item.id);
    buttons();
  });
  const label = make("label", "", isolated(item.name));
  label.addEventListener("click", () => box.click());
  const name = make("th", "", label);
  name.scope = "row";
  const cells = [item.kind, item.role || item.country_code, item.aliases.slice(0, 5).join(", ")].map((text) => make("td", "", isolated(text)));
  const counts = ["statement_count", "mention_count", "document_count"].map((key) => make("td", "number", number(item[key])));
  if (item.statement_count) {
    const link = make("a", "", number(item.statement_count));
    link.href = `/?${new URLSearchParams({ speaker: item.id })}`;
    link.setAttribute("aria-label", `${plural(item.statement_count, "statement", "statements")} by ${item.name}`);
    fill(counts[0], link);
  }
  return make("tr", "", make("td", "", box), name, ...cells, ...counts);
};

const showDecided = (pending, all) => {
  byId("pending").hidden = pending.length === 0;
  fill(byId("pending").querySelector("ul"), ...pending.map((line) => make("li", "", isolated(line))));
  showPending(all);
};

const load = async (wanted = page) => {
  const mine = (turn += 1);
  const values = new URLSearchParams({ q: form.elements.q.value.trim(), kind: form.elements.kind.value, page: wanted });
  const answer = await api(`/api/entities?${values}`);
  if (mine !== turn) return;
  ({ items, page, pages } = answer);
  fill(body, ...items.map(row));
  byId("count").textContent = plural(answer.total, "name", "names");
  showPage(page, pages);
  showDecided(answer.pending, answer.all_pending);
  buttons();
};

const TITLES = { merge: "Merge into one", rename: "Show under another name", drop: "Drop from the tables", split: "Split off a name", correct: "Correct what the tables say" };
const CORRECT = { role: "role, such as minister of ports", title: "title, such as Dr.", country: "country, as a code of two letters", kind: "kind: person, organization or place" };
const decide = async (action) => {
  const named = [...chosen.values()];
  const { kind } = named[0];
  const dialog = byId("entity-dialog");
  const fields = dialog.querySelector("form").elements;
  const choice = fields.choice;
  const [valueLabel, choiceLabel] = [byId("value-label"), byId("choice-label")];
  valueLabel.hidden = !["rename", "correct"].includes(action);
  choiceLabel.hidden = !["merge", "split", "correct"].includes(action);
  byId("entity-title").textContent = TITLES[action];
  valueLabel.firstElementChild.textContent = action === "rename" ? "New name" : "What it should be";
  choiceLabel.firstElementChild.textContent = { merge: "The one that stays", split: "Name that means another" }[action] || "What is wrong";
  fields.value.value = action === "rename" ? named[0].name : "";
  fields.note.value = "";
  const ranked = named.toSorted((a, b) => b.mention_count - a.mention_count);
  const options = action === "merge" ? ranked.map((each) => [each.id, `${each.name} (${number(each.mention_count)} mentions)`]) : action === "correct" ? Object.entries(CORRECT).filter(([name]) => kind === "person" || !["role", "title"].includes(name)) : named[0].aliases.map((alias) => [alias, alias]);
  fill(choice, ...options.map(([value, label]) => new Option(label, value)));
  const read = () => {
    const value = { merge: choice.value, split: choice.value, rename: fields.value.value, correct: fields.value.value.trim(), drop: "" }[action];
    const entities = named.map((each) => each.id).filter((id) => action !== "merge" || id !== value);
    return { action: action === "correct" ? choice.value : action, kind, entities, value, note: fields.note.value };
  };
  let asked = 0;
  const preview = async () => {
    const mine = (asked += 1);
    if (action === "correct" && !read().value) {
      fill(byId("effect"), "Type what it should be.");
      return;
    }
    const answer = await api("/api/entities/preview", read()).catch((error) => ({ text: error.message, statements: 0, examples: [], places: [] }));
    if (mine !== asked) return;
    const more = answer.statements ? ` ${plural(answer.statements, "statement changes its speaker", "statements change their speaker")}.` : "";
    fill(byId("effect"), isolated(answer.text), more);
    fill(byId("examples"), ...answer.examples.map((each) => make("li", "", isolated(each.speaker), ": ", make("q", "", isolated(each.content)))));
    fill(byId("places"), ...answer.places.map((each) => make("li", "", make("span", "aside", isolated(each.title), ": "), isolated(each.before), make("mark", "s", isolated(each.text)), isolated(each.after))));
  };
  const later = soon(preview);
  dialog.addEventListener("input", later);
  const values = await ask("entity-dialog", read, () => {
    preview();
    const first = action === "rename" ? fields.value : action === "drop" ? fields.note : choice;
    first.focus();
    first.select?.();
  });
  dialog.removeEventListener("input", later);
  if (!values) return;
  const answer = await api("/api/entities/decide", values);
  chosen.clear();
  await load();
  announce(`Noted: ${answer.pending.at(-1)}`);
};
for (const action of Object.keys(TITLES)) byId(action).addEventListener("click", () => decide(action));

const step = (by) => {
  const all = boxes();
  const here = all.indexOf(document.activeElement);
  all[Math.min(Math.max(here + by, 0), all.length - 1)]?.focus();
};
byId("next").addEventListener("click", () => step(1));
byId("previous").addEventListener("click", () => step(-1));
byId("undo").addEventListener("click", async () => {
  const { undone } = await api("/api/entities/undo", {});
  await load();
  announce(undone ? "Undone." : "There is nothing to undo that the tables lack.");
});
byId("update").addEventListener("click", () => updateTables(() => load(1)));
byId("page-back").addEventListener("click", () => load(page - 1));
byId("page-on").addEventListener("click", () => load(page + 1));
form.addEventListener("input", soon(() => load(1)));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  step(1);
});
startKeys();
load(1);
