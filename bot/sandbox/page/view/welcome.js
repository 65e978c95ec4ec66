// The head of a channel: what it is, and questions to try with one click.

import { h } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { channelIcon, channelName, nameOf } from "../app/names.js";
import { DIRECT, isThread } from "../app/store.js";

// Used where the stand-in offers no `examples` of its own; they are about the knowledge that the product ships.
const EXAMPLES = [
  "Who was the guest of episode 250?",
  "Which episodes are about Django?",
  "Who sponsored the episode with Tom Christie?",
  "How long is episode 250?",
  "Has Guido van Rossum been on the show?",
];

function examplesOf(store) {
  return store.examples?.length ? store.examples : EXAMPLES;
}

/** The element that stands above the first message. */
export function welcome(app) {
  const { store } = app;
  const { channel } = store;
  const name = channelName(store, channel);
  const direct = channel.type === DIRECT;
  const title = direct ? name : isThread(channel) ? name : `Welcome to #${name}`;
  const about = direct ? `This is where you and ${name} talk. Nobody else reads it.` : channel.topic || `This is where #${name} begins.`;
  return h("header", { class: "welcome" }, h("span", { class: "welcome-sign" }, channelIcon(channel)), h("h2", {}, title), h("p", {}, about), channel.can_write && tryThese(app, direct));
}

function tryThese(app, direct) {
  const bot = nameOf(app.store, app.store.bot);
  const how = direct ? "Just write a question, or click one:" : `Mention @${bot} in a message, type / for its commands, or click a question:`;
  return h("div", { class: "try" }, h("p", { class: "try-how" }, how), exampleButtons(app));
}

/** The questions as buttons that ask at once. */
export function exampleButtons(app, done = () => {}) {
  const ask = (question) => () => {
    done();
    app.actions.ask(question);
  };
  return h("ul", { class: "examples", "aria-label": "Example questions" }, examplesOf(app.store).map((question) => h("li", {}, h("button", { type: "button", class: "example", on: { click: ask(question) } }, icon("bulb"), question))));
}
