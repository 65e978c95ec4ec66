// Keys that work anywhere on the page.

import { CATEGORY } from "./store.js";

/** Alt with an arrow goes through the channels, Esc closes the drawer, letters typed at nothing go into the box. */
export function shortcut(app, event) {
  const arrows = { ArrowUp: -1, ArrowDown: 1 };
  if (event.altKey && event.key in arrows) {
    event.preventDefault();
    stepChannel(app, arrows[event.key]);
  } else if (event.key === "Escape" && document.body.classList.contains("drawer-open")) {
    app.drawer(false);
    document.querySelector(".drawer-button")?.focus();
  } else if (atNothing(event)) {
    app.composer.focus();
  }
}

function stepChannel({ store, actions }, step) {
  const ids = [...store.channels.values()].filter((each) => each.type !== CATEGORY).map((each) => each.id);
  const next = ids[(ids.indexOf(store.current) + step + ids.length) % ids.length];
  if (next) actions.showChannel(next);
}

function atNothing(event) {
  const plain = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  return plain && document.activeElement === document.body;
}
