// What a bot puts under or into a message: rows of buttons and menus, and the layouts of the second version.

import { h } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { markdown } from "../markdown/render.js";
import { placeOf, safeUrl } from "../markdown/links.js";
import { fileCard, picture } from "./attachments.js";
import { select } from "./select.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link-button" };

/** All components of a message. */
export function components(app, message) {
  if (!message.components?.length) return null;
  return h("div", { class: "components" }, message.components.map((each) => component(app, message, each)));
}

function component(app, message, given) {
  const make = MAKERS[given.type];
  return make ? make(app, message, given) : h("p", { class: "unknown-part" }, "This part cannot be shown here.");
}

function row(app, message, given) {
  return h("div", { class: "row" }, given.components.map((each) => component(app, message, each)));
}

function button(app, message, given) {
  const words = [given.emoji?.name && h("span", { class: "button-emoji" }, given.emoji.name), given.label && h("bdi", {}, given.label)];
  const shape = `button ${STYLES[given.style] ?? "secondary"}`;
  if (given.style === 5) return linkButton(app, given, shape, words);
  const label = given.label ? null : (given.emoji?.name ?? "Button");
  const press = () => app.actions.click(message, given.custom_id);
  const waits = waiting(app, message, given.custom_id);
  const props = { type: "button", class: `${shape} ${waits ? "busy" : ""}`.trim(), disabled: given.disabled, "aria-label": label, "aria-busy": waits ? "true" : null };
  return h("button", { ...props, dataset: { customId: given.custom_id }, on: { click: press } }, words);
}

function linkButton(app, given, shape, words) {
  const address = safeUrl(given.url);
  if (!address || given.disabled) return h("button", { type: "button", class: shape, disabled: true }, words, icon("out"));
  const place = placeOf(address);
  if (place && app.store.channels.has(place.channel)) {
    const go = () => app.actions.jump(place.channel, place.message);
    return h("button", { type: "button", class: shape, on: { click: go } }, words);
  }
  return h("a", { class: shape, href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, words, icon("out"));
}

function menu(app, message, given) {
  const more = { dataset: { customId: given.custom_id }, "aria-busy": waiting(app, message, given.custom_id) ? "true" : null };
  return select(app.store, given, (values) => app.actions.select(message, given.custom_id, values), more);
}

function waiting(app, message, customId) {
  const own = (each) => each.message_id === message.id && each.custom_id === customId && each.state === "pending";
  return [...app.store.interactions.values()].some(own);
}

function text(app, message, given) {
  return h("div", { class: "md", dir: "auto" }, markdown(app.store, given.content, app.actions));
}

function section(app, message, given) {
  const beside = given.accessory && component(app, message, given.accessory);
  return h("div", { class: "section" }, h("div", { class: "section-words" }, given.components.map((each) => component(app, message, each))), beside);
}

function container(app, message, given) {
  const color = given.accent_color === undefined || given.accent_color === null ? null : `#${given.accent_color.toString(16).padStart(6, "0")}`;
  const inside = given.components.map((each) => component(app, message, each));
  return veiled(given.spoiler, h("div", { class: "container", vars: { "--edge": color } }, inside));
}

function thumbnail(app, message, given) {
  return veiled(given.spoiler, picture(given.media?.url, given.description, "section-thumbnail"));
}

function gallery(app, message, given) {
  const items = given.items.map((item) => veiled(item.spoiler, picture(item.media?.url, item.description, "gallery-picture")));
  return h("div", { class: `gallery of-${Math.min(items.length, 4)}` }, items);
}

function file(app, message, given) {
  return veiled(given.spoiler, fileCard(given.name ?? "file", given.size, given.file?.url));
}

function separator(app, message, given) {
  return h("div", { class: `separator ${given.spacing === 2 ? "wide" : ""} ${given.divider === false ? "" : "drawn"}`, role: given.divider === false ? null : "separator" });
}

// A hidden thing is inert until somebody asks to see it.
function veiled(hidden, node) {
  if (!hidden || !node) return node;
  node.setAttribute("inert", "");
  const veil = h("div", { class: "veil" }, node);
  const lift = () => {
    node.removeAttribute("inert");
    veil.replaceWith(node);
  };
  veil.append(h("button", { type: "button", class: "button secondary veil-lift", on: { click: lift } }, "Show spoiler"));
  return veil;
}

const MAKERS = {
  1: row,
  2: button,
  3: menu,
  5: menu,
  6: menu,
  7: menu,
  8: menu,
  9: section,
  10: text,
  11: thumbnail,
  12: gallery,
  13: file,
  14: separator,
  17: container,
};
