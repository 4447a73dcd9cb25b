// Shares of the statements: of kinds of source, roles, parties, acts ..., for each outlet or for all. One kind may come first: then the
// outlets with the largest share of it do, and its bars can be compared.
const OF = {
  source: { title: "kind of source", value: sourceKind, filter: "source" },
  status: { title: "named or not", value: statusOf, filter: "source" },
  class: { title: "kind of source without a name", value: classOf, filter: "class" },
  role: { title: "role", value: (i) => speakers[said.speaker[i]][2] || "no role given", filter: "role" },
  act: { title: "act", value: (i) => coded("act", i), filter: "act" },
  type: { title: "type", value: (i) => coded("type", i), filter: "type" },
  party: { title: "party", value: (i) => stated(i, "party") || "none stated", filter: "party" },
  pronouns: { title: "he, she, they in the text", value: (i) => stated(i, "pronouns") || "none stated", filter: "pronouns" },
};
const canShare = (name) => !["party", "pronouns"].includes(name) || entities.some((entity) => entity[name]);

const sharesChart = (box, ids, of, { first, order, pick }) => {
  if (!ids.length) return make("p", "empty", "No statement fits these filters.");
  const { title, value, filter } = OF[of];
  const all = Array.from(ids);
  const outlets = top(tally(all.map(outletOf).filter(Boolean))).slice(0, 14).map(([name]) => name);
  const counts = top(tally(all.map(value)));
  const ranked = [...counts.filter(([name]) => name === first), ...counts.filter(([name]) => name !== first)];
  const heads = ranked.length > COLOURS + 1 ? [...ranked.slice(0, COLOURS).map(([name]) => name), "others"] : ranked.map(([name]) => name);
  const rank = new Map(heads.map((name, k) => [name, k]));
  const lines = [["All", all], ...(outlets.length > 1 ? outlets.map((name) => [name, all.filter((i) => outletOf(i) === name)]) : [])];
  const counted = lines.map(([name, group]) => {
    const counts = new Array(heads.length).fill(0);
    for (const i of group) counts[rank.get(value(i)) ?? heads.length - 1] += 1;
    return { name, counts, n: group.length };
  });
  if (heads[0] === first) counted.splice(1, counted.length, ...counted.slice(1).sort((a, b) => b.counts[0] / b.n - a.counts[0] / a.n));
  const width = widthOf(box);
  const [left, high] = [Math.min(190, width * 0.32), 34];
  const plot = width - left - 56;
  const chart = drawing(width, counted.length * high + 8, `Shares by ${title}`);
  counted.forEach(({ name, counts, n }, row) => {
    const y = row * high + 6;
    chart.append(label(left - 8, y + 16, cut(name, Math.floor(left / 7.2)), { class: row ? "end" : "end strong" }), label(width - 50, y + 16, number(n), { class: "aside" }));
    let x = left;
    counts.forEach((count, k) => {
      const wide = (plot * count) / n;
      if (!count) return;
      const bar = svg("rect", { x, y, width: Math.max(0.5, wide - 1), height: 24, class: `${colour(k)} pick` }, svg("title", {}, `${name}, ${heads[k]}: ${percent(count / n)} (${number(count)} of ${number(n)})`));
      bar.addEventListener("click", () => heads[k] !== "others" && pick({ [filter]: heads[k], outlet: row ? name : "" }));
      chart.append(bar);
      if (wide > 34) chart.append(label(x + wide / 2, y + 16, percent(count / n), { class: `inside t${Math.min(k, COLOURS)}` }));
      x += wide;
    });
  });
  const rows = counted.map(({ name, counts, n }) => [name, ...counts.map((count, k) => (count && heads[k] !== "others" ? button(`${number(count)} (${percent(count / n)})`, () => pick({ [filter]: heads[k], outlet: name === "All" ? "" : name })) : `${number(count)}`)), n]);
  return figure({ title: `Share of statements by ${title}`, name: `shares-${of}`, drawn: chart, head: [outlets.length > 1 ? "Outlet" : "", ...heads, "Statements"], rows, above: [legend(heads, outlets.length > 1 ? order : null, "Outlets with most of")], below: outlets.length > 1 && !first ? [make("p", "note", "Press a kind in the legend to put the outlets with most of it first.")] : [] });
};
