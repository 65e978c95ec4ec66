// Editing one's own message, in its place.

import { h } from "../app/dom.js";
import { fromWire, toWire } from "../compose/mentions.js";

/** Put a box with the message's text into its element; `close` puts the message back. */
export function editIn(app, element, message, close) {
  const box = h("textarea", { class: "edit-box", "aria-label": "Edit your message", rows: "1", value: fromWire(app.store, message.content) });
  const save = () => {
    const content = toWire(app.store, box.value.trim());
    if (!content) return app.actions.remove(message);
    if (content !== message.content) app.actions.change(message, content);
    return close();
  };
  const fit = () => {
    box.style.setProperty("height", "auto");
    box.style.setProperty("height", `${box.scrollHeight + 2}px`);
  };
  box.addEventListener("input", fit);
  box.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Escape") close();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  });
  const link = (label, run) => h("button", { type: "button", class: "plain-link", on: { click: run } }, label);
  const help = h("p", { class: "edit-help" }, "Esc to ", link("cancel", close), " • Enter to ", link("save", save));
  element.querySelector(".message-body").replaceChildren(box, help);
  element.classList.add("editing");
  fit();
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}
