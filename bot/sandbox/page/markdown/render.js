// A Markdown tree into DOM nodes, and into plain words.

import { h } from "../app/dom.js";
import { channelName, nameOf } from "../app/names.js";
import { fullOf, stamp } from "../app/times.js";
import { parse } from "./blocks.js";
import { parseInline } from "./inline.js";
import { hostOf, safeUrl } from "./links.js";

const SPANS = { strong: "strong", em: "em", underline: "u", strike: "s" };

/** A fragment for the text of a message. `store` knows names; `actions.showChannel` and `actions.useCommand` serve clicks. */
export function markdown(store, text, actions = {}) {
  const fragment = document.createDocumentFragment();
  fragment.append(...parse(text).map((node) => block(node, { store, actions })));
  return fragment;
}

/** A fragment for one line: a title or a field's name. */
export function inlineMarkdown(store, text, actions = {}) {
  const fragment = document.createDocumentFragment();
  fragment.append(...inline(parseInline(String(text ?? "")), { store, actions }));
  return fragment;
}

/** The words alone, on one line. */
export function plainText(store, text) {
  const holder = h("div", {}, markdown(store, text));
  for (const hidden of holder.querySelectorAll(".spoiler")) hidden.replaceWith("▒▒▒");
  for (const child of holder.children) child.append(" ");
  return holder.textContent.replace(/\s+/gu, " ").trim();
}

function block(node, context) {
  const inside = () => inline(node.children, context);
  switch (node.type) {
    case "heading":
      return h("p", { class: `heading heading-${node.level}`, role: "heading", "aria-level": "4" }, inside());
    case "subtext":
      return h("p", { class: "subtext" }, inside());
    case "quote":
      return h("blockquote", {}, node.children.map((child) => block(child, context)));
    case "list":
      return list(node, context);
    case "fence":
      return h("pre", { class: "fence", tabindex: "0", dataset: { language: node.language } }, h("code", {}, node.text));
    default:
      return h("p", {}, inside());
  }
}

function list(node, context) {
  const items = node.items.map((item) => h("li", {}, inline(item.children, context), item.list && list(item.list, context)));
  return node.start === null ? h("ul", {}, items) : h("ol", { start: String(node.start) }, items);
}

function inline(nodes, context) {
  return nodes.map((node) => {
    if (SPANS[node.type]) return h(SPANS[node.type], {}, inline(node.children, context));
    return (LEAVES[node.type] ?? LEAVES.text)(node, context);
  });
}

const LEAVES = {
  text: (node) => document.createTextNode(node.text),
  code: (node) => h("code", { class: "code" }, node.text),
  link: (node, context) => link(node.url, inline(node.children, context), node.masked),
  spoiler: (node, context) => spoiler(inline(node.children, context)),
  time: (node) => moment(node),
  all: (node) => h("span", { class: "mention" }, node.text),
  user: ({ id }, { store }) => h("span", { class: "mention" }, `@${store.user(id) ? nameOf(store, store.user(id)) : "unknown-user"}`),
  role: ({ id }, { store }) => h("span", { class: "mention" }, `@${store.role(id)?.name ?? "unknown-role"}`),
  channel: ({ id }, context) => channel(id, context),
  command: ({ name }, context) => command(name, context),
};

/** A link that leaves the page without telling where from; a masked one shows its host when pointed at. */
export function link(url, children, masked = false) {
  const address = safeUrl(url);
  if (!address) return h("span", {}, children);
  const props = { class: "link", href: address, target: "_blank", rel: "noopener noreferrer nofollow", title: masked ? hostOf(address) : null };
  return h("a", props, children);
}

function spoiler(children) {
  const reveal = (event) => {
    const node = event.currentTarget;
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (node.classList.contains("seen")) return;
    event.preventDefault();
    event.stopPropagation();
    node.classList.add("seen");
    node.setAttribute("aria-expanded", "true");
    node.setAttribute("aria-label", node.textContent);
  };
  const props = { class: "spoiler", role: "button", tabindex: "0", "aria-expanded": "false", "aria-label": "Spoiler, press to show" };
  return h("span", { ...props, on: { click: reveal, keydown: reveal } }, h("span", { class: "spoiler-text" }, children));
}

function moment({ seconds, style }) {
  const words = stamp(seconds, style);
  if (words === null) return document.createTextNode(`<t:${seconds}:${style}>`);
  const date = new Date(seconds * 1000);
  const relative = style === "R" ? { relative: String(seconds) } : {};
  return h("time", { class: "moment", datetime: date.toISOString(), title: fullOf(date), dataset: relative }, words);
}

function channel(id, { store, actions }) {
  const found = store.channels.get(id);
  if (!found || !actions.showChannel) return h("span", { class: "mention" }, `#${found ? channelName(store, found) : "unknown"}`);
  return h("button", { type: "button", class: "mention", on: { click: () => actions.showChannel(id) } }, `#${channelName(store, found)}`);
}

function command(name, { actions }) {
  if (!actions.useCommand) return h("span", { class: "mention" }, `/${name}`);
  return h("button", { type: "button", class: "mention", on: { click: () => actions.useCommand(name) } }, `/${name}`);
}
