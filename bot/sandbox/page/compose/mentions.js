// Between what one types (@Greenroom, #general) and what Discord sends (<@1>, <#2>).

import { channelName, nameOf } from "../app/names.js";
import { DIRECT } from "../app/store.js";

function known(store) {
  const users = [...store.people.values(), store.bot].filter(Boolean).map((user) => [`@${nameOf(store, user)}`, `<@${user.id}>`]);
  const roles = (store.guild?.roles ?? []).filter((role) => role.name !== "@everyone").map((role) => [`@${role.name}`, `<@&${role.id}>`]);
  const channels = [...store.channels.values()].filter((each) => each.type !== DIRECT).map((each) => [`#${channelName(store, each)}`, `<#${each.id}>`]);
  // The longest name first: "@Ada Lovelace" must not become the mention of "@Ada". A user goes before a role of the same name.
  return [...users, ...roles, ...channels].sort(([a], [b]) => b.length - a.length);
}

/** What goes to the stand-in: every known name that stands as a word of its own becomes a mention. */
export function toWire(store, text) {
  const names = known(store);
  let out = "";
  let at = 0;
  while (at < text.length) {
    const found = "@#".includes(text[at]) && !isWord(text[at - 1]) && names.find(([name]) => matches(text, at, name));
    out += found ? found[1] : text[at];
    at += found ? found[0].length : 1;
  }
  return out;
}

/** What one sees in the box when editing. */
export function fromWire(store, text) {
  const spelled = new Map(known(store).map(([name, wire]) => [wire, name]));
  return text.replace(/<(?:@[!&]?|#)\d+>/gu, (wire) => spelled.get(wire.replace("<@!", "<@")) ?? wire);
}

function matches(text, at, name) {
  const same = text.slice(at, at + name.length).toLowerCase() === name.toLowerCase();
  return same && !isWord(text[at + name.length]);
}

function isWord(letter) {
  return letter !== undefined && /[\p{L}\p{N}_]/u.test(letter);
}
