// What can be chosen where people, roles or channels are asked for: in menus of messages and forms, and in options of commands.

import { h } from "../app/dom.js";
import { avatar, channelIcon, channelName, nameOf } from "../app/names.js";
import { CATEGORY, DIRECT } from "../app/store.js";

/** Rows for a list, each with its id as `value`. */
export function people(store) {
  const everybody = [...store.people.values(), store.bot].filter(Boolean);
  return everybody.map((user) => ({ value: user.id, label: nameOf(store, user), detail: user.username, picture: avatar(store, user, "tiny") }));
}

export function roles(store) {
  const guilds = store.guild ? [store.guild] : [...store.guilds.values()];
  const dot = (role) => h("span", { class: "role-dot", vars: { "--role": role.color ? `#${role.color.toString(16).padStart(6, "0")}` : null } });
  return guilds.flatMap((guild) => guild.roles.map((role) => ({ value: role.id, label: role.name, picture: dot(role) })));
}

/** Channels of the current server; `types` limits them. */
export function channels(store, types) {
  const fits = (each) => each.type !== DIRECT && (types?.length ? types.includes(each.type) : each.type !== CATEGORY);
  const here = (each) => !store.guild || each.guild_id === store.guild.id;
  const found = [...store.channels.values()].filter((each) => fits(each) && here(each));
  return found.map((each) => ({ value: each.id, label: channelName(store, each), picture: channelIcon(each) }));
}

/** Those whose words hold what was typed; the ones that begin with it first. */
export function narrowed(items, typed) {
  const wanted = typed.trim().toLocaleLowerCase();
  const place = (item) => `${item.label} ${item.detail ?? ""}`.toLocaleLowerCase().indexOf(wanted);
  const found = items.map((item) => [place(item), item]).filter(([at]) => at >= 0);
  return found.sort(([a], [b]) => Number(a > 0) - Number(b > 0)).map(([, item]) => item);
}
