// The messages of the current channel, oldest first, kept at the newest as long as one does not read further up.

import { fill, h, refill, settle } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { bySnowflake } from "../app/store.js";
import { dayOf } from "../app/times.js";
import { editIn } from "./editing.js";
import { continues, messageView } from "./message.js";
import { pendingOf, pendingView } from "./pending.js";
import { messageKey } from "./tools.js";
import { welcome } from "./welcome.js";

const NEAR = 80;

export class Timeline {
  constructor(app) {
    this.app = app;
    this.elements = new Map();
    this.editing = null;
    this.missed = 0;
    this.list = h("div", { class: "messages", role: "log", "aria-label": "Messages" });
    this.scroller = h("div", { class: "scroller", tabindex: "0", role: "group", "aria-label": "Messages, move with the arrow keys" }, this.list);
    this.jump = h("button", { type: "button", class: "jump", hidden: true, on: { click: () => this.toEnd() } });
    this.element = h("div", { class: "timeline" }, this.scroller, this.jump);
    this.scroller.addEventListener("scroll", () => this.noteScroll(), { passive: true });
    this.scroller.addEventListener("keydown", (event) => this.key(event));
    this.atEnd = true;
    const stay = new ResizeObserver(() => this.atEnd && this.toEnd());
    stay.observe(this.list);
    stay.observe(this.scroller);
  }

  /** Show the whole current channel anew. */
  show() {
    this.editing = null;
    this.elements.clear();
    // A screen reader should hear what comes, not what was there.
    this.list.setAttribute("aria-busy", "true");
    this.paint();
    this.toEnd();
    requestAnimationFrame(() => this.list.removeAttribute("aria-busy"));
  }

  paint() {
    const { store } = this.app;
    const rows = [];
    let before = null;
    for (const message of store.listed(store.current).sort(bySnowflake)) {
      const day = new Date(message.timestamp).toDateString();
      const newDay = !before || new Date(before.timestamp).toDateString() !== day;
      if (newDay) rows.push(this.kept(`day ${day}`, () => divider(dayOf(new Date(message.timestamp)))));
      rows.push(this.rowOf(message, !newDay && continues(before, message)));
      before = message;
    }
    const top = this.kept("welcome", () => welcome(this.app));
    const pending = pendingOf(this.app).map((each) => this.kept(`${each.id} ${each.state}`, () => pendingView(this.app, each)));
    settle(this.list, top, rows, pending);
    this.rove();
  }

  // What is made once and stays as it is.
  kept(key, make) {
    if (!this.elements.has(key)) this.elements.set(key, { element: make() });
    return this.elements.get(key).element;
  }

  rowOf(message, compact) {
    const known = this.elements.get(message.id);
    if (known && known.message === message && known.compact === compact) return known.element;
    const element = messageView(this.app, message, compact);
    this.elements.set(message.id, { element, message, compact });
    return element;
  }

  /** Take in one new or changed message of this channel. */
  update(message, fresh) {
    if (this.editing === message.id) this.editing = null;
    this.repaint(message.id);
    if (fresh && message.author.id === this.app.store.me.id) this.toEnd();
    if (fresh && !this.atEnd) this.note(this.missed + 1);
  }

  /** Draw again what depends on more than its message: pending commands, busy buttons. */
  refresh(messageId) {
    this.elements.delete(messageId);
    this.repaint(messageId);
  }

  // A message that is drawn anew while the focus is in it gives the focus to the same button, or keeps it as a whole.
  repaint(messageId) {
    const active = document.activeElement;
    const held = active?.closest?.("article.message")?.dataset.id === messageId ? active.dataset.customId : null;
    this.paint();
    const row = this.elements.get(messageId)?.element;
    if (held !== null && row && !active.isConnected) {
      const same = held && row.querySelector(`[data-custom-id="${CSS.escape(held)}"]:not(:disabled)`);
      (same || row).focus({ preventScroll: true });
    }
    if (this.atEnd) this.toEnd();
  }

  edit(message) {
    const row = this.elements.get(message.id);
    if (!row) return;
    this.editing = message.id;
    editIn(this.app, row.element, message, () => {
      this.editing = null;
      this.refresh(message.id);
      this.app.actions.focusComposer();
    });
  }

  /** Light up a message and bring it into view. */
  goTo(id) {
    const element = this.elements.get(id)?.element;
    if (!element) return;
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
    element.classList.remove("flash");
    requestAnimationFrame(() => element.classList.add("flash"));
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.atEnd = true;
    this.note(0);
  }

  noteScroll() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.atEnd) this.note(0);
    else this.note(this.missed);
  }

  note(missed) {
    this.missed = missed;
    this.jump.hidden = this.atEnd;
    const words = missed ? `${missed} new ${missed === 1 ? "message" : "messages"}` : "Jump to the newest";
    refill(this.jump, words, icon("down"));
  }

  rove() {
    const rows = this.rows();
    rows.forEach((row) => row.setAttribute("tabindex", "-1"));
    rows.at(-1)?.setAttribute("tabindex", "0");
  }

  rows() {
    return [...this.list.querySelectorAll("article.message[data-id]")];
  }

  key(event) {
    const row = document.activeElement?.closest?.("article.message[data-id]");
    const onRow = row && row === document.activeElement;
    if (!onRow && document.activeElement !== this.scroller) return;
    const message = onRow && this.app.store.message(this.app.store.current, row.dataset.id);
    if (message && messageKey(this.app, message, event)) return;
    const rows = this.rows();
    const at = rows.indexOf(row);
    const next = { ArrowUp: at < 0 ? rows.length - 1 : at - 1, ArrowDown: at < 0 ? rows.length - 1 : at + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined || !rows.length) return;
    event.preventDefault();
    if (next >= rows.length) this.app.actions.focusComposer();
    else rows[Math.max(0, next)].focus();
  }
}

function divider(words) {
  return fill(h("div", { class: "day", role: "separator", "aria-label": words }), h("span", { "aria-hidden": "true" }, words));
}
