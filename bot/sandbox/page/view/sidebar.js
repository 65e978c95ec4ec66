// The channels at the left, and who one is at its foot.

import { h, iconButton, redraw } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { avatar, channelIcon, channelName, nameOf } from "../app/names.js";
import { CATEGORY, DIRECT, isThread } from "../app/store.js";
import { shownTheme, toggleTheme } from "../app/theme.js";
import { openMenu } from "./menu.js";
import { openTrouble } from "./trouble.js";

/** Draw the whole side bar anew. */
export function drawSidebar(app, element) {
  const { store } = app;
  const all = [...store.channels.values()];
  const guilds = [...store.guilds.values()].map((guild) => group(app, guild.name, all.filter((each) => each.guild_id === guild.id)));
  const direct = group(app, "Direct messages", all.filter((each) => each.type === DIRECT));
  redraw(element, h("div", { class: "places" }, guilds, direct), self(app));
}

function group(app, name, channels) {
  if (!channels.length) return null;
  return h("section", { class: "place" }, h("h2", { class: "place-name" }, h("bdi", {}, name)), h("ul", {}, channels.map((each) => h("li", {}, entry(app, each)))));
}

function entry(app, channel) {
  const { store } = app;
  if (channel.type === CATEGORY) return h("h3", { class: "category" }, channelName(store, channel));
  const current = channel.id === store.current;
  const unread = store.unread.get(channel.id);
  const looks = ["channel", current && "current", unread && "unread", isThread(channel) && "below"].filter(Boolean).join(" ");
  const sign = channel.type === DIRECT ? withState(store, avatar(store, store.bot, "small")) : channelIcon(channel);
  const badge = unread?.mentions ? h("span", { class: "badge", "aria-label": `${unread.mentions} for you` }, String(unread.mentions)) : null;
  const props = { type: "button", class: looks, "aria-current": current ? "page" : null, dataset: { channel: channel.id, key: channel.id } };
  return h("button", { ...props, on: { click: () => app.actions.showChannel(channel.id) } }, sign, h("bdi", { class: "channel-name" }, channelName(store, channel)), unread && h("span", { class: "unseen" }, "unread"), badge);
}

/** A picture with a dot that says whether the bot is there. */
export function withState(store, face) {
  const on = Boolean(store.bot?.online);
  return h("span", { class: `with-state ${on ? "on" : "off"}`, title: on ? "Online" : "Offline" }, face);
}

function self(app) {
  const { store } = app;
  const me = h(
    "button",
    { type: "button", class: "self", dataset: { key: "self" }, "aria-haspopup": "menu", "aria-label": `You are ${nameOf(store, store.me)}, ${store.me.title}. Be somebody else`, on: { click: (event) => openPeople(app, event.currentTarget) } },
    avatar(store, store.me, "medium"),
    h("span", { class: "self-words" }, h("bdi", {}, nameOf(store, store.me)), h("small", {}, store.me.title)),
    icon("down"),
  );
  const trouble = iconButton(icon("bolt"), "Make trouble", () => openTrouble(app), { class: store.faults.length ? "lit" : "", dataset: { key: "trouble" } });
  const shown = shownTheme();
  const words = shown === "dark" ? "Light colours" : "Dark colours";
  const turn = () => {
    toggleTheme();
    drawSidebar(app, document.getElementById("sidebar"));
  };
  const theme = iconButton(icon(shown === "dark" ? "sun" : "moon"), words, turn, { dataset: { key: "theme" } });
  return h("div", { class: "self-row" }, me, trouble, theme);
}

function openPeople(app, anchor) {
  const { store, actions } = app;
  const entries = [...store.people.values()].map((person) => ({
    label: nameOf(store, person),
    detail: person.title,
    picture: avatar(store, person, "small"),
    checked: person.id === store.me.id,
    run: () => actions.become(person.id),
  }));
  openMenu(anchor, "Who you are", [{ heading: "See the room as" }, ...entries], { above: true });
}
