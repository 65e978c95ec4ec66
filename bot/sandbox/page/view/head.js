// The bar above the messages: which channel, and whether the bot is there.

import { h, iconButton, redraw } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { channelIcon, channelName, nameOf } from "../app/names.js";
import { DIRECT } from "../app/store.js";

/** Draw the head anew. */
export function drawHead(app, element) {
  const { store } = app;
  const { channel } = store;
  if (!channel) return redraw(element);
  const unread = [...store.unread.values()].reduce((sum, each) => sum + each.mentions, 0);
  const drawer = iconButton(icon("menu"), "Channels", () => app.actions.openDrawer(), { class: "drawer-button", "aria-controls": "sidebar", dataset: { key: "drawer" } });
  const parent = store.channels.get(channel.parent_id);
  const up = parent && parent.type !== 4 ? h("button", { type: "button", class: "head-up", on: { click: () => app.actions.showChannel(parent.id) } }, channelName(store, parent), " ›") : null;
  const topic = channel.type === DIRECT ? "Direct messages" : channel.topic;
  const members = iconButton(icon("people"), "People", () => app.actions.toggleMembers(), { class: "members-button", dataset: { key: "members" }, "aria-pressed": String(!document.body.classList.contains("alone")) });
  return redraw(
    element,
    h("span", { class: "drawer-place" }, drawer, unread > 0 && h("span", { class: "badge", "aria-label": `${unread} for you elsewhere` }, String(unread))),
    h("span", { class: "head-sign" }, channelIcon(channel)),
    up,
    h("h1", { class: "head-name" }, h("bdi", {}, channelName(store, channel))),
    topic && h("p", { class: "head-topic", title: topic, dir: "auto" }, topic),
    presence(store),
    members,
  );
}

function presence(store) {
  const online = store.bot?.online;
  const words = `${nameOf(store, store.bot)} is ${online ? "online" : "offline"}`;
  return h("p", { class: `presence ${online ? "on" : "off"}`, title: words }, h("span", { class: "presence-words" }, words));
}
