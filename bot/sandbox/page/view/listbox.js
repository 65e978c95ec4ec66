// A list to choose from while the focus stays where one types: the slash palette, mentions, options of selects.

import { freshId, h } from "../app/dom.js";
import { icon } from "../app/icons.js";

/** `owner` is the element that keeps the focus; `onPick(item)` hears what was chosen. */
export class Listbox {
  constructor(owner, { label, onPick, several = false }) {
    this.owner = owner;
    this.onPick = onPick;
    this.items = [];
    this.at = -1;
    this.list = h("div", { class: "listbox", role: "listbox", id: freshId("list"), "aria-label": label, "aria-multiselectable": several ? "true" : null });
    // Pressing the mouse must not take the focus away from the owner.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get open() {
    return this.items.length > 0;
  }

  get chosen() {
    return this.items[this.at] ?? null;
  }

  /** Show these: `{label, detail?, hint?, picture?, selected?, heading?}`. `at` is lit up; -1 lights nothing. */
  show(items, at = 0) {
    this.items = items;
    this.at = Math.min(at, items.length - 1);
    this.list.replaceChildren(...items.flatMap((item, index) => this.row(item, index)));
    if (items.length) {
      this.owner.setAttribute("aria-controls", this.list.id);
      this.expanded(true);
    }
    this.light();
  }

  hide() {
    this.items = [];
    this.at = -1;
    this.list.replaceChildren();
    this.expanded(false);
    this.owner.removeAttribute("aria-activedescendant");
  }

  // A box of several lines cannot be a combobox, and only those may say that they are open.
  expanded(open) {
    if (this.owner.getAttribute("role") === "combobox") this.owner.setAttribute("aria-expanded", String(open));
  }

  /** Whether the key was for the list. Enter and Tab take what is lit up; `pickOnTab` false leaves Tab alone. */
  handle(event, pickOnTab = true) {
    if (!this.open || event.isComposing) return false;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };
    const picks = event.key === "Enter" || (event.key === "Tab" && pickOnTab && !event.shiftKey);
    if (event.key in steps) this.move(steps[event.key]);
    else if (picks && this.chosen) this.onPick(this.chosen, event.key);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  move(step) {
    const size = this.items.length;
    const single = Math.abs(step) === 1;
    const next = this.at + step;
    this.at = single ? (next + size) % size : Math.max(0, Math.min(size - 1, next));
    this.light();
  }

  light() {
    const rows = this.list.querySelectorAll("[role=option]");
    rows.forEach((row, index) => row.classList.toggle("lit", index === this.at));
    const row = rows[this.at];
    if (row) {
      this.owner.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else {
      this.owner.removeAttribute("aria-activedescendant");
    }
  }

  row(item, index) {
    const pick = () => this.onPick(item, "click");
    const over = () => {
      this.at = index;
      this.light();
    };
    const props = { class: "option", role: "option", id: `${this.list.id}-${index}`, "aria-selected": String(Boolean(item.selected)) };
    const words = h("span", { class: "option-words" }, h("span", { class: "option-label" }, item.label), item.detail && h("small", {}, item.detail));
    const row = h("div", { ...props, on: { click: pick, pointermove: over } }, item.picture, words, item.hint && h("span", { class: "option-hint" }, item.hint), item.selected && icon("check"));
    return item.heading ? [h("p", { class: "listbox-heading", role: "presentation" }, item.heading), row] : [row];
  }
}
