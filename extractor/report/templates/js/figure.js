// A chart with what belongs to it: title, legend, its numbers as a table, and buttons that save it. Charts are SVG made by hand: five
// hundred lines instead of a library of half a megabyte on every page, and nothing that a strict policy would have to allow.
const SVG = "http://www.w3.org/2000/svg";
const svg = (tag, attributes = {}, ...children) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
const COLOURS = 7; // and one more for all the others
const colour = (k) => `k${Math.min(k, COLOURS)}`;
const widthOf = (box) => Math.max(300, Math.min(box.clientWidth || 900, 1100));
const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
const drawing = (width, height, label, ...children) =>
  svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label, class: "chart" }, ...children);
const label = (x, y, text, more = {}) => svg("text", { x, y, ...more }, text);

// Steps of an axis from 0: at most `count`, round numbers.
const ticks = (most, count = 4) => {
  const rough = Math.max(1, most / count);
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * size).find((each) => each >= rough);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, k) => k * step);
};

const titled = (element, words) => {
  if (words) element.title = words;
  return element;
};
const legend = (names, pick, does = "") => {
  const list = make("ul", "legend");
  names.forEach((name, k) => list.append(make("li", "", make("span", `swatch ${colour(k)}`), pick && k < COLOURS ? titled(button(name, () => pick(name)), does && `${does} ${name} first`) : isolated(name))));
  return list;
};

// Rows of values; a cell may be a node, such as a link, with the value as its text.
const table = (head, rows) => {
  const heads = head.map((name, k) => {
    const cellHead = make("th", k && typeof (rows[0] || [])[k] === "number" ? "number" : "", name);
    cellHead.scope = "col";
    return cellHead;
  });
  const lines = rows.map((values) => make("tr", "", ...values.map((value, k) => {
    const isNumber = typeof value === "number";
    const element = make(k ? "td" : "th", isNumber ? "number" : "", value instanceof Node ? value : isNumber ? number(value) : isolated(String(value)));
    if (!k) element.scope = "row";
    return element;
  })));
  return make("table", "", make("thead", "", make("tr", "", ...heads)), make("tbody", "", ...lines));
};
const textOf = (value) => (value instanceof Node ? value.textContent : value);
const scrolled = (name, ...children) => {
  const region = make("div", "scroll", ...children);
  region.tabIndex = 0;
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", name);
  return region;
};

// The drawing by itself: colours and letters as they are computed here, the title and the page's ground in it.
const PAINT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline"];
const standalone = (drawn, title) => {
  const copy = drawn.cloneNode(true);
  const [from, to] = [drawn, copy].map((each) => [each, ...each.querySelectorAll("*")]);
  from.forEach((element, k) => {
    const style = getComputedStyle(element);
    for (const name of PAINT) to[k].setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "tabindex", "role", "aria-label"]) to[k].removeAttribute(name);
  });
  const [, , width, height] = drawn.getAttribute("viewBox").split(" ").map(Number);
  const page = getComputedStyle(document.body);
  const head = label(12, 22, title, { fill: page.color, "font-family": page.fontFamily, "font-size": 15, "font-weight": 600 });
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("y", 34);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const whole = svg("svg", { xmlns: SVG, width, height: height + 34, viewBox: `0 0 ${width} ${height + 34}` });
  whole.append(svg("rect", { width: "100%", height: "100%", fill: page.backgroundColor }), head, copy);
  return { text: new XMLSerializer().serializeToString(whole), width, height: height + 34 };
};
const savePicture = (drawn, title, name) => {
  const { text, width, height } = standalone(drawn, title);
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = make("canvas");
    [canvas.width, canvas.height] = [2 * width, 2 * height];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(`${name}.png`, "image/png", blob));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
};

// `drawn` is an SVG element; `head` and `rows` are its table; `above` and `below` stand around it.
const figure = ({ title, name, drawn, head, rows, above = [], below = [], level = "h3" }) => {
  const saves = make("p", "saves", "Save as ",
    button("PNG", () => savePicture(drawn, title, name)), " ", button("SVG", () => save(`${name}.svg`, "image/svg+xml", standalone(drawn, title).text)), " ",
    button("CSV", () => save(`${name}.csv`, "text/csv", csv([head, ...rows.map((values) => values.map(textOf))]))));
  const details = make("details", "numbers", make("summary", "", "As a table"));
  details.addEventListener("toggle", () => details.open && details.childElementCount === 1 && details.append(scrolled(`Table: ${title}`, table(head, rows))));
  return make("figure", "", make("figcaption", "", make(level, "", title)), ...above, make("div", "canvas", drawn), ...below, make("div", "under", details, saves));
};
