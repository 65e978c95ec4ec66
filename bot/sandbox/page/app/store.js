// All that the page knows, and who wants to hear when it changes.

import { tab } from "./memory.js";

export const EPHEMERAL = 1 << 6;
export const LOADING = 1 << 7;
export const LAYOUTS = 1 << 15;
export const DIRECT = 1;
export const CATEGORY = 4;
export const NEWS = 5;
export const FORUM = 15;
const THREADS = new Set([10, 11, 12]);
const TYPING_LASTS = 10000;
const KEPT = 300;

/** Snowflakes as numbers would lose digits: by length, then by letter. */
export function bySnowflake(a, b) {
  return a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

export class Store {
  constructor() {
    this.listeners = new Map();
    this.ready = false;
    this.linked = false;
    this.current = null;
    this.typing = new Map();
    this.unread = new Map();
    this.clear();
  }

  clear() {
    this.me = null;
    this.bot = null;
    this.people = new Map();
    this.guilds = new Map();
    this.channels = new Map();
    this.messages = new Map();
    this.commands = [];
    this.interactions = new Map();
    this.faults = [];
    this.examples = [];
  }

  /** Call `listener` whenever something of that name happens. */
  on(name, listener) {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }

  emit(name, detail) {
    for (const listener of this.listeners.get(name) ?? []) listener(detail);
  }

  /** Take in what the stand-in says. */
  apply(frame) {
    const take = TAKES[frame.type];
    if (take && (this.ready || frame.type === "state")) take(this, frame);
  }

  /** Look at another channel. */
  show(id) {
    if (!this.channels.has(id) || id === this.current) return;
    this.current = id;
    this.unread.delete(id);
    tab.set("channel", id);
    this.emit("current");
  }

  get channel() {
    return this.channels.get(this.current) ?? null;
  }

  get guild() {
    return this.guilds.get(this.channel?.guild_id) ?? null;
  }

  /** The messages of a channel, oldest first. */
  listed(channelId) {
    return [...(this.messages.get(channelId)?.values() ?? [])];
  }

  message(channelId, id) {
    return this.messages.get(channelId)?.get(id) ?? null;
  }

  user(id) {
    return this.people.get(id) ?? (this.bot?.id === id ? this.bot : null);
  }

  role(id) {
    for (const guild of this.guilds.values()) for (const role of guild.roles) if (role.id === id) return role;
    return null;
  }

  /** The commands of a kind (1 slash, 2 user, 3 message) that fit the current channel. */
  commandsHere(kind) {
    const direct = this.channel?.type === DIRECT;
    const fits = (command) => {
      if ((command.type ?? 1) !== kind) return false;
      if (command.guild_id && command.guild_id !== this.channel?.guild_id) return false;
      if (command.contexts) return command.contexts.includes(direct ? 1 : 0);
      return !direct || command.dm_permission !== false;
    };
    return this.commands.filter(fits);
  }

  typingHere() {
    const now = Date.now();
    const here = this.typing.get(this.current) ?? new Map();
    return [...here].filter(([, until]) => until > now).map(([id]) => this.user(id)).filter(Boolean);
  }
}

export function isThread(channel) {
  return THREADS.has(channel.type);
}

function byId(list) {
  return new Map(list.map((each) => [each.id, each]));
}

function takeState(store, frame) {
  const { me, bot, people, guilds, channels, messages, commands, interactions, faults } = frame;
  const other = store.me?.id !== me.id;
  Object.assign(store, { me, bot, commands, faults: faults ?? [], examples: frame.examples ?? [] });
  Object.assign(store, { people: byId(people), guilds: byId(guilds), channels: byId(channels), interactions: byId(interactions) });
  store.messages = new Map(Object.entries(messages).map(([id, list]) => [id, byId(list.map((each) => unchanged(store, each)))]));
  store.typing.clear();
  if (other) store.unread.clear();
  store.ready = true;
  tab.set("person", me.id);
  if (!store.channels.has(store.current)) store.current = firstChannel(store);
  store.emit("state", { other });
}

// After a broken connection everything comes again: what is as it was stays the same object and is not drawn anew.
function unchanged(store, message) {
  const before = store.message(message.channel_id, message.id);
  return before && JSON.stringify(before) === JSON.stringify(message) ? before : message;
}

function firstChannel(store) {
  const remembered = tab.get("channel");
  if (store.channels.has(remembered)) return remembered;
  const readable = [...store.channels.values()].filter((each) => each.type !== CATEGORY && each.can_write);
  const named = readable.find((each) => each.name === "ask-the-show");
  return (named ?? readable[0] ?? [...store.channels.values()][0])?.id ?? null;
}

function takeMessage(store, { type, message }) {
  const list = store.messages.get(message.channel_id) ?? new Map();
  const known = list.has(message.id);
  list.set(message.id, message);
  store.messages.set(message.channel_id, list);
  if (list.size > KEPT) list.delete(list.keys().next().value);
  store.typing.get(message.channel_id)?.delete(message.author.id);
  if (!known && type === "message_create") noteUnread(store, message);
  store.emit("message", { message, fresh: !known });
  store.emit("typing");
}

function noteUnread(store, message) {
  if (message.channel_id === store.current || message.author.id === store.me.id) return;
  const before = store.unread.get(message.channel_id) ?? { count: 0, mentions: 0 };
  const forMe = message.mentions?.some((user) => user.id === store.me.id) || store.channels.get(message.channel_id)?.type === DIRECT;
  store.unread.set(message.channel_id, { count: before.count + 1, mentions: before.mentions + (forMe ? 1 : 0) });
  store.emit("unread");
}

function dropMessage(store, { channel_id: channelId, id }) {
  if (!store.messages.get(channelId)?.delete(id)) return;
  store.emit("deleted", { channelId, id });
}

function react(store, frame, step) {
  const message = store.message(frame.channel_id, frame.message_id);
  if (!message) return;
  const same = (each) => each.emoji.name === frame.emoji.name && (each.emoji.id ?? null) === (frame.emoji.id ?? null);
  const reactions = [...(message.reactions ?? [])];
  const at = reactions.findIndex(same);
  const before = reactions[at] ?? { emoji: frame.emoji, count: 0, me: false };
  const mine = frame.user_id === store.me.id ? step > 0 : before.me;
  const after = { ...before, count: before.count + step, me: mine };
  reactions.splice(at < 0 ? reactions.length : at, at < 0 ? 0 : 1, ...(after.count > 0 ? [after] : []));
  const changed = { ...message, reactions };
  store.messages.get(frame.channel_id).set(message.id, changed);
  store.emit("message", { message: changed, fresh: false });
}

function takeTyping(store, { channel_id: channelId, user_id: userId }) {
  const here = store.typing.get(channelId) ?? new Map();
  here.set(userId, Date.now() + TYPING_LASTS);
  store.typing.set(channelId, here);
  store.emit("typing");
  setTimeout(() => store.emit("typing"), TYPING_LASTS + 50);
}

function takeChannel(store, { channel }) {
  store.channels.set(channel.id, channel);
  if (!store.messages.has(channel.id)) store.messages.set(channel.id, new Map());
  store.emit("channels");
}

function dropChannel(store, { id }) {
  store.channels.delete(id);
  store.messages.delete(id);
  if (store.current === id) {
    store.current = null;
    store.show(firstChannel(store));
  }
  store.emit("channels");
}

function takeInteraction(store, { interaction }) {
  if (interaction.state === "done") store.interactions.delete(interaction.id);
  else store.interactions.set(interaction.id, interaction);
  store.emit("interaction", interaction);
}

const TAKES = {
  state: takeState,
  message_create: takeMessage,
  message_update: takeMessage,
  message_delete: dropMessage,
  reaction_add: (store, frame) => react(store, frame, 1),
  reaction_remove: (store, frame) => react(store, frame, -1),
  typing: takeTyping,
  channel_create: takeChannel,
  channel_update: takeChannel,
  channel_delete: dropChannel,
  interaction: takeInteraction,
  modal: (store, frame) => store.emit("modal", frame),
  commands: (store, { commands }) => {
    store.commands = commands;
    store.emit("commands");
  },
  bot: (store, { online, status }) => {
    store.bot = { ...store.bot, online, status };
    store.emit("bot");
  },
  faults: (store, { faults }) => {
    store.faults = faults;
    store.emit("faults");
  },
};

