// Commands that have no answer yet, or never got one.

import { h } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { avatar, botTag, nameOf, usedCommand } from "../app/names.js";

/** What `me` started in this channel that shows as a row of its own. */
export function pendingOf({ store }) {
  // The answer of a component or a form shows at its message, and a bot that thinks has sent a message that says so.
  const own = (each) => each.channel_id === store.current && !each.message_id && each.state !== "thinking";
  return [...store.interactions.values()].filter(own);
}

/** The row of one of them. */
export function pendingView(app, interaction) {
  const { store } = app;
  const asked = app.asked.get(interaction.id);
  const above = h("div", { class: "above" }, avatar(store, store.me, "tiny"), h("bdi", { class: "above-name" }, nameOf(store, store.me)), h("span", {}, "used"), h("span", { class: "used-name" }, usedCommand(interaction.name)), asked && h("span", { class: "used-with", dir: "auto" }, asked));
  const name = h("h3", { class: "message-head" }, h("span", { class: "who" }, nameOf(store, store.bot)), botTag());
  const looks = `message pending ${interaction.state === "failed" ? "private" : ""}`.trim();
  const body = interaction.state === "failed" ? failed(app, interaction) : [h("p", { class: "thinking" }, "Sending command…")];
  return h("article", { class: looks, "aria-label": "Command" }, above, h("span", { class: "face" }, avatar(store, store.bot)), h("div", { class: "message-body" }, name, body));
}

function failed(app, interaction) {
  const dismiss = () => {
    app.store.interactions.delete(interaction.id);
    app.store.emit("interaction", interaction);
  };
  return [
    h("p", { class: "failed", role: "alert" }, icon("warn"), interaction.text || "The application did not respond"),
    h("p", { class: "only-you" }, icon("eye"), "Only you can see this", h("span", { "aria-hidden": "true" }, "•"), h("button", { type: "button", class: "plain-link", on: { click: dismiss } }, "Dismiss message")),
  ];
}
