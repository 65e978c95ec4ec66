// A menu of things to do, by mouse, touch or arrow keys.

import { h } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { float } from "./floating.js";

/** Open a menu beside `anchor`. Items: `{label, icon?, detail?, danger?, checked?, run}`, `{heading}`, or null for nothing. */
export function openMenu(anchor, label, items, placing = {}) {
  let close = null;
  const entries = items.filter(Boolean).map((item) => entry(item, () => close()));
  const panel = h("div", { class: "menu", role: "menu", "aria-label": label, on: { keydown: (event) => move(panel, event, close) } }, entries);
  close = float(panel, anchor, placing);
  anchor.setAttribute("aria-haspopup", "menu");
  (panel.querySelector("[aria-checked=true]") ?? buttons(panel)[0])?.focus();
}

function entry(item, close) {
  if (item.heading) return h("p", { class: "menu-heading", role: "presentation" }, item.heading);
  const run = () => {
    close();
    item.run();
  };
  const role = item.checked === undefined ? "menuitem" : "menuitemradio";
  const props = { type: "button", class: `menu-item ${item.danger ? "danger" : ""}`.trim(), role, tabindex: "-1", "aria-checked": item.checked === undefined ? null : String(item.checked) };
  const words = h("span", { class: "menu-words" }, item.label, item.detail && h("small", {}, item.detail));
  return h("button", { ...props, on: { click: run } }, item.picture ?? (item.icon && icon(item.icon)), words, item.checked && icon("check"));
}

function buttons(panel) {
  return [...panel.querySelectorAll("button")];
}

function move(panel, event, close) {
  const all = buttons(panel);
  const at = all.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
  if (event.key === "Tab") close();
  if (!(event.key in steps)) return;
  event.preventDefault();
  event.stopPropagation();
  all[(steps[event.key] + all.length) % all.length]?.focus();
}
