// Who speaks about whom: as a matrix and as a network of the same numbers.
const SIDE = 14;
const KNOTS = 36;

const pairsOf = (ids) => {
  const pairs = new Map();
  for (const i of ids) {
    const speaker = entityOf(i);
    if (speaker < 0) continue;
    for (const subject of new Set(targetOf(i) < 0 ? said.about[i] : [...said.about[i], targetOf(i)])) {
      if (subject === speaker) continue;
      const key = speaker * entities.length + subject;
      pairs.set(key, (pairs.get(key) || 0) + 1);
    }
  }
  return [...pairs].map(([key, count]) => [Math.floor(key / entities.length), key % entities.length, count]).sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1]);
};
const largest = (pairs, side, most) => {
  const totals = new Map();
  for (const pair of pairs) totals.set(pair[side], (totals.get(pair[side]) || 0) + pair[2]);
  return [...totals].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most).map(([k]) => k);
};
const pairAddress = ([speaker, subject]) => ({ speaker: entities[speaker].name, about: entities[subject].name });
const pairTable = (pairs, pick) => pairs.slice(0, 500).map((pair) => [entities[pair[0]].name, entities[pair[1]].name, button(number(pair[2]), () => pick(pairAddress(pair)))]);
const NO_PAIRS = "No statement of a named speaker here mentions another name.";

const matrixChart = (box, ids, pick) => {
  const pairs = pairsOf(ids);
  if (!pairs.length) return make("p", "empty", NO_PAIRS);
  const side = box.clientWidth < 600 ? 8 : SIDE;
  let subjects = largest(pairs, 1, side);
  const rows = largest(pairs.filter((pair) => subjects.includes(pair[1])), 0, side);
  subjects = largest(pairs.filter((pair) => rows.includes(pair[0])), 1, side).filter((k) => subjects.includes(k));
  const shown = pairs.filter((pair) => rows.includes(pair[0]) && subjects.includes(pair[1]));
  const most = shown[0][2];
  const width = widthOf(box);
  const [left, above] = [Math.min(210, width * 0.36), 118];
  const size = Math.min(56, (width - left - 60) / subjects.length);
  const high = 28;
  const chart = drawing(width, above + rows.length * high + 6, "Who speaks about whom: speakers in rows, those they speak about in columns");
  const letters = Math.floor(left / 7.4);
  subjects.forEach((k, column) => chart.append(label(0, 0, cut(entities[k].name, 20), { transform: `translate(${left + column * size + size / 2 + 4},${above - 8}) rotate(-50)` })));
  rows.forEach((k, row) => chart.append(label(left - 8, above + row * high + 19, cut(entities[k].name, letters), { class: "end" })));
  rows.forEach((_, row) => subjects.forEach((__, column) => chart.append(svg("rect", { x: left + column * size + 1, y: above + row * high + 1, width: size - 2, height: high - 2, class: "none" }))));
  for (const pair of shown) {
    const [x, y] = [left + subjects.indexOf(pair[1]) * size, above + rows.indexOf(pair[0]) * high];
    const heat = Math.ceil((5 * pair[2]) / most);
    const box_ = svg("rect", { x: x + 1, y: y + 1, width: size - 2, height: high - 2, class: `heat${heat} pick` }, svg("title", {}, `${entities[pair[0]].name} about ${entities[pair[1]].name}: ${number(pair[2])}`));
    const text = label(x + size / 2, y + 19, number(pair[2]), { class: heat > 3 ? "middle on" : "middle" });
    box_.addEventListener("click", () => pick(pairAddress(pair)));
    chart.append(box_, text);
  }
  return figure({ title: "Who speaks about whom", name: "who-about-whom", drawn: chart, head: ["Speaker", "About", "Statements"], rows: pairTable(pairs, pick) });
};

// Places of the names: those that speak about each other near, all others apart. The same numbers give the same picture.
const settled = (knots, edges, width, height) => {
  const at = knots.map((_, k) => [width / 2 + 0.36 * width * Math.cos((2 * Math.PI * k * 7) / knots.length), height / 2 + 0.36 * height * Math.sin((2 * Math.PI * k * 7) / knots.length)]);
  const room = Math.sqrt((width * height) / (knots.length + 1)) * 0.8;
  for (let turn = 0; turn < 300; turn += 1) {
    const heat = 0.06 * width * (1 - turn / 300);
    const push = at.map(([x, y]) => [(width / 2 - x) * 0.02 * room, (height / 2 - y) * 0.04 * room]);
    for (let a = 0; a < at.length; a += 1) {
      for (let b = a + 1; b < at.length; b += 1) {
        const [dx, dy] = [at[a][0] - at[b][0] || 0.1, at[a][1] - at[b][1] || 0.1];
        const force = (room * room) / (dx * dx + dy * dy);
        push[a][0] += dx * force; push[a][1] += dy * force; push[b][0] -= dx * force; push[b][1] -= dy * force;
      }
    }
    for (const [a, b] of edges) {
      const [dx, dy] = [at[a][0] - at[b][0], at[a][1] - at[b][1]];
      const force = Math.hypot(dx, dy) / room / 2;
      push[a][0] -= dx * force; push[a][1] -= dy * force; push[b][0] += dx * force; push[b][1] += dy * force;
    }
    at.forEach((point, k) => {
      const long = Math.hypot(...push[k]) || 1;
      const move = Math.min(long, heat) / long;
      point[0] = Math.min(width - 70, Math.max(70, point[0] + push[k][0] * move));
      point[1] = Math.min(height - 20, Math.max(20, point[1] + push[k][1] * move));
    });
  }
  return at;
};

// Where the labels of knots stand: above, below or beside them, wherever the fewest other labels, and then knots and tips of arrows, are
// in the way. All choose some times, so that one makes room for another.
const LETTER = 7.2;
const LINE = 15;
const round = ([x, y], radius) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
const overlap = (a, b) => Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
const labelled = (texts, at, radii, tips, width, height) => {
  const things = [...at.map((place, k) => round(place, radii[k])), ...tips.map((tip) => round(tip, 5))];
  const outside = (box) => Math.max(0, -box.left) + Math.max(0, box.right - width) + Math.max(0, -box.top) + Math.max(0, box.bottom - height);
  const choices = texts.map((text, k) => {
    const long = text.length * LETTER;
    const side = radii[k] + 4;
    const shifts = [-long / 2, -long / 4, (-3 * long) / 4].map((left) => [left, -side - LINE]).concat([[-long / 2, side], [-long / 4, side], [(-3 * long) / 4, side], [side, -LINE / 2], [-side - long, -LINE / 2]]);
    return [0, 1, 2].flatMap((far) => shifts.map(([dx, dy]) => {
      const [left, top] = [at[k][0] + dx, at[k][1] + dy + Math.sign(dy + LINE / 2) * far * LINE];
      const box = { left, right: left + long, top, bottom: top + LINE };
      return { box, cost: far * 60 + 1000 * outside(box) + sum(things.map((other) => overlap(box, other))) };
    }));
  });
  const chosen = choices.map(([first]) => first.box);
  for (let turn = 0; turn < 4; turn += 1) {
    choices.forEach((options, k) => {
      const others = chosen.filter((_, other) => other !== k);
      const costs = options.map(({ box, cost }) => cost + 10 * sum(others.map((other) => overlap(box, other))));
      chosen[k] = options[costs.indexOf(Math.min(...costs))].box;
    });
  }
  return chosen.map((box) => [(box.left + box.right) / 2, box.bottom - 4]);
};

const networkChart = (box, ids, pick) => {
  const pairs = pairsOf(ids);
  if (!pairs.length) return make("p", "empty", NO_PAIRS);
  const width = widthOf(box);
  const height = width < 600 ? 520 : 560;
  const both = new Map();
  for (const [a, b, count] of pairs) for (const k of [a, b]) both.set(k, (both.get(k) || 0) + count);
  const chosen = new Set();
  for (const [a, b] of pairs) if (new Set([...chosen, a, b]).size <= (width < 600 ? 14 : KNOTS)) chosen.add(a).add(b);
  const knots = [...chosen].sort((a, b) => both.get(b) - both.get(a) || a - b);
  const rank = new Map(knots.map((k, place) => [k, place]));
  const shown = pairs.filter((pair) => rank.has(pair[0]) && rank.has(pair[1]));
  const at = settled(knots, shown.map((pair) => [rank.get(pair[0]), rank.get(pair[1])]), width, height);
  const most = shown.length ? shown[0][2] : 1;
  const chart = drawing(width, height, "Network of who speaks about whom", svg("defs", {}, svg("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: "userSpaceOnUse", orient: "auto" }, svg("path", { d: "M0,0L8,4L0,8z", class: "arrow" }))));
  const radius = (k) => 4 + 10 * Math.sqrt(both.get(k) / both.get(knots[0]));
  const tips = [];
  for (const pair of shown) {
    const [[ax, ay], [bx, by]] = [at[rank.get(pair[0])], at[rank.get(pair[1])]];
    const long = Math.hypot(bx - ax, by - ay) || 1;
    const [ux, uy] = [(bx - ax) / long, (by - ay) / long];
    const end = radius(pair[1]) + 3;
    const bend = 14;
    tips.push([bx - ux * (end + 4), by - uy * (end + 4)]);
    const path = svg("path", { d: `M${(ax + ux * radius(pair[0])).toFixed(1)},${(ay + uy * radius(pair[0])).toFixed(1)}Q${((ax + bx) / 2 - uy * bend).toFixed(1)},${((ay + by) / 2 + ux * bend).toFixed(1)} ${(bx - ux * end).toFixed(1)},${(by - uy * end).toFixed(1)}`, class: "edge pick", "stroke-width": (0.8 + 3 * (pair[2] / most)).toFixed(1), "marker-end": "url(#arrow)" }, svg("title", {}, `${entities[pair[0]].name} about ${entities[pair[1]].name}: ${number(pair[2])}`));
    path.addEventListener("click", () => pick(pairAddress(pair)));
    chart.append(path);
  }
  const names = knots.map((k) => cut(entities[k].name, 22));
  const labels = labelled(names, at, knots.map(radius), tips, width, height);
  knots.forEach((k, place) => {
    const [x, y] = at[place];
    const circle = svg("circle", { cx: x, cy: y, r: radius(k), class: `knot ${entities[k].kind} pick` }, svg("title", {}, `${entities[k].name}: ${number(both.get(k))}`));
    circle.addEventListener("click", () => go("name", { id: entities[k].id }));
    chart.append(circle);
  });
  names.forEach((name, place) => chart.append(label(...labels[place], name, { class: "halo middle" })));
  const key = make("ul", "legend", ...["person", "organization", "place"].map((kind) => make("li", "", make("span", `swatch knot ${kind}`), kind)));
  return figure({ title: "Network: an arrow from who speaks to whom it is about", name: "network", drawn: chart, head: ["Speaker", "About", "Statements"], rows: pairTable(pairs, pick), above: [key] });
};
