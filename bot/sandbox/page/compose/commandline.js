// A slash command being filled in: its name, a slot for each option, and a list of what fits.

import { h, iconButton, refill } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { Listbox } from "../view/listbox.js";
import { FILE, Option } from "./option.js";

export class CommandLine {
  /** `leave(text)` goes back to writing; `sent()` hears that the command went out. */
  constructor(app, { leave, sent }) {
    this.app = app;
    this.leave = leave;
    this.sent = sent;
    this.slots = [];
    this.line = h("div", { class: "command-line" });
    this.about = h("p", { class: "palette-about", role: "status" });
    this.popup = h("div", { class: "palette", hidden: true }, this.about);
    this.element = h("div", { class: "command", hidden: true }, this.line);
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("focusin", (event) => this.entered(event.target));
    this.element.addEventListener("focusout", () => setTimeout(() => this.hideUnlessInside(), 0));
  }

  get active() {
    return !this.element.hidden;
  }

  /** Begin with a command; `rest` fills its first option. */
  start(usable, rest = "") {
    this.usable = usable;
    this.slots = [];
    this.element.hidden = false;
    const name = h("span", { class: "command-name" }, `/${usable.name}`);
    this.optional = h("div", { class: "optional" });
    refill(this.line, name, this.optional);
    const wanted = usable.options.filter((each) => each.required);
    for (const each of wanted.length ? wanted : usable.options.slice(0, 1)) this.addSlot(each);
    this.drawOptional();
    if (rest && this.slots[0] && this.slots[0].given.type !== FILE) this.slots[0].put(rest);
    if (this.slots.length) this.slots[0].box.focus();
    else this.line.querySelector(".send-command").focus();
  }

  stop() {
    this.element.hidden = true;
    this.popup.hidden = true;
    this.slots = [];
    this.current = null;
    refill(this.line);
  }

  addSlot(given) {
    const slot = new Option(this.app, given, { ask: (each) => this.complete(each), changed: (each) => this.suggest(each) });
    slot.list = new Listbox(slot.box, { label: given.name, onPick: (item) => this.pick(slot, item) });
    this.slots.push(slot);
    this.line.insertBefore(slot.element, this.optional);
    return slot;
  }

  // Options that one may leave out wait as small buttons behind the others.
  drawOptional() {
    const left = this.usable.options.filter((given) => !this.slots.some((slot) => slot.given === given));
    const add = (given) => () => {
      this.addSlot(given).box.focus();
      this.drawOptional();
    };
    const buttons = left.map((given) => h("button", { type: "button", class: "add-option", title: given.description ?? "", on: { click: add(given) } }, icon("plus"), given.name));
    const send = h("button", { type: "button", class: "send-command", on: { click: () => this.send() } }, icon("send"), h("span", { class: "unseen" }, `Send /${this.usable.name}`));
    refill(this.optional, buttons, iconButton(icon("close"), "Leave the command", () => this.leave("")), send);
  }

  entered(target) {
    this.current = this.slots.find((slot) => slot.box === target) ?? null;
    if (this.current) this.suggest(this.current);
    else this.popup.hidden = true;
  }

  hideUnlessInside() {
    if (!this.element.contains(document.activeElement)) this.popup.hidden = true;
  }

  async suggest(slot) {
    if (slot !== this.current) return;
    const { name, description, required } = slot.given;
    refill(this.about, h("b", {}, name), ` ${description ?? ""}`, !required && h("span", { class: "optional-mark" }, "optional"));
    if (this.popup.lastChild !== slot.list.list) refill(this.popup, this.about, slot.list.list);
    this.popup.hidden = false;
    const items = await this.suggestionsOf(slot);
    if (items === undefined || slot !== this.current) return;
    // Where one types freely nothing is lit, so that Enter sends what stands there.
    const selected = items?.findIndex((item) => item.selected) ?? -1;
    if (items?.length) slot.list.show(items, slot.fixed ? Math.max(selected, 0) : -1);
    else slot.list.hide();
  }

  async suggestionsOf(slot) {
    try {
      return await slot.suggestions();
    } catch {
      refill(this.about, h("b", {}, slot.given.name), " Loading options failed");
      return null;
    }
  }

  async complete(slot) {
    const options = {};
    for (const each of this.slots) {
      const typed = each === slot ? each.plain() : each.given.type === FILE ? undefined : await each.value();
      if (typed !== undefined) options[each.given.name] = typed;
    }
    const frame = { type: "autocomplete", channel_id: this.app.store.current, command: this.usable.name, options, focused: slot.given.name };
    return (await this.app.link.request(frame)).choices ?? [];
  }

  pick(slot, item) {
    slot.pick(item);
    slot.list.hide();
    const next = this.slots.find((each) => each.given.required && each.empty);
    (next ?? slot).box.focus();
  }

  key(event) {
    if (event.isComposing) return;
    const slot = this.current;
    if (slot?.list.handle(event, slot.list.at >= 0)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      if (slot?.list.open) slot.list.hide();
      else this.leave("");
    } else if (event.key === "Backspace" && slot && slot.box.value === "") {
      this.back(event, slot);
    } else if (event.key === "Enter" && slot) {
      event.preventDefault();
      this.send();
    }
  }

  // An empty slot is left backwards: an optional one goes away, the first of all gives the text back.
  back(event, slot) {
    event.preventDefault();
    const at = this.slots.indexOf(slot);
    if (at === 0) return this.leave(`/${this.usable.name}`);
    if (!slot.given.required) {
      this.slots.splice(at, 1);
      slot.element.remove();
      this.drawOptional();
    }
    return this.slots[at - 1].box.focus();
  }

  async send() {
    const wrong = this.slots.filter((slot) => !slot.valid);
    for (const slot of this.slots) slot.mark(!slot.valid);
    if (wrong.length) {
      wrong[0].box.focus();
      const { name } = wrong[0].given;
      refill(this.about, h("b", {}, name), wrong[0].empty ? " This option is required. Specify a value." : " This value does not fit.");
      this.popup.hidden = false;
      return;
    }
    const options = {};
    const shown = [];
    try {
      for (const slot of this.slots) {
        const value = await slot.value();
        if (value === undefined) continue;
        options[slot.given.name] = value;
        shown.push(`${slot.given.name}: ${slot.file?.name ?? slot.box.value}`);
      }
      await this.app.actions.slash(this.usable.name, options, shown.join(" "));
      this.sent();
    } catch (error) {
      this.app.actions.tell(error.message);
    }
  }
}
