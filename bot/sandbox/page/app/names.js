// What people, channels and roles are called, and the small pictures that stand for them.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { CATEGORY, DIRECT, FORUM, NEWS, isThread } from "./store.js";

const TINTS = 8;
const KINDS = { 0: "hash", [DIRECT]: "envelope", [CATEGORY]: "down", [NEWS]: "horn", [FORUM]: "forum" };

/** What a user is called here: the nick, else the name they chose, else the account's. */
export function nameOf(store, user) {
  if (!user) return "Somebody";
  const known = store.user(user.id);
  return known?.nick || user.nick || user.global_name || user.username || "Somebody";
}

export function colorOf(store, user) {
  return store.user(user?.id)?.color ?? null;
}

/** A channel's name as it is written in a list: without #. */
export function channelName(store, channel) {
  if (!channel) return "unknown";
  if (channel.type === DIRECT) return nameOf(store, channel.recipients?.[0] ?? store.bot);
  return channel.name || "unnamed";
}

export function channelIcon(channel) {
  return icon(isThread(channel) ? "thread" : (KINDS[channel.type] ?? "hash"));
}

function tintOf(username) {
  let sum = 0;
  for (const letter of String(username ?? "")) sum = (sum * 37 + letter.codePointAt(0)) >>> 0;
  return sum % TINTS;
}

function initials(name) {
  const words = name.split(/[\s._-]+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...word][0]).join("").toLocaleUpperCase() || "?";
}

/** A round picture: initials on a colour that is always the same for somebody; bots bear the page's own sign. */
export function avatar(store, user, size = "") {
  const shape = `avatar ${size}`.trim();
  if (user?.bot) return h("img", { class: `${shape} avatar-bot`, src: "/icon.svg", alt: "", draggable: "false" });
  return h("span", { class: `${shape} tint-${tintOf(user?.username)}`, "aria-hidden": "true" }, initials(nameOf(store, user)));
}

/** The little word that marks bots. */
export function botTag() {
  return h("span", { class: "bot-tag", title: "This is a bot" }, "Bot");
}

/** A command's full name with its slash. */
export function usedCommand(name) {
  return name.startsWith("/") ? name : `/${name}`;
}
