// Reactions under a message, and the small choice of emoji to react with.

import { h } from "../app/dom.js";
import { float } from "./floating.js";

const OFFERED = [
  ["👍", "Thumbs up"],
  ["👎", "Thumbs down"],
  ["❤️", "Heart"],
  ["😂", "Laughing"],
  ["🎉", "Party"],
  ["🤔", "Thinking"],
  ["👀", "Eyes"],
  ["🎧", "Headphones"],
];

/** The row of reactions; pressing one adds or takes back one's own. */
export function reactions(app, message) {
  if (!message.reactions?.length) return null;
  return h("div", { class: "reactions", role: "group", "aria-label": "Reactions" }, message.reactions.map((each) => reaction(app, message, each)));
}

function reaction(app, message, { emoji, count, me }) {
  const label = `${emoji.name}, ${count} ${count === 1 ? "reaction" : "reactions"}${me ? ", one is yours" : ""}`;
  const props = { type: "button", class: `reaction ${me ? "mine" : ""}`.trim(), "aria-pressed": String(Boolean(me)), "aria-label": label };
  return h("button", { ...props, on: { click: () => app.actions.react(message, written(emoji), !me) } }, h("span", { class: "reaction-emoji" }, emoji.id ? `:${emoji.name}:` : emoji.name), String(count));
}

function written(emoji) {
  return emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name;
}

/** Open the small choice beside `anchor`. */
export function openReactions(app, message, anchor) {
  let close = null;
  const one = ([emoji, label]) => {
    const pick = () => {
      close();
      const mine = message.reactions?.some((each) => each.emoji.name === emoji && each.me);
      app.actions.react(message, emoji, !mine);
    };
    return h("button", { type: "button", class: "emoji", "aria-label": label, title: label, on: { click: pick } }, emoji);
  };
  const panel = h("div", { class: "emojis", role: "group", "aria-label": "React with" }, OFFERED.map(one));
  close = float(panel, anchor, { align: "end" });
  panel.firstChild.focus();
}
