// The queue of likely duplicates: two rows side by side, decided by one key.
import { announce, api, byId, fill, inOrder, isolated, make, plural, showPending, startKeys, updateTables } from "./common.js";

let pair = null;
const later = [];

const side = (row, title) => {
  const facts = [row.detail, row.country, plural(row.mentions, "mention", "mentions"), row.aliases.length ? `also ${row.aliases.join(", ")}` : ""].filter(Boolean);
  return make("section", "side",
    make("h2", "", isolated(row.name), make("small", "", ` ${title}`)),
    make("p", "aside", isolated(facts.join(" · "))),
    make("ul", "", ...row.places.map((place) => make("li", "", isolated(place.before), make("mark", "s", isolated(place.text)), isolated(place.after), make("p", "aside", isolated([place.title, place.outlet, place.date].filter(Boolean).join(" · ")))))));
};

const show = (answer) => {
  pair = answer.pair;
  byId("left").textContent = answer.left ? `${plural(answer.left, "pair", "pairs")} left` : "No pair is left.";
  const box = byId("pair");
  showPending(answer.pending);
  for (const id of ["same", "different", "later"]) byId(id).disabled = !pair;
  if (!pair) {
    fill(box, make("p", "empty", "Nothing here looks like a duplicate, or all pairs are decided. Names that no rule suspects can still be merged among the names."));
    return;
  }
  fill(box, make("p", "evidence", ...pair.evidence.map((words) => make("span", "tag", words))), make("div", "sides", side(pair.rows[0], "stays"), side(pair.rows[1], `becomes “${pair.rows[0].name}” if they are the same`)));
};

const load = async () => show(await api(`/api/pairs?${new URLSearchParams(later.map((key) => ["later", key]))}`));
const body = () => ({ kind: pair.kind, entities: [pair.rows[1].id], value: pair.rows[0].id });
const names = () => `${pair.rows[1].name} and ${pair.rows[0].name}`;
const decide = async (action, words) => {
  const said = `${words}: ${names()}.`;
  await api("/api/entities/decide", { ...body(), action });
  await load();
  announce(said);
};
byId("same").addEventListener("click", () => inOrder(() => decide("merge", "The same")));
byId("different").addEventListener("click", () => inOrder(() => decide("apart", "Different")));
byId("later").addEventListener("click", () => inOrder(async () => {
  later.push(pair.rows.map((row) => row.id).join("+"));
  await load();
  announce("Later.");
}));
byId("undo").addEventListener("click", () => inOrder(async () => {
  const { undone } = await api("/api/entities/undo", {});
  if (!undone) later.pop();
  await load();
  announce(undone ? "Undone." : "The last that you left for later is back.");
}));
byId("update").addEventListener("click", () => updateTables(load));
startKeys();
load();
