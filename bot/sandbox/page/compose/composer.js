// The box at the foot: text, replies, files, the palette of commands.

import { h, iconButton, refill } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { channelName, nameOf } from "../app/names.js";
import { tab } from "../app/memory.js";
import { DIRECT } from "../app/store.js";
import { float } from "../view/floating.js";
import { Listbox } from "../view/listbox.js";
import { exampleButtons } from "../view/welcome.js";
import { CommandLine } from "./commandline.js";
import { named, usable } from "./commands.js";
import { toWire } from "./mentions.js";
import { suggest } from "./suggest.js";
import { Uploads } from "./uploads.js";

const TYPING_EVERY = 8000;
const LONGEST = 4000;

export class Composer {
  constructor(app) {
    this.app = app;
    this.replyTo = null;
    this.ping = true;
    this.told = 0;
    this.busy = false;
    this.build();
    this.list = new Listbox(this.box, { label: "Suggestions", onPick: (item, key) => this.take(item, key) });
    this.popup.append(this.list.list);
    this.listen();
  }

  build() {
    const { box, uploads, command } = this.parts();
    this.replyBar = h("div", { class: "reply-bar", hidden: true });
    this.popup = h("div", { class: "palette", hidden: true });
    const attach = iconButton(icon("plus"), "Add a file", () => uploads.choose());
    const ideas = iconButton(icon("bulb"), "Example questions", (event) => this.openIdeas(event.currentTarget));
    const send = iconButton(icon("send"), "Send", () => this.send(), { class: "send" });
    this.textRow = h("div", { class: "text-row" }, attach, box, ideas, send);
    this.shell = h("div", { class: "shell" }, this.replyBar, uploads.element, this.textRow, command.element);
    this.locked = h("p", { class: "locked", hidden: true }, "You cannot write in this channel.");
    this.element = h("form", { class: "composer", "aria-label": "Write a message" }, this.popup, command.popup, this.shell, this.locked, uploads.picker);
  }

  parts() {
    this.box = h("textarea", { id: "composer", rows: "1", "aria-autocomplete": "list", "aria-haspopup": "listbox", autocomplete: "off", enterkeyhint: "send", dir: "auto", maxlength: String(LONGEST) });
    this.uploads = new Uploads();
    this.command = new CommandLine(this.app, { leave: (text) => this.leaveCommand(text), sent: () => this.leaveCommand("") });
    return this;
  }

  listen() {
    const { box } = this;
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    box.addEventListener("input", () => this.typed());
    box.addEventListener("click", () => this.offer());
    box.addEventListener("blur", () => this.hidePopup());
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("paste", (event) => event.clipboardData?.files.length && this.uploads.add(event.clipboardData.files));
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => {
      event.preventDefault();
      this.uploads.add(event.dataTransfer.files);
    });
  }

  /** Fit the current channel: its name, whether one may write, its draft. */
  show() {
    const { store } = this.app;
    const { channel } = store;
    const writes = Boolean(channel?.can_write);
    this.shell.hidden = !writes;
    this.locked.hidden = writes;
    this.leaveCommand(tab.get(`draft ${store.current}`) ?? "", false);
    this.reply(null, false);
    this.uploads.clear();
    const name = channelName(store, channel);
    const words = channel?.type === DIRECT ? `Message @${name}` : `Message #${name}`;
    this.box.placeholder = words;
    this.box.setAttribute("aria-label", words);
  }

  focus() {
    if (this.shell.hidden) return;
    if (this.command.active) this.command.slots[0]?.box.focus();
    else this.box.focus();
  }

  /** Answer a message, or with null answer none. */
  reply(message, focus = true) {
    this.replyTo = message;
    this.ping = true;
    this.replyBar.hidden = !message;
    if (message) this.drawReply();
    if (focus) this.focus();
  }

  drawReply() {
    const { store } = this.app;
    const name = nameOf(store, this.replyTo.author);
    const flip = () => {
      this.ping = !this.ping;
      this.drawReply();
      this.replyBar.querySelector(".ping").focus();
    };
    const ping = h("button", { type: "button", class: `ping ${this.ping ? "on" : ""}`, "aria-pressed": String(this.ping), title: "Whether they are told", on: { click: flip } }, this.ping ? "@ on" : "@ off");
    refill(this.replyBar, h("span", { class: "reply-words" }, "Replying to ", h("b", {}, h("bdi", {}, name))), ping, iconButton(icon("close"), "Do not reply", () => this.reply(null)));
  }

  /** Put text at the caret, as if it had been typed. */
  insert(text) {
    this.leaveCommand(this.command.active ? "" : this.box.value, false);
    const at = this.box.selectionStart;
    this.box.setRangeText(text, at, this.box.selectionEnd, "end");
    this.typed();
    this.focus();
  }

  /** Begin the command of that name, as a click on its mention does. */
  startCommand(name, rest = "") {
    const found = usable(this.app.store).find((each) => each.name === name);
    if (!found) return this.insert(`/${name}`);
    this.hidePopup();
    this.textRow.hidden = true;
    this.command.start(found, rest);
    return undefined;
  }

  leaveCommand(text, focus = true) {
    this.command.stop();
    this.textRow.hidden = false;
    this.box.value = text;
    this.fit();
    this.keepDraft();
    if (focus) {
      this.focus();
      this.offer();
    }
  }

  typed() {
    this.fit();
    this.keepDraft();
    const whole = this.box.value;
    const found = whole.startsWith("/") && /\s/u.test(whole) && named(usable(this.app.store), whole);
    if (found) {
      this.startCommand(found.usable.name, found.rest);
      return;
    }
    this.offer();
    this.tellTyping();
  }

  tellTyping() {
    if (!this.box.value.trim() || Date.now() - this.told < TYPING_EVERY) return;
    this.told = Date.now();
    this.app.link.request({ type: "typing", channel_id: this.app.store.current }).catch(() => {});
  }

  keepDraft() {
    tab.set(`draft ${this.app.store.current}`, this.box.value);
  }

  offer() {
    const found = suggest(this.app.store, this.box.value, this.box.selectionStart);
    this.popup.hidden = !found;
    if (found) this.list.show(found.items);
    else this.list.hide();
  }

  hidePopup() {
    this.popup.hidden = true;
    this.list.hide();
  }

  take(item) {
    if (item.command) {
      this.box.value = "";
      this.keepDraft();
      this.startCommand(item.command.name);
      return;
    }
    this.box.setRangeText(item.put.words, item.put.from, item.put.to, "end");
    this.typed();
  }

  key(event) {
    if (event.isComposing || this.list.handle(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape") {
      if (this.list.open) this.hidePopup();
      else if (this.replyTo) this.reply(null);
    } else if (event.key === "ArrowUp" && this.box.value === "") {
      event.preventDefault();
      this.app.actions.editLast();
    }
  }

  async send() {
    const content = toWire(this.app.store, this.box.value.trim());
    if ((!content && !this.uploads.files.length) || this.busy) return;
    this.busy = true;
    try {
      await this.app.actions.say(content, { replyTo: this.replyTo, ping: this.ping, files: this.uploads.files });
      this.told = 0;
      this.uploads.clear();
      this.reply(null, false);
      this.leaveCommand("");
    } catch (error) {
      this.app.actions.tell(error.message);
    } finally {
      this.busy = false;
    }
  }

  fit() {
    this.box.style.setProperty("height", "auto");
    this.box.style.setProperty("height", `${this.box.scrollHeight}px`);
  }

  openIdeas(anchor) {
    let close = null;
    const panel = h("div", { class: "ideas", role: "dialog", "aria-label": "Example questions" }, h("h2", {}, "Try asking"));
    panel.append(exampleButtons(this.app, () => close(false)));
    close = float(panel, anchor, { align: "end", above: true });
    panel.querySelector("button").focus();
  }
}
