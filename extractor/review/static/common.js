// What both pages share. All text of inputs reaches the page as text nodes: nothing here makes markup of a string.
export const byId = (id) => document.getElementById(id);
export const number = (value) => value.toLocaleString("en");
export const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;

export const make = (tag, name, ...children) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
};
export const isolated = (text) => make("bdi", "", text);
export const fill = (element, ...children) => element.replaceChildren(...children);

const writeToken = document.querySelector("meta[name=write-token]").content;

// What went wrong and was said aloud already.
class ToldError extends Error {}

const guarded = async (work) => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ToldError)) reportError(error);
  }
};

// Work in the order of the keys, at once or after what is still under way: a key that is pressed before the answer to the last one
// has come means the statement that will be open then. What `asks` opens a dialog; until it does, no key is a command.
let last = Promise.resolve();
let under = 0;
let asking = 0;
export const inOrder = (work, asks = false) => {
  if (asks) asking += 1;
  const start = () => {
    if (asks) asking -= 1;
    return guarded(work);
  };
  under += 1;
  last = (under === 1 ? start() : last.then(start)).finally(() => {
    under -= 1;
  });
  return last;
};

// The answer of the server; what went wrong is said aloud and thrown.
export const api = async (path, body) => {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Review-Token": writeToken },
    body: JSON.stringify(body),
  };
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    announce("The server does not answer; is 'extractor review' still running?", true);
    throw new ToldError("no answer");
  }
  const answer = response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : { error: await response.text() };
  if (!response.ok) {
    announce(answer.error, true);
    throw new ToldError(answer.error);
  }
  return answer;
};

let fading = 0;
export const announce = (text, isProblem = false) => {
  const status = byId("status");
  status.textContent = text;
  status.classList.toggle("problem", isProblem);
  status.classList.add("shown");
  clearTimeout(fading);
  fading = setTimeout(() => status.classList.remove("shown"), isProblem ? 8000 : 3000);
};

export const soon = (run, wait = 150) => {
  let timer = 0;
  const later = (...values) => {
    later.stop();
    timer = setTimeout(run, wait, ...values);
  };
  later.stop = () => clearTimeout(timer);
  return later;
};

// Keys are presses of visible buttons; none works while somebody types, in a dialog, or when they are switched off.
const stored = "extractor-review-keys";
export const startKeys = (extra = {}) => {
  const box = byId("keys-on");
  box.checked = localStorage.getItem(stored) !== "off";
  box.addEventListener("change", () => localStorage.setItem(stored, box.checked ? "on" : "off"));
  byId("help").addEventListener("click", () => byId("help-dialog").showModal());
  document.addEventListener("keydown", (event) => {
    if (!box.checked || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const on = event.target;
    const types = on.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
    if (types || asking || document.querySelector("dialog[open]")) return;
    if (event.key === "/") {
      event.preventDefault();
      byId("filter-box")?.setAttribute("open", "");
      byId("search").focus();
      byId("search").select();
      return;
    }
    const button = [...document.querySelectorAll("button[data-key]")].find((each) => each.dataset.key === event.key);
    if (!button || button.disabled || !button.checkVisibility()) return;
    event.preventDefault();
    button.click();
  });
  // Enter sends a dialog from its selects, too; Space opens them.
  for (const select of document.querySelectorAll("dialog select")) {
    select.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      select.form.requestSubmit();
    });
  }
  for (const button of document.querySelectorAll("[data-cancel]")) button.addEventListener("click", () => button.closest("dialog").close());
};

// A dialog that gives back what `read` makes of its form when it is sent, or null.
export const ask = (id, read, prepare = () => {}) => {
  const dialog = byId(id);
  const form = dialog.querySelector("form");
  return new Promise((resolve) => {
    let answer = null;
    const sent = (event) => {
      event.preventDefault();
      answer = read(form);
      if (answer !== null) dialog.close();
    };
    form.addEventListener("submit", sent);
    dialog.addEventListener("close", () => {
      form.removeEventListener("submit", sent);
      resolve(answer);
    }, { once: true });
    dialog.showModal();
    prepare(form);
  });
};

// The button that makes the tables anew, with the number of decisions that they lack.
export const showPending = (count) => {
  byId("update").hidden = count === 0;
  byId("update").textContent = `Update tables (${number(count)})`;
};

// Where a list stands that is shown in pages.
export const showPage = (page, pages) => {
  byId("page-number").textContent = `${number(page)} of ${number(pages)}`;
  byId("page-back").disabled = page <= 1;
  byId("page-on").disabled = page >= pages;
};

// Making the tables anew, with its steps said aloud.
export const updateTables = async (done) => {
  const button = byId("update");
  button.disabled = true;
  try {
    let state = await api("/api/update", {});
    while (state.running) {
      announce(`Updating the tables: ${state.step} …`);
      await new Promise((resolve) => setTimeout(resolve, 400));
      state = await api("/api/update");
    }
    announce(state.problem || ["The tables have all decisions now.", ...state.notes].join(" "), Boolean(state.problem));
    if (!state.problem) await done();
  } finally {
    button.disabled = false;
  }
};
