// A select menu: a button that opens a list with a filter, for one choice or several.

import { h } from "../app/dom.js";
import { icon } from "../app/icons.js";
import * as choices from "./choices.js";
import { float } from "./floating.js";
import { Listbox } from "./listbox.js";

const FILTER_FROM = 8;
const SIGNS = { 5: "@", 6: "@", 7: "@", 8: "#" };

/** The menu of a `component` of Discord's types 3 and 5 to 8. `onChoose(values)` hears a finished choice. */
export function select(store, component, onChoose, more = {}) {
  const items = itemsOf(store, component);
  let values = startingValues(component);
  const shown = h("span", { class: "select-shown" });
  const button = h("button", { type: "button", class: "select", "aria-haspopup": "listbox", disabled: component.disabled, ...more }, shown, icon("down"));
  const paint = () => {
    const labels = items.filter((item) => values.includes(item.value)).map((item) => `${SIGNS[component.type] ?? ""}${item.label}`);
    shown.textContent = labels.join(", ") || component.placeholder || "Make a selection";
    shown.classList.toggle("empty", labels.length === 0);
  };
  const choose = (chosen) => {
    values = chosen;
    paint();
    onChoose(values);
  };
  button.addEventListener("click", () => open(button, component, items, values, choose));
  paint();
  return button;
}

function itemsOf(store, component) {
  const emoji = (option) => option.emoji?.name && h("span", { class: "option-emoji" }, option.emoji.name);
  switch (component.type) {
    case 5:
      return choices.people(store);
    case 6:
      return choices.roles(store);
    case 7:
      return [...choices.people(store), ...choices.roles(store)];
    case 8:
      return choices.channels(store, component.channel_types);
    default:
      return (component.options ?? []).map((each) => ({ value: each.value, label: each.label, detail: each.description, picture: emoji(each) }));
  }
}

function startingValues(component) {
  if (component.default_values) return component.default_values.map((each) => each.id);
  return (component.options ?? []).filter((each) => each.default).map((each) => each.value);
}

/** How many may be chosen, as `[least, most]`. */
function bounds(component) {
  const least = component.required === false ? 0 : (component.min_values ?? 1);
  return [least, component.max_values ?? 1];
}

function open(button, component, items, before, choose) {
  const [least, most] = bounds(component);
  const several = most > 1 || least === 0;
  let values = [...before];
  const filter = h("input", { class: "filter", type: "text", role: "combobox", "aria-expanded": "true", "aria-label": "Search", placeholder: "Search", autocomplete: "off" });
  const hint = h("p", { class: "select-hint" });
  const pick = (item) => {
    if (!several) {
      close();
      choose([item.value]);
      return;
    }
    const without = values.filter((value) => value !== item.value);
    values = without.length < values.length ? without : most === 1 ? [item.value] : [...values, item.value].slice(0, most);
    paint(list.at);
  };
  const list = new Listbox(filter, { label: component.placeholder || "Options", onPick: pick, several });
  const paint = (at) => {
    const found = choices.narrowed(items, filter.value).map((item) => ({ ...item, selected: values.includes(item.value) }));
    list.show(found, at);
    const range = least === most ? `${most}` : `${least} to ${most}`;
    hint.textContent = found.length === 0 ? "Nothing fits." : several && most > 1 ? `Choose ${range}, then close with Esc.` : "";
    hint.hidden = !hint.textContent;
  };
  const finish = () => {
    const changed = values.length !== before.length || values.some((value) => !before.includes(value));
    if (several && changed && values.length >= least) choose(values);
  };
  // Few options need no box to search in, yet it keeps the focus, so it is only made invisible.
  filter.classList.toggle("unseen", items.length < FILTER_FROM);
  filter.addEventListener("input", () => paint(0));
  filter.addEventListener("keydown", (event) => list.handle(event, false) || (event.key === "Tab" && close()));
  const panel = h("div", { class: "select-panel" }, filter, list.list, hint);
  panel.style.setProperty("min-width", `${button.getBoundingClientRect().width}px`);
  paint(Math.max(0, items.findIndex((item) => before.includes(item.value))));
  const close = float(panel, button, { onClose: finish });
  filter.focus();
}
