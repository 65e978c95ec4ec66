// The line under the box that says who is typing.

import { h, refill } from "../app/dom.js";
import { nameOf } from "../app/names.js";

export const typingLine = h("p", { class: "typing", role: "status" });

/** Draw it anew. */
export function drawTyping({ store }) {
  const names = store.typingHere().map((user) => nameOf(store, user));
  if (!names.length) return refill(typingLine);
  const who = names.length > 3 ? "Several people are" : names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are` : `${names[0]} is`;
  return refill(typingLine, h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), `${who} typing…`);
}
