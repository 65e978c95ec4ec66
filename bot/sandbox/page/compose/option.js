// One option of a command while it is filled in: its box, what can be chosen, and its value.

import { h } from "../app/dom.js";
import { people, roles, channels, narrowed } from "../view/choices.js";
import { packed } from "./uploads.js";

export const FILE = 11;
const WHOLE = 4;
const YES_NO = 5;
const NUMBER = 10;
const PAUSE = 120;

/** `desk.ask(option)` brings the bot's own choices; `desk.changed()` hears of every change. */
export class Option {
  constructor(app, given, desk) {
    this.app = app;
    this.given = given;
    this.desk = desk;
    this.picked = null;
    this.asked = 0;
    this.file = null;
    this.box = given.type === FILE ? this.fileBox() : this.textBox();
    const name = h("span", { class: "option-name" }, given.name);
    this.element = h("label", { class: "slot" }, name, this.box);
  }

  textBox() {
    const box = h("input", { type: "text", class: "slot-box", role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-label": this.spoken(), autocomplete: "off", spellcheck: this.given.type === 3 ? "true" : "false", dir: "auto" });
    box.addEventListener("input", () => {
      this.picked = null;
      this.fit();
      this.desk.changed(this);
    });
    return box;
  }

  fileBox() {
    const box = h("input", { type: "file", class: "slot-file", "aria-label": this.spoken() });
    box.addEventListener("change", () => {
      this.file = box.files[0] ?? null;
      this.desk.changed(this);
    });
    return box;
  }

  spoken() {
    const { name, description, required } = this.given;
    return `${name}${required ? ", required" : ""}${description ? `: ${description}` : ""}`;
  }

  // The box is as wide as its words.
  fit() {
    this.box.style.setProperty("--letters", String(Math.max(4, [...this.box.value].length + 1)));
  }

  get empty() {
    return this.given.type === FILE ? !this.file : this.box.value.trim() === "";
  }

  get fixed() {
    return Boolean(this.given.choices?.length) || [YES_NO, 6, 7, 8, 9].includes(this.given.type);
  }

  put(text) {
    this.box.value = text;
    this.fit();
  }

  pick(item) {
    this.put(item.label);
    this.picked = item;
    this.mark(false);
  }

  mark(wrong) {
    this.element.classList.toggle("wrong", wrong);
    this.box.setAttribute("aria-invalid", String(wrong));
  }

  /** What to choose from just now, as rows of a list; null where one types freely. */
  async suggestions() {
    const typed = this.picked ? "" : this.box.value;
    if (this.given.autocomplete) return this.fromBot();
    const all = this.own();
    return all && narrowed(all, typed).slice(0, 25).map((item) => ({ ...item, selected: this.picked?.value === item.value }));
  }

  own() {
    const { choices, type } = this.given;
    const { store } = this.app;
    if (choices?.length) return choices.map((each) => ({ label: each.name, value: each.value }));
    if (type === YES_NO) return [{ label: "True", value: true }, { label: "False", value: false }];
    const lists = { 6: () => people(store), 7: () => channels(store, this.given.channel_types), 8: () => roles(store), 9: () => [...people(store), ...roles(store)] };
    return lists[type]?.() ?? null;
  }

  // Only the newest question counts, and only once one pauses in typing.
  async fromBot() {
    this.asked += 1;
    const turn = this.asked;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (turn !== this.asked) return undefined;
    const choices = await this.desk.ask(this);
    return turn === this.asked ? choices.map((each) => ({ label: each.name, value: each.value })) : undefined;
  }

  /** Whether the value can be sent: one of the choices where only those count, a number where one is asked for. */
  get valid() {
    if (this.empty) return !this.given.required;
    if (this.fixed) return this.chosen() !== undefined;
    if (this.given.type === WHOLE) return /^-?\d+$/u.test(this.plain());
    if (this.given.type === NUMBER) return Number.isFinite(Number(this.plain()));
    return true;
  }

  chosen() {
    if (this.picked) return this.picked.value;
    const typed = this.box.value.trim().replace(/^[@#]/u, "").toLowerCase();
    return this.own()?.find((item) => item.label.toLowerCase() === typed)?.value;
  }

  plain() {
    return String(this.picked?.value ?? this.box.value).trim();
  }

  /** The value as it is sent; undefined where nothing was given. */
  async value() {
    if (this.empty) return undefined;
    if (this.given.type === FILE) return packed(this.file);
    if (this.fixed) return this.chosen();
    const text = this.plain();
    return [WHOLE, NUMBER].includes(this.given.type) && text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
  }
}
