// The form that a bot opens (a modal): filled in, sent, or put away.

import { h, iconButton } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { nameOf } from "../app/names.js";
import { field, label, words } from "./fields.js";

/** Show the form of a `modal` event. */
export function openForm(app, { interaction_id: interactionId, modal }) {
  const readers = new Map();
  const items = modal.components.map((each) => item(app, each, readers));
  const failed = h("p", { class: "failed", role: "alert", hidden: true });
  const submit = h("button", { type: "submit", class: "button primary" }, "Submit");
  const cancel = h("button", { type: "button", class: "button secondary", on: { click: () => dialog.close() } }, "Cancel");
  const close = iconButton(icon("close"), "Close", () => dialog.close());
  const note = h("p", { class: "form-note" }, `This form goes to ${nameOf(app.store, app.store.bot)}.`);
  const form = h("form", { class: "form", method: "dialog", novalidate: true }, h("header", {}, h("h2", {}, modal.title), close), h("div", { class: "dialog-body" }, items, failed, note), h("footer", {}, cancel, submit));
  const dialog = h("dialog", { class: "dialog", "aria-label": modal.title }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    failed.hidden = true;
    try {
      await send(app, interactionId, readers);
      dialog.close();
    } catch (error) {
      failed.textContent = error.message;
      failed.hidden = false;
      submit.disabled = false;
    }
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    giveBack(document.activeElement);
  });
  document.body.append(dialog);
  dialog.showModal();
  [...readers.values()][0]?.control.focus();
}

/** Chromium gives a text box its focus back without its caret: what is typed then goes nowhere. */
function giveBack(box) {
  if (!box?.matches("textarea, input")) return;
  box.blur();
  box.focus();
}

function item(app, given, readers) {
  if (given.type === 10) return words(app, given);
  const inner = given.component ?? given.components?.[0];
  if (!inner) return null;
  const { element, control, read } = field(app, inner);
  readers.set(inner.custom_id, { read, control, required: inner.required !== false });
  return label(given.label ?? inner.label, given.description, inner.required !== false, control, element);
}

async function send(app, interactionId, readers) {
  const values = {};
  for (const [customId, { read, control, required }] of readers) {
    const value = await read();
    const empty = value === "" || (Array.isArray(value) && value.length === 0);
    control.setAttribute("aria-invalid", String(required && empty));
    if (required && empty) {
      control.focus();
      throw new Error("This field is required.");
    }
    values[customId] = value;
  }
  await app.link.request({ type: "modal_submit", interaction_id: interactionId, values });
}
