// The article: pieces from the server as text nodes, one element a word, and a word cursor to select with.
import { byId, fill, isolated, make } from "./common.js";

const LETTERS = { content: "c", cue: "q", source: "s", target: "t", addressee: "d", other: "o" };
const text = byId("text");
let words = [];

export const clear = () => {
  fill(byId("article-title"), "No statement is open");
  fill(byId("origin"));
  fill(text);
  words = [];
};

// Each part is labelled where it begins; its later pieces have its colour alone.
const piece = ({ part, other, words: listed }, open, labelled) => {
  const children = listed.map(([start, end, word]) => {
    if (!word.trim()) return word;
    const element = make("span", "w", word);
    element.dataset.start = start;
    element.dataset.end = end;
    return element;
  });
  if (!part) return children;
  const mark = make("mark", LETTERS[part]);
  if (part === "other") {
    mark.append(...children);
    mark.title = "another statement";
    mark.addEventListener("click", () => getSelection().isCollapsed && other && open(other));
  } else {
    mark.append(labelled.has(part) ? "" : make("span", "label", `${part}\u00a0`), make("bdi", "", ...children));
    labelled.add(part);
  }
  return [mark];
};

export const show = (article, open, isFirst) => {
  byId("article-title").replaceChildren(isolated(article.title || article.source_path));
  const origin = byId("origin");
  fill(origin);
  const facts = [article.outlet, article.author, article.date, article.source_path, article.record && `record ${article.record}`].filter(Boolean);
  facts.forEach((fact, place) => origin.append(place ? " · " : "", isolated(fact)));
  if (article.url) {
    const link = make("a", "", "original");
    link.href = article.url;
    link.rel = "noreferrer noopener";
    link.target = "_blank";
    origin.append(" · ", link);
  }
  const labelled = new Set();
  fill(text, ...article.lines.map((line) => make("p", "", ...line.flatMap((each) => piece(each, open, labelled)))));
  words = [...text.querySelectorAll(".w")];
  const first = text.querySelector("mark.c, mark.q");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // On a narrow screen the article stands below the list: it must not jump away when the page opens.
  const isNarrow = !matchMedia("(min-width: 70rem)").matches;
  if (!(isNarrow && isFirst)) first?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
};

export const offsets = (element) => [Number(element.dataset.start), Number(element.dataset.end)];
export const allWords = () => words;
const wordsText = (chosen) => {
  let result = "";
  let at = Number(chosen[0].dataset.start);
  for (const word of chosen) {
    const [start, end] = offsets(word);
    result += (start > at ? " " : "") + word.textContent;
    at = end;
  }
  return result;
};
// The words that are selected, as offsets and text; null without any.
export const selection = () => {
  const selected = getSelection();
  if (selected.isCollapsed || !selected.rangeCount) return null;
  const range = selected.getRangeAt(0);
  const chosen = words.filter((word) => range.intersectsNode(word));
  if (!chosen.length) return null;
  return { start: offsets(chosen[0])[0], end: offsets(chosen.at(-1))[1], text: wordsText(chosen) };
};
export const stretch = (first, last) => wordsText(words.slice(first, last + 1));

// Choosing words with the arrow keys; resolves with a selection or null.
export const pick = () => new Promise((resolve) => {
  const bar = byId("picking");
  const article = byId("article");
  if (!words.length) {
    resolve(null);
    return;
  }
  const start = words.findIndex((word) => word.closest("mark.c"));
  let anchor = Math.max(0, start);
  let head = anchor;
  const paint = () => {
    const [low, high] = [Math.min(anchor, head), Math.max(anchor, head)];
    words.forEach((word, place) => {
      word.classList.toggle("chosen", place >= low && place <= high);
      word.classList.toggle("cursor", place === head);
    });
    words[head].scrollIntoView({ block: "nearest" });
    byId("status").textContent = stretch(low, high);
  };
  const vertical = (step) => {
    const here = words[head].getBoundingClientRect();
    let found = head;
    let best = Infinity;
    let line = null;
    for (let place = head + step; place >= 0 && place < words.length; place += step) {
      const box = words[place].getBoundingClientRect();
      if (Math.abs(box.top - here.top) < 6) continue;
      if (line === null) line = box.top;
      if (Math.abs(box.top - line) > 6) break;
      if (Math.abs(box.left - here.left) < best) [best, found] = [Math.abs(box.left - here.left), place];
    }
    return found;
  };
  const finish = (answer) => {
    bar.hidden = true;
    document.body.classList.remove("picking");
    article.removeEventListener("keydown", pressed);
    byId("pick-done").onclick = byId("pick-cancel").onclick = null;
    words.forEach((word) => word.classList.remove("chosen", "cursor"));
    resolve(answer);
  };
  const done = () => {
    const [low, high] = [Math.min(anchor, head), Math.max(anchor, head)];
    finish({ start: offsets(words[low])[0], end: offsets(words[high])[1], text: stretch(low, high) });
  };
  const pressed = (event) => {
    const steps = { ArrowLeft: () => head - 1, ArrowRight: () => head + 1, ArrowUp: () => vertical(-1), ArrowDown: () => vertical(1), Home: () => 0, End: () => words.length - 1 };
    if (steps[event.key]) {
      event.preventDefault();
      head = Math.min(Math.max(steps[event.key](), 0), words.length - 1);
      if (!event.shiftKey) anchor = head;
      paint();
    } else if (event.key === "Enter") {
      event.preventDefault();
      done();
    } else if (event.key === "Escape") {
      event.preventDefault();
      finish(null);
    } else if (event.key !== "Tab" && event.key !== "Shift") {
      event.preventDefault();
    }
  };
  bar.hidden = false;
  document.body.classList.add("picking");
  article.addEventListener("keydown", pressed);
  byId("pick-done").onclick = done;
  byId("pick-cancel").onclick = () => finish(null);
  article.focus({ preventScroll: true });
  paint();
});
