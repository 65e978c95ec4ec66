// The things in a form that one fills in. Each is `{element, control, read}`: what is shown, what has the focus, what was given.

import { freshId, h } from "../app/dom.js";
import { packed } from "../compose/uploads.js";
import { markdown } from "../markdown/render.js";
import { select } from "./select.js";

/** The field for a component of Discord's types 3 to 8, 19 and 21 to 23. */
export function field(app, given) {
  const make = MAKERS[given.type];
  if (make) return make(app, given);
  const note = h("p", { class: "unknown-part", tabindex: "-1" }, "This part cannot be shown here.");
  return { element: note, control: note, read: () => "" };
}

/** A field with its name above and its help below. */
export function label(name, about, required, control, element) {
  const id = control.id || freshId("field");
  control.id = id;
  const star = required && h("span", { class: "required", title: "Required", "aria-hidden": "true" }, "*");
  const help = about && h("p", { class: "field-about", id: `${id}-about` }, about);
  if (help) control.setAttribute("aria-describedby", help.id);
  const button = control.tagName === "BUTTON";
  if (required && !button) control.setAttribute("aria-required", "true");
  const group = element !== control && element.getAttribute("role");
  if (group) element.setAttribute("aria-label", name ?? "");
  if (button) control.setAttribute("aria-label", `${name ?? ""}${required ? ", required" : ""}`);
  return h("div", { class: "form-item" }, h(group ? "p" : "label", { class: "field-name", for: group ? null : id }, name, star), help, element);
}

/** A piece of text between fields. */
export function words(app, given) {
  return h("div", { class: "md form-words" }, markdown(app.store, given.content, app.actions));
}

function text(app, given) {
  const long = given.style === 2;
  const shared = { class: "field", placeholder: given.placeholder, maxlength: given.max_length, minlength: given.min_length, value: given.value ?? "", autocomplete: "off", dir: "auto" };
  const control = long ? h("textarea", { ...shared, rows: "4" }) : h("input", { ...shared, type: "text" });
  return { element: control, control, read: () => control.value };
}

function menu(app, given) {
  let values = (given.options ?? []).filter((each) => each.default).map((each) => each.value);
  if (given.default_values) values = given.default_values.map((each) => each.id);
  const control = select(app.store, given, (chosen) => {
    values = chosen;
  });
  return { element: control, control, read: () => values };
}

function upload(app, given) {
  const control = h("input", { type: "file", class: "field file-field", multiple: (given.max_values ?? 1) > 1 });
  return { element: control, control, read: () => Promise.all([...control.files].map(packed)) };
}

function several(kind) {
  return (app, given) => {
    const name = freshId("choice");
    const boxes = given.options.map((each) => h("input", { type: kind, name, value: each.value, checked: Boolean(each.default) }));
    const rows = given.options.map((each, index) => h("label", { class: "check" }, boxes[index], h("span", {}, each.label, each.description && h("small", {}, each.description))));
    const element = h("div", { class: "checks", role: kind === "radio" ? "radiogroup" : "group" }, rows);
    return { element, control: boxes[0], read: () => boxes.filter((box) => box.checked).map((box) => box.value) };
  };
}

function check(app, given) {
  const control = h("input", { type: "checkbox", class: "lone-check", checked: Boolean(given.default) });
  return { element: control, control, read: () => control.checked };
}

const MAKERS = { 3: menu, 4: text, 5: menu, 6: menu, 7: menu, 8: menu, 19: upload, 21: several("radio"), 22: several("checkbox"), 23: check };
