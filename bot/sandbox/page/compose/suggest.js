// What the list above the box offers while one writes: commands after "/", people after "@", channels after "#".

import { h } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { avatar, channelIcon, channelName, nameOf } from "../app/names.js";
import { CATEGORY, DIRECT } from "../app/store.js";
import { narrowed } from "../view/choices.js";
import { fitting, usable } from "./commands.js";

const MOST = 10;

/** `{title, items}` for a text with the caret at `caret`, or null. An item says what `put` does to the text, or which `command` to start. */
export function suggest(store, text, caret) {
  if (text.startsWith("/") && !text.includes("\n")) return commands(store, text.slice(1));
  const [, lead, sign, typed] = /(^|[\s(])([@#])([^\s@#]{0,32})$/u.exec(text.slice(0, caret)) ?? [];
  if (sign === undefined) return null;
  const from = caret - typed.length - 1;
  const all = sign === "@" ? people(store) : channels(store);
  const items = narrowed(all, typed).slice(0, MOST).map((item) => ({ ...item, put: { from, to: caret, words: `${sign}${item.label} ` } }));
  return items.length && lead !== undefined ? { title: sign === "@" ? "People" : "Channels", items } : null;
}

function commands(store, typed) {
  const found = fitting(usable(store), typed);
  if (!found.length) return null;
  const bot = store.bot;
  const row = (each, index) => ({
    label: `/${each.name}`,
    detail: each.about,
    hint: each.options.filter((option) => option.required).map((option) => option.name).join(" "),
    picture: h("span", { class: "command-sign" }, icon("slash")),
    heading: index === 0 ? nameOf(store, bot) : null,
    command: each,
  });
  return { title: "Commands", items: found.slice(0, 25).map(row) };
}

function people(store) {
  const everybody = [store.bot, ...store.people.values()].filter((each) => each && each.id !== store.me.id);
  return everybody.map((user) => ({ label: nameOf(store, user), detail: user.bot ? "Bot" : user.title, picture: avatar(store, user, "tiny") }));
}

function channels(store) {
  const found = [...store.channels.values()].filter((each) => each.type !== DIRECT && each.type !== CATEGORY);
  return found.map((each) => ({ label: channelName(store, each), picture: channelIcon(each) }));
}
