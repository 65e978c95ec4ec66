// Short notices in a corner that go away by themselves.

import { h, iconButton } from "../app/dom.js";
import { icon } from "../app/icons.js";

const STAYS = 6000;

/** Show a sentence; errors have a sign of warning. */
export function toast(text, kind = "error") {
  const place = document.getElementById("toasts");
  const note = h("div", { class: `toast ${kind}` }, icon(kind === "error" ? "warn" : "check"), h("p", {}, text));
  note.append(iconButton(icon("close"), "Close this notice", () => note.remove()));
  place.append(note);
  while (place.children.length > 3) place.firstChild.remove();
  setTimeout(() => note.remove(), STAYS);
}
