// Statements over time, stacked: by day, month or year of publication.
const DAY = 86400000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const UNITS = { day: 10, month: 7, year: 4 };
const MOST = { day: 100, month: 72 };
const time = (day) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7) || 1) - 1, Number(day.slice(8, 10) || 1));
const isDate = (day) => /^\d{4}(-\d\d(-\d\d)?)?$/.test(day) && new Date(time(day)).toISOString().startsWith(day);
const dayIsKnown = documents.map((document) => isDate(document[2]));
const hasDay = (i) => dayIsKnown[said.document[i]];

// The stretch that has nearly all dates: a few (one in twenty) that stand far off do not stretch the axis.
const mainStretch = (sorted) => {
  let [first, last] = [0, sorted.length - 1];
  if (sorted.length < 4) return [sorted[first], sorted[last]];
  const few = Math.max(1, Math.floor(sorted.length / 20));
  for (let k = 0; k < few; k += 1) {
    const rest = time(sorted[sorted.length - 1 - few]) - time(sorted[k + 1]);
    if (time(sorted[k + 1]) - time(sorted[k]) > Math.max(90 * DAY, 2 * rest)) first = k + 1;
  }
  for (let k = sorted.length - 1; k > sorted.length - 1 - few; k -= 1) {
    const rest = time(sorted[k - 1]) - time(sorted[first]);
    if (time(sorted[k]) - time(sorted[k - 1]) > Math.max(90 * DAY, 2 * rest)) last = k - 1;
  }
  return [sorted[first], sorted[last]];
};

const axisOf = (first, last, unit) => {
  const labels = [];
  const end = time(last);
  const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7) || 1) - 1];
  for (let k = 0, at = unit === "day" ? time(first) : Date.UTC(year, unit === "month" ? month : 0); at <= end && k < 5000; k += 1) {
    labels.push(new Date(at).toISOString().slice(0, UNITS[unit]));
    at = unit === "day" ? at + DAY : unit === "month" ? Date.UTC(year, month + k + 1) : Date.UTC(year + k + 1, 0);
  }
  return labels;
};
// Days or months if nearly all dates have them, and if they are not too many.
const unitOf = (first, last, ids) => {
  const long = (unit) => ids.filter((i) => dayOf(i).length >= UNITS[unit]).length >= 0.9 * ids.length;
  if (long("day") && (time(last) - time(first)) / DAY < MOST.day) return "day";
  return long("month") && (time(last) - time(first)) / DAY < MOST.month * 31 ? "month" : "year";
};
const spoken = (day) => {
  const [year, month, date] = day.split("-");
  return [date && Number(date), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
};
const lastDay = (period) => (period.length === 10 ? period : period.length === 7 ? new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)), 0)).toISOString().slice(0, 10) : `${period}-12-31`);

const NO_NAME = "without a name";
const BY = {
  speaker: (i) => (entityOf(i) >= 0 ? speakers[said.speaker[i]][0] : NO_NAME),
  outlet: (i) => outletOf(i) || "outlet unknown",
  act: (i) => coded("act", i),
  source: sourceKind,
  type: (i) => coded("type", i),
};

// `series` gives each statement a name; `pick({from, to, name})` is asked for what was clicked or brushed over.
const timeChart = (box, ids, { title, series, pick, whole = false, showWhole = null, names = null, height = 240 }) => {
  const dated = Array.from(ids).filter(hasDay);
  if (!dated.length) return make("p", "empty", ids.length ? "No article of these statements has a date, so there is no axis. Where dates stand in a column or field, name it when you run the program." : "No statement fits these filters.");
  const sorted = [...tally(dated.map(dayOf))].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([day, count]) => new Array(count).fill(day));
  const [first, last] = whole ? [sorted[0], sorted.at(-1)] : mainStretch(sorted);
  const near = dated.filter((i) => dayOf(i) >= first && dayOf(i) <= last);
  const unit = unitOf(first, last, near);
  const inside = near.filter((i) => dayOf(i).length >= UNITS[unit]);
  const axis = axisOf(first, last, unit);
  const order = names || top(tally(inside.map(series))).map(([name]) => name);
  const shown = order.slice(0, order.length > COLOURS + 1 ? COLOURS : COLOURS + 1);
  const rank = new Map(shown.map((name, k) => [name, k]));
  const heads = order.length > shown.length ? [...shown, "others"] : shown;
  const place = new Map(axis.map((period, k) => [period, k]));
  const counts = axis.map(() => new Array(heads.length).fill(0));
  for (const i of inside) counts[place.get(dayOf(i).slice(0, UNITS[unit]))][rank.get(series(i)) ?? heads.length - 1] += 1;

  const [width, left, bottom, above] = [widthOf(box), 40, 28, 8];
  const most = Math.max(...counts.map(sum), 1);
  const [plot, tall] = [width - left - 8, height - bottom - above];
  const step = plot / axis.length;
  const thick = Math.max(1, Math.min(48, step - Math.min(2, step * 0.2)));
  const y = (value) => above + tall - (tall * value) / most;
  const chart = drawing(width, height, `${title}: ${plural(inside.length, "statement")} from ${spoken(first)} to ${spoken(last)}, at most ${number(most)} a ${unit}`);
  for (const value of ticks(most)) chart.append(svg("line", { x1: left, x2: width - 8, y1: y(value), y2: y(value), class: "grid" }), label(left - 6, y(value) + 4, number(value), { class: "end" }));
  const every = Math.max(1, Math.ceil(axis.length / (plot / 78)));
  const bars = svg("g", { class: "bars" });
  axis.forEach((period, k) => {
    let base = 0;
    counts[k].forEach((count, s) => {
      if (!count) return;
      base += count;
      const bar = svg("rect", { x: left + k * step + (step - thick) / 2, width: thick, y: y(base), height: y(base - count) - y(base), class: colour(s) });
      bar.append(svg("title", {}, `${spoken(period)}, ${heads[s]}: ${number(count)}`));
      Object.assign(bar.dataset, { period: k, series: s });
      bars.append(bar);
    });
    if (k % every === 0 && left + k * step < width - 40) chart.append(label(left + k * step + (step - thick) / 2, height - 8, unit === "day" ? spoken(period).slice(0, every > 20 ? undefined : -5) : spoken(period)));
  });
  chart.append(bars);
  const asked = (from, to, name = "") => pick({ from: axis[from].padEnd(10, "-01"), to: lastDay(axis[to]), name });
  brush(chart, (x) => Math.min(axis.length - 1, Math.max(0, Math.floor((x - left) / step))), (k) => left + k * step, above, tall, asked, heads);
  const missing = ids.length - dated.length;
  const off = dated.length - near.length;
  const coarse = near.length - inside.length;
  const notes = [off ? make("p", "note", `${plural(off, "statement")} of other years ${off === 1 ? "is" : "are"} left off the axis. `, showWhole ? button("Show the whole axis", showWhole) : "") : "", coarse ? make("p", "note", `${plural(coarse, "statement")} of which not even the ${unit} is known ${coarse === 1 ? "is" : "are"} not in it.`) : "", missing ? make("p", "note", `${plural(missing, "statement")} without a date ${missing === 1 ? "is" : "are"} not in it.`) : ""];
  const rows = axis.map((period, k) => [button(period, () => asked(k, k)), ...counts[k], sum(counts[k])]).filter((values) => values.at(-1));
  return figure({ title, name: "over-time", drawn: chart, head: [unit, ...heads, "all"], rows, above: heads.length > 1 ? [legend(heads, names ? null : (name) => pick({ name }))] : [], below: notes });
};

// Drag over periods to choose them; a click chooses one bar.
const brush = (chart, periodAt, xOf, above, tall, asked, heads) => {
  const shade = svg("rect", { y: above, height: tall, class: "brush", width: 0 });
  chart.append(shade);
  let begin = null;
  const at = (event) => {
    const frame = chart.getBoundingClientRect();
    return ((event.clientX - frame.left) * chart.viewBox.baseVal.width) / frame.width;
  };
  const stretch = (event) => [periodAt(begin), periodAt(at(event))].sort((a, b) => a - b);
  chart.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch") return;
    begin = at(event);
    chart.setPointerCapture(event.pointerId);
  });
  chart.addEventListener("pointermove", (event) => {
    if (begin === null) return;
    const [from, to] = stretch(event);
    shade.setAttribute("x", xOf(from));
    shade.setAttribute("width", Math.abs(at(event) - begin) > 5 ? xOf(to + 1) - xOf(from) : 0);
  });
  const choose = (event, isBrushed, from, to) => {
    if (isBrushed) return asked(from, to);
    const bar = document.elementsFromPoint(event.clientX, event.clientY).find((each) => each.dataset?.period);
    return bar && asked(Number(bar.dataset.period), Number(bar.dataset.period), heads[Number(bar.dataset.series)]);
  };
  chart.addEventListener("pointerup", (event) => {
    if (begin === null) return;
    const [from, to] = stretch(event);
    const isBrushed = Math.abs(at(event) - begin) > 5;
    begin = null;
    shade.setAttribute("width", 0);
    choose(event, isBrushed, from, to);
  });
  chart.addEventListener("click", (event) => event.pointerType === "touch" && choose(event, false));
};
