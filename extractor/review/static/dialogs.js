// What reviewers are asked: who speaks, act and type, where a span begins and ends, a missed statement.
import { api, ask, byId, fill, isolated, make, soon } from "./common.js";
import * as article from "./article.js";

const NEW = [["person", "new person"], ["organization", "new organization"], ["place", "new place"], ["group", "a group"], ["anonymous", "somebody anonymous"]];
const NOBODY = { entity_id: "", kind: "unknown", name: "" };

// A combo box of speakers by the pattern of ARIA: focus stays in the input, the list follows the arrow keys.
const combo = (id, submit) => {
  const input = byId(`${id}-input`);
  const list = byId(`${id}-list`);
  let options = [];
  let active = 0;
  let documentId = "";
  let asked = 0;
  let isStale = false; // words were typed that the list does not answer yet
  const mark = () => {
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
    const item = list.children[active];
    input.setAttribute("aria-activedescendant", item ? item.id : "");
    item?.scrollIntoView({ block: "nearest" });
  };
  const load = async () => {
    const turn = (asked += 1);
    const words = input.value.trim();
    const found = await api(`/api/documents/${encodeURIComponent(documentId)}/speakers?q=${encodeURIComponent(words)}`);
    if (turn !== asked) return;
    options = found.map((each) => ({ value: { entity_id: each.id, kind: each.kind, name: each.name }, note: [each.here ? "in this article" : "elsewhere", each.role || each.kind].join(" · ") }));
    if (words) options.push(...NEW.map(([kind, note]) => ({ value: { entity_id: "", kind, name: words }, note })));
    options.push({ value: NOBODY, note: "nobody can be named", name: "Nobody" });
    active = 0;
    isStale = false;
    fill(list, ...options.map((option, place) => {
      const item = make("li", "", isolated(option.name || option.value.name), make("small", "", option.note));
      item.id = `${id}-${place}`;
      item.setAttribute("role", "option");
      item.addEventListener("click", () => {
        active = place;
        mark();
        submit(options[active].value);
      });
      return item;
    }));
    mark();
  };
  const later = soon(load, 120);
  input.addEventListener("input", () => {
    asked += 1;
    isStale = true;
    later();
  });
  // Who moves in the list means the list that is shown.
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !options.length) return;
    event.preventDefault();
    later.stop();
    asked += 1;
    isStale = false;
    active = Math.min(Math.max(active + step, 0), options.length - 1);
    mark();
  });
  return {
    start: async (document, name) => {
      documentId = document;
      input.value = name;
      options = [];
      fill(list);
      await load();
    },
    // The choice; waits for the list of what was typed last.
    value: async () => {
      while (isStale || !options.length) {
        later.stop();
        await load();
      }
      return options[active].value;
    },
    choose: (name) => {
      input.value = name;
    },
  };
};

let speakerChosen = () => {};
const speakerCombo = combo("speaker-choice", (value) => speakerChosen(value));
const missedCombo = combo("missed-choice", (value) => missedCombo.choose(value.name));

const WHO = { speaker: "Who says it?", target: "At whom is it directed?", addressee: "To whom is it said?" };
export const askWho = async ({ article: { id: documentId }, statement }, part) => {
  let picked = null;
  byId("speaker-title").textContent = WHO[part];
  const dialog = byId("speaker-dialog");
  speakerChosen = (value) => {
    picked = value;
    dialog.close();
  };
  const form = dialog.querySelector("form");
  const sent = async (event) => {
    event.preventDefault();
    speakerChosen(await speakerCombo.value());
  };
  form.addEventListener("submit", sent);
  fill(byId("speaker-preview"), isolated(statement.source), " ", make("span", "cue", isolated(statement.cue)), " ", make("mark", "c", isolated(statement.content)));
  dialog.showModal();
  await speakerCombo.start(documentId, "");
  await new Promise((resolve) => {
    if (dialog.open) dialog.addEventListener("close", resolve, { once: true });
    else resolve();
  });
  form.removeEventListener("submit", sent);
  return picked;
};

const LABELS = ["is_negated", "is_hedged", "is_conditional"];
export const askLabels = (statement) =>
  ask("labels-dialog", (form) => ({ act: form.elements.act.value, type: form.elements.type.value, ...Object.fromEntries(LABELS.map((name) => [name, form.elements[name].checked])) }), (form) => {
    form.elements.act.value = statement.act;
    form.elements.type.value = statement.type;
    for (const name of LABELS) form.elements[name].checked = statement[name];
    form.elements.act.focus();
  });

// Borders of the first and last piece of a part, moved word by word.
export const askSpan = (statement) => {
  const words = article.allWords();
  const starts = words.map((word) => article.offsets(word)[0]);
  const ends = words.map((word) => article.offsets(word)[1]);
  const dialog = byId("span-dialog");
  const form = dialog.querySelector("form");
  const preview = byId("span-preview");
  const near = (places, offset) => places.reduce((best, place, k) => (Math.abs(place - offset) < Math.abs(places[best] - offset) ? k : best), 0);
  let first = 0;
  let last = 0;
  let pieces = [];
  const paint = () => {
    const before = first ? article.stretch(Math.max(0, first - 6), first - 1) : "";
    const behind = last + 1 < words.length ? article.stretch(last + 1, Math.min(words.length - 1, last + 6)) : "";
    fill(preview, make("span", "aside", isolated(before), " "), make("mark", "c", isolated(article.stretch(first, last))), make("span", "aside", " ", isolated(behind)));
  };
  const choose = () => {
    pieces = statement.spans[form.elements.part.value];
    const from = pieces.length ? pieces : [[statement.spans.content[0][0], statement.spans.content[0][0] + 1]];
    first = near(starts, from[0][0]);
    last = Math.max(first, near(ends, from.at(-1)[1]));
    paint();
  };
  const press = (button) => {
    const step = Number(button.dataset.step);
    if (button.dataset.edge === "start") first = Math.min(Math.max(first + step, 0), last);
    else last = Math.min(Math.max(last + step, first), words.length - 1);
    paint();
  };
  const clicked = (event) => {
    const button = event.target.closest("button[data-edge]");
    if (button) press(button);
  };
  const pressed = (event) => {
    if (event.target.matches("select") || event.ctrlKey || event.altKey || event.metaKey) return;
    const button = [...form.querySelectorAll("button[data-press]")].find((each) => each.dataset.press === event.key);
    if (button) press(button);
  };
  form.addEventListener("click", clicked);
  form.addEventListener("keydown", pressed);
  form.elements.part.onchange = choose;
  return ask("span-dialog", () => {
    const inner = pieces.filter(([start, end]) => start < ends[last] && end > starts[first]).map((each) => [...each]);
    if (!inner.length) inner.push([starts[first], ends[last]]);
    inner[0][0] = starts[first];
    inner.at(-1)[1] = ends[last];
    return { [form.elements.part.value]: inner };
  }, () => {
    form.elements.part.value = "content";
    choose();
    form.querySelector("button[data-edge=end]").focus();
  }).finally(() => {
    form.removeEventListener("click", clicked);
    form.removeEventListener("keydown", pressed);
  });
};

// A statement from selected words; `send` writes it and may say what is wrong.
export const askMissed = async (documentId, chosen, send) => {
  const dialog = byId("missed-dialog");
  const form = dialog.querySelector("form");
  const problem = form.querySelector(".problem");
  problem.textContent = "";
  form.elements.source.value = form.elements.cue.value = form.elements.type.value = "";
  form.elements.act.value = "say";
  fill(byId("missed-preview"), make("mark", "c", isolated(chosen.text)));
  let added = null;
  const sent = async (event) => {
    event.preventDefault();
    const name = byId("missed-choice-input").value.trim();
    const speaker = name ? await missedCombo.value() : NOBODY;
    const values = Object.fromEntries(["source", "cue", "act", "type"].map((field) => [field, form.elements[field].value]));
    try {
      added = await send({ start: chosen.start, end: chosen.end, speaker, ...values });
      dialog.close();
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  form.addEventListener("submit", sent);
  dialog.showModal();
  byId("missed-choice-input").focus();
  await missedCombo.start(documentId, "");
  await new Promise((resolve) => {
    if (dialog.open) dialog.addEventListener("close", resolve, { once: true });
    else resolve();
  });
  form.removeEventListener("submit", sent);
  return added;
};

export const confirm = (title, words, yes) =>
  ask("confirm-dialog", () => true, () => {
    byId("confirm-title").textContent = title;
    byId("confirm-text").textContent = words;
    byId("confirm-yes").textContent = yes;
  });

export const askDraw = () =>
  ask("draw-dialog", (form) => ({ size: Number(form.elements.size.value), seed: Number(form.elements.seed.value) }));

// Tags are parted by commas; they and the note are no verdict.
export const askTags = (statement, shown) =>
  ask("tags-dialog", (form) => ({ tags: form.elements.tags.value.split(",").map((tag) => tag.trim()).filter(Boolean), note: form.elements.all.checked ? null : form.elements.note.value, all: form.elements.all.checked }), (form) => {
    form.elements.tags.value = statement.tags.join(", ");
    form.elements.note.value = statement.note;
    form.elements.all.checked = false;
    byId("tags-all").textContent = `all of the list (${shown}); tags are added to those they have`;
    form.elements.tags.focus();
  });
