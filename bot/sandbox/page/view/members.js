// Who is in the room, at the right of wide windows.

import { h, redraw } from "../app/dom.js";
import { avatar, botTag, colorOf, nameOf } from "../app/names.js";
import { withState } from "./sidebar.js";

/** Draw the list anew. */
export function drawMembers(app, element) {
  const { store } = app;
  const groups = new Map();
  for (const person of store.people.values()) groups.set(person.title, [...(groups.get(person.title) ?? []), person]);
  const order = ["Owner", "Moderator"];
  const rank = (title) => (order.includes(title) ? order.indexOf(title) : order.length);
  const sorted = [...groups].sort(([a], [b]) => rank(a) - rank(b));
  redraw(element, sorted.map(([title, people]) => group(app, title, people)), store.bot && group(app, "Bot", [store.bot]));
}

function group(app, title, people) {
  return h("section", {}, h("h2", { class: "members-title" }, `${title} — ${people.length}`), h("ul", {}, people.map((person) => h("li", {}, entry(app, person)))));
}

function entry(app, person) {
  const { store } = app;
  const face = avatar(store, person, "small");
  const mine = person.id === store.me.id;
  const open = (event) => app.actions.profile(person, event.currentTarget);
  return h("button", { type: "button", class: "member", dataset: { key: person.id }, on: { click: open } }, person.bot ? withState(store, face) : face, h("bdi", { class: "who", vars: { "--who": colorOf(store, person) } }, nameOf(store, person)), person.bot && botTag(), mine && h("small", {}, "you"));
}
