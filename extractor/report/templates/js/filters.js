// Filters of statements: what a form or an address asks for, as a list of statements.
const FIELDS = ["text", "speaker", "about", "outlet", "source", "act", "type", "flag", "review", "from", "to", "least", "order"];
// Filters without a field of their own; each is shown as a chip that takes it away.
const HIDDEN = {
  claim: { title: "one claim", test: (value) => (i) => said.cluster[i] === value },
  check: { title: "fact-checked", test: (value) => (i) => (checksOf.get(said.id[i]) || []).some((check) => value === "any" || check.id === value) },
  id: { title: "one statement", test: (value) => (i) => said.id[i] === value },
  role: { title: "role", test: (value) => (i) => speakers[said.speaker[i]][2] === value },
  class: { title: "without a name:", test: (value) => (i) => classOf(i) === value },
  target: { title: "aimed at", test: (value) => (i) => targetOf(i) >= 0 && entities[targetOf(i)].name === value },
  in: { title: "about a place in", test: (value) => (i) => said.about[i].some((k) => entities[k].kind === "place" && entities[k].country === value) },
  party: { title: "party", test: (value) => (i) => stated(i, "party") === value },
  pronouns: { title: "pronouns", test: (value) => (i) => stated(i, "pronouns") === value },
};
const SHOWN = ["show", "by", "of", "axis", "draw", "first"];
const stated = (i, name) => {
  const entity = entities[entityOf(i)];
  const words = [entity?.[name] || []].flat();
  return words.map((word) => word.replace(/ \d+$/, "")).sort().join(", ");
};

// Numbers of the names that are meant: the one of exactly this name, or else all that contain it.
const meant = (names, query) => {
  const wanted = folded(query.trim());
  const all = names.map(folded);
  const exact = all.includes(wanted);
  const found = new Uint8Array(names.length);
  all.forEach((name, k) => {
    if (exact ? name === wanted : name.includes(wanted)) found[k] = 1;
  });
  return found;
};
const flagTest = (value) => {
  const bit = 1 << FLAGS.indexOf(value.replace(/^not /, ""));
  return value.startsWith("not ") ? (i) => !(said.flags[i] & bit) : (i) => Boolean(said.flags[i] & bit);
};
const codeTest = (name, value) => {
  const code = lists[name].indexOf(value);
  return (i) => said[name][i] === code;
};
const TESTS = {
  speaker: (value) => {
    const found = meant(speakers.map((speaker) => speaker[0]), value);
    return (i) => found[said.speaker[i]] === 1;
  },
  about: (value) => {
    const found = meant(entities.map((entity) => entity.name), value);
    return (i) => said.about[i].some((k) => found[k] === 1);
  },
  outlet: (value) => (i) => outletOf(i) === value,
  source: (value) => (i) => statusOf(i) === value || sourceKind(i) === value,
  act: (value) => codeTest("act", value),
  type: (value) => codeTest("type", value),
  review: (value) => codeTest("review", value),
  flag: flagTest,
  least: (value) => (i) => said.likely[i] >= Number(value),
  from: (value) => (i) => dayOf(i) >= value.slice(0, dayOf(i).length || 10) && dayOf(i) !== "",
  to: (value) => (i) => dayOf(i) !== "" && dayOf(i) <= value,
  text: (value) => {
    const words = folded(value).split(/\s+/).filter(Boolean);
    return (i) => words.every((word) => haystack(i).includes(word));
  },
};

const select = (values) => {
  const tests = [];
  for (const [name, test] of Object.entries(TESTS)) if (values.get(name)) tests.push(test(values.get(name)));
  for (const [name, { test }] of Object.entries(HIDDEN)) if (values.get(name)) tests.unshift(test(values.get(name)));
  if (!tests.length) return ALL;
  const found = [];
  for (let i = 0; i < total; i += 1) if (tests.every((test) => test(i))) found.push(i);
  return found;
};

const ORDERS = {
  new: (a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : a - b),
  old: (a, b) => (dayOf(a) === dayOf(b) ? a - b : dayOf(a) === "" ? 1 : dayOf(b) === "" ? -1 : dayOf(a) < dayOf(b) ? -1 : 1),
  likely: (a, b) => said.likely[b] - said.likely[a] || a - b,
};
// The speakers with most of these statements first: those with a name, then words for others, then what is open.
const bySpeakers = (ids) => {
  if (ids === ALL) return ids;
  const groups = new Map();
  for (const i of ids) {
    const speaker = said.speaker[i];
    if (groups.has(speaker)) groups.get(speaker).push(i);
    else groups.set(speaker, [i]);
  }
  const last = ([speaker]) => (speakers[speaker][4] >= 0 ? 0 : speakers[speaker][1] === "open" ? 2 : 1);
  return [...groups].sort((a, b) => last(a) - last(b) || b[1].length - a[1].length || a[0] - b[0]).flatMap(([, group]) => group);
};
const ordered = (ids, order) => (ORDERS[order] ? Array.from(ids).sort(ORDERS[order]) : bySpeakers(ids));
