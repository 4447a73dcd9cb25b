// What is known of the open statement: who, to whom, what it does, what was found and who decided what.
import { byId, fill, isolated, make } from "./common.js";

export const STATUS = { unreviewed: "open", accepted: "accepted", corrected: "corrected", rejected: "rejected" };
const DID = { accept: "accepted it", reject: "rejected it", correct: "corrected", add: "added it" };
const CALLED = { is_negated: "negation", is_hedged: "hedge", is_conditional: "condition" };

const fact = (label, ...values) => make("div", "", make("dt", "", label), make("dd", "", ...values));
const said = ({ reviewer, action, corrected, at, note }) => {
  const what = corrected.map((name) => CALLED[name] || name).join(", ");
  const words = [isolated(reviewer), ` ${DID[action]}${what ? ` ${what}` : ""}, ${at}`];
  if (note) words.push(" ", make("q", "", isolated(note)));
  return make("li", "", ...words);
};

export const showFacts = ({ statement, article }) => {
  const who = statement.speaker.name || (statement.source ? "" : "no source");
  const level = statement.confidence ? make("span", `level ${statement.confidence}`, `${statement.likely}% likely right`) : "";
  const facts = [
    fact("Speaker", make("strong", "", isolated(who || "nobody named")), statement.role ? make("span", "aside", ", ", isolated(statement.role)) : "", statement.source && statement.source !== who ? make("span", "aside", " “", isolated(statement.source), "”") : ""),
    fact("Act, type", `${statement.act}, ${statement.type}`, statement.flags.length ? make("em", "", ` ${statement.flags.join(", ")}`) : ""),
  ];
  if (statement.target.name) facts.push(fact("Target", isolated(statement.target.name)));
  if (statement.addressee.name) facts.push(fact("To", isolated(statement.addressee.name)));
  facts.push(fact("Rule", make("code", "", statement.rule), level));
  facts.push(fact("Status", make("span", `state ${statement.status}`, STATUS[statement.status]), statement.conflict ? make("strong", "problem", ", reviewers differ") : ""));
  if (statement.candidates.length) facts.push(fact("Could be", isolated(statement.candidates.join(", "))));
  if (statement.tags.length || statement.note) facts.push(fact("Tags, note", ...statement.tags.map((tag) => make("span", "tag", isolated(tag))), statement.note ? make("q", "", isolated(statement.note)) : ""));
  for (const [name, value] of Object.entries(statement.found)) facts.push(fact(`${name[0].toUpperCase()}${name.slice(1)} as found`, isolated(value)));
  const box = byId("facts");
  box.hidden = false;
  fill(box, make("dl", "", ...facts), statement.history.length ? make("ul", "aside", ...statement.history.map(said)) : "");
  byId("complete").setAttribute("aria-pressed", String(article.complete));
};
