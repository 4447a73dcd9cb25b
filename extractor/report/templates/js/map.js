// Places that statements are about: countries as shapes, towns as points. Shapes are those of Natural Earth in the Equal Earth
// projection, 1,000 units wide; towns are put on them by the same formula.
const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const ROOT = Math.sqrt(3) / 2;
const equalEarth = (longitude, latitude) => {
  const angle = Math.asin(ROOT * Math.sin((latitude * Math.PI) / 180));
  const square = angle * angle;
  const sixth = square ** 3;
  const x = (((longitude * Math.PI) / 180) * Math.cos(angle)) / (ROOT * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)));
  return [x, angle * (A1 + A2 * square + sixth * (A3 + A4 * square))];
};
const UNIT = 500 / equalEarth(180, 0)[0];
const TOP = equalEarth(0, 90)[1];
const onMap = (longitude, latitude) => {
  const [x, y] = equalEarth(longitude, latitude);
  return [500 + x * UNIT, (TOP - y) * UNIT];
};

const mapChart = (box, ids, pick) => {
  const counts = new Map();
  const countries = new Map();
  for (const i of ids) {
    const here = new Set();
    for (const k of said.about[i]) {
      if (entities[k].kind !== "place") continue;
      counts.set(k, (counts.get(k) || 0) + 1);
      if (entities[k].country) here.add(entities[k].country);
    }
    for (const code of here) countries.set(code, (countries.get(code) || 0) + 1);
  }
  if (!counts.size) return make("p", "empty", "No statement here is about a place.");
  const shapes = read("world");
  const names = new Map(entities.filter((each) => each.kind === "place" && each.detail === "country" && each.country).map((each) => [each.country, each.name]));
  const named = typeof Intl.DisplayNames === "function" ? new Intl.DisplayNames("en", { type: "region" }) : { of: (code) => code };
  const nameOf = (code) => names.get(code) || named.of(code) || code;
  const most = Math.max(...countries.values(), 1);
  const width = widthOf(box);
  const scale = 1000 / width; // letters and points keep their size
  const chart = drawing(1000, 440, `Map of the places that ${plural(ids.length, "statement")} are about`);
  chart.removeAttribute("width");
  chart.removeAttribute("height");
  for (const [code, path] of Object.entries(shapes)) {
    const count = countries.get(code) || 0;
    const shape = svg("path", { d: path, class: count ? `land heat${Math.ceil((5 * count) / most)} pick` : "land" }, svg("title", {}, count ? `${nameOf(code)}: ${plural(count, "statement")}` : nameOf(code)));
    if (count) shape.addEventListener("click", () => pick({ in: code }));
    chart.append(shape);
  }
  const points = [...counts].filter(([k]) => entities[k].latitude !== undefined && entities[k].detail !== "country").sort((a, b) => b[1] - a[1]);
  const large = Math.sqrt(points.length ? points[0][1] : 1);
  const written = [];
  const letters = svg("g");
  points.forEach(([k, count]) => {
    const [x, y] = onMap(entities[k].longitude, entities[k].latitude);
    const point = svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: ((2 + (7 * Math.sqrt(count)) / large) * scale).toFixed(1), class: "point pick" }, svg("title", {}, `${entities[k].name}: ${plural(count, "statement")}`));
    point.addEventListener("click", () => pick({ about: entities[k].name }));
    chart.append(point);
    const free = written.every(([a, b]) => Math.abs(a - x) > 90 * scale || Math.abs(b - y) > 14 * scale);
    if (written.length < (width < 600 ? 6 : 14) && free) {
      written.push([x, y]);
      letters.append(label(x + 8 * scale, y - 6 * scale, entities[k].name, { class: "halo", "font-size": 12 * scale }));
    }
  });
  chart.append(letters);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const rows = ranked.slice(0, 500).map(([k, count]) => [nameLink(k), entities[k].detail, entities[k].country ? nameOf(entities[k].country) : "", button(number(count), () => pick({ about: entities[k].name }))]);
  const without = ranked.filter(([k]) => entities[k].latitude === undefined).length;
  const below = without ? [make("p", "note", `${plural(without, "place")} without coordinates ${without === 1 ? "is" : "are"} in the table only.`)] : [];
  return figure({ title: "Places that the statements are about", name: "places", drawn: chart, head: ["Place", "Kind", "Country", "Statements"], rows, below });
};
