// The address says what is shown: #view?name=value&...; every view can be sent, and the back button works.
const shownAt = () => {
  const [view, query = ""] = location.hash.slice(1).split(/\?(.*)/s);
  return { view: view || "overview", values: new URLSearchParams(query) };
};
const address = (view, values = {}) => {
  const query = new URLSearchParams(values instanceof URLSearchParams ? values : Object.entries(values).filter(([, value]) => value !== "" && value !== null));
  return query.size ? `#${view}?${query}` : `#${view}`;
};
const go = (view, values) => {
  location.hash = address(view, values);
};
// The address of what stands there already; the view is not drawn anew.
const note = (view, values) => history.replaceState(null, "", address(view, values));

const nameLink = (k, text = entities[k].name) => link(text, address("name", { id: entities[k].id }));
const speakerLink = (i) => {
  const [name, kind, , , entity] = speakers[said.speaker[i]];
  if (entity >= 0) return nameLink(entity, name);
  return kind === "open" ? make("span", "open", name) : link(name, address("statements", { speaker: name }));
};

const views = {};
const route = (isStart = false) => {
  const { view, values } = shownAt();
  const section = document.querySelector(`[data-view="${CSS.escape(view)}"]`);
  const name = section && views[view] ? view : section ? view : "overview";
  for (const each of document.querySelectorAll("[data-view]")) each.hidden = each.dataset.view !== name;
  const current = name === "name" ? "names" : name;
  for (const anchor of document.querySelectorAll("nav a")) {
    if (anchor.hash === `#${current}`) anchor.setAttribute("aria-current", "page");
    else anchor.removeAttribute("aria-current");
  }
  views[name]?.(values);
  if (isStart === true) return;
  const title = document.querySelector(`[data-view="${name}"] h2`);
  document.querySelector("nav").scrollIntoView({ block: "start", behavior: "instant" });
  title?.focus({ preventScroll: true });
};
addEventListener("hashchange", route);
