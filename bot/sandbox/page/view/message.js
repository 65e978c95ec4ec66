// One message: who, when, in answer to what, and all that is in it.

import { h } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { avatar, botTag, colorOf, nameOf, usedCommand } from "../app/names.js";
import { EPHEMERAL, LAYOUTS, LOADING } from "../app/store.js";
import { clockOf, fullOf, whenOf } from "../app/times.js";
import { markdown, plainText } from "../markdown/render.js";
import { attachments } from "./attachments.js";
import { components } from "./components.js";
import { embedView } from "./embed.js";
import { reactions } from "./reactions.js";
import { tools } from "./tools.js";

const TOGETHER = 7 * 60 * 1000;
const QUOTED = 140;
const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic})*\s*){1,8}$/u;
const REPLY = 19;

/** Whether `message` goes on where `before` ended, so that it needs no head of its own. */
export function continues(before, message) {
  if (!before || before.author.id !== message.author.id) return false;
  if (message.type === REPLY || usedBy(message) || ephemeral(before) !== ephemeral(message)) return false;
  return new Date(message.timestamp) - new Date(before.timestamp) < TOGETHER;
}

function ephemeral(message) {
  return Boolean(message.flags & EPHEMERAL);
}

/** The element of a message. `compact` leaves out what the one above says already. */
export function messageView(app, message, compact) {
  const { store } = app;
  const date = new Date(message.timestamp);
  const forMe = mentionsMe(store, message);
  const looks = [compact && "compact", forMe && "for-me", ephemeral(message) && "private", message.author.bot && "from-bot"].filter(Boolean);
  const label = `${nameOf(store, message.author)}, ${whenOf(date)}`;
  return h(
    "article",
    { class: ["message", ...looks].join(" "), tabindex: "-1", "aria-label": label, dataset: { id: message.id, author: message.author.id } },
    compact ? null : above(app, message),
    compact ? clock(date) : face(app, message),
    h("div", { class: "message-body" }, compact ? null : head(app, message, date), ...content(app, message)),
    tools(app, message),
  );
}

function mentionsMe(store, message) {
  if (message.author.id === store.me.id) return false;
  const mine = store.me.roles ?? [];
  return message.mention_everyone || message.mentions?.some((user) => user.id === store.me.id) || message.mention_roles?.some((role) => mine.includes(role));
}

function clock(date) {
  return h("time", { class: "gutter", datetime: date.toISOString(), title: fullOf(date) }, clockOf(date));
}

function face(app, message) {
  const open = (event) => app.actions.profile(message.author, event.currentTarget);
  const name = nameOf(app.store, message.author);
  return h("button", { type: "button", class: "face", tabindex: "-1", "aria-label": `About ${name}`, on: { click: open } }, avatar(app.store, message.author));
}

function head(app, message, date) {
  const { store } = app;
  const open = (event) => app.actions.profile(message.author, event.currentTarget);
  const name = h("button", { type: "button", class: "who", tabindex: "-1", vars: { "--who": colorOf(store, message.author) }, on: { click: open } }, h("bdi", {}, nameOf(store, message.author)));
  const when = h("time", { class: "when", datetime: date.toISOString(), title: fullOf(date) }, whenOf(date));
  return h("h3", { class: "message-head" }, name, message.author.bot && botTag(), when);
}

function content(app, message) {
  if (message.flags & LOADING) return [thinking(app, message)];
  const edited = message.edited_timestamp && h("span", { class: "edited", title: fullOf(new Date(message.edited_timestamp)) }, "(edited)");
  const words = message.flags & LAYOUTS ? null : message.content;
  return [
    words && h("div", { class: `md text ${ONLY_EMOJI.test(words) ? "jumbo" : ""}`.trim(), dir: "auto" }, markdown(app.store, words, app.actions), edited),
    attachments(message.attachments),
    message.embeds?.map((embed) => embedView(app, embed)),
    components(app, message),
    !words && edited,
    failures(app, message),
    reactions(app, message),
    threadLink(app, message),
    ephemeral(message) && onlyYou(app, message),
  ];
}

function thinking(app, message) {
  const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
  return h("p", { class: "thinking" }, dots, `${nameOf(app.store, message.author)} is thinking…`);
}

// What went wrong with a button, a menu or a form of this message.
function failures(app, message) {
  const failed = [...app.store.interactions.values()].filter((each) => each.message_id === message.id && each.state === "failed");
  return failed.length > 0 && h("p", { class: "failed", role: "alert" }, icon("warn"), failed.at(-1).text || "This interaction failed");
}

function threadLink(app, message) {
  if (!message.thread) return null;
  const go = () => app.actions.showChannel(message.thread.id);
  return h("button", { type: "button", class: "thread-link", on: { click: go } }, icon("thread"), h("bdi", {}, message.thread.name));
}

function onlyYou(app, message) {
  const dismiss = h("button", { type: "button", class: "plain-link", on: { click: () => app.actions.remove(message) } }, "Dismiss message");
  return h("p", { class: "only-you" }, icon("eye"), "Only you can see this", h("span", { "aria-hidden": "true" }, "•"), dismiss);
}

function above(app, message) {
  if (message.type === REPLY) return quoted(app, message);
  const used = usedBy(message);
  return used ? commandLine(app, message, used) : null;
}

function usedBy(message) {
  const { interaction, interaction_metadata: metadata } = message;
  const user = interaction?.user ?? (metadata?.type === 2 ? metadata.user : null);
  return user && (interaction?.name || metadata?.name) ? { user, name: interaction?.name ?? metadata.name, id: metadata?.id ?? interaction?.id } : null;
}

function commandLine(app, message, used) {
  const { store } = app;
  const context = message.type === 23;
  const asked = app.asked.get(used.id);
  const name = h("span", { class: "used-name" }, context ? used.name : usedCommand(used.name));
  return h("div", { class: "above" }, avatar(store, used.user, "tiny"), h("bdi", { class: "above-name" }, nameOf(store, used.user)), h("span", {}, "used"), name, asked && h("span", { class: "used-with", title: asked, dir: "auto" }, asked));
}

function quoted(app, message) {
  const { store } = app;
  const before = message.referenced_message;
  if (!before) return h("div", { class: "above gone" }, "Original message was deleted");
  const go = () => app.actions.jump(message.channel_id, before.id);
  const name = h("bdi", { class: "above-name", vars: { "--who": colorOf(store, before.author) } }, `@${nameOf(store, before.author)}`);
  const line = h("button", { type: "button", class: "above-text", tabindex: "-1", "aria-label": "Go to the message this replies to", dir: "auto", on: { click: go } }, summary(app, before));
  return h("div", { class: "above" }, avatar(store, before.author, "tiny"), name, line);
}

/** A message in one line: its words, else what it holds. */
export function summary(app, message) {
  const embed = message.embeds?.[0];
  const parts = [message.content, embed?.title, embed?.description, ...texts(message.components)];
  const words = plainText(app.store, parts.find((part) => part?.trim()) ?? "");
  if (words) return words.length > QUOTED ? `${words.slice(0, QUOTED)}…` : words;
  return message.attachments?.length ? "A file" : "A message without words";
}

function texts(list) {
  return (list ?? []).flatMap((each) => [each.content, ...texts(each.components)]);
}
