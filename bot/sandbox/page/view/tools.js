// What one can do with a message: the small bar at its corner, and the menu behind the three dots.

import { h, iconButton } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { nameOf } from "../app/names.js";
import { EPHEMERAL, LOADING } from "../app/store.js";
import { openMenu } from "./menu.js";
import { openReactions } from "./reactions.js";

/** The bar of a message; it shows when the message is pointed at or has the focus. */
export function tools(app, message) {
  if (message.flags & (LOADING | EPHEMERAL)) return null;
  const who = nameOf(app.store, message.author);
  const own = message.author.id === app.store.me.id;
  const canWrite = app.store.channels.get(message.channel_id)?.can_write;
  return h(
    "div",
    { class: "tools", role: "toolbar", "aria-label": `Do something with the message of ${who}` },
    iconButton(icon("smile"), "Add a reaction", (event) => openReactions(app, message, event.currentTarget)),
    own && iconButton(icon("pencil"), "Edit", () => app.actions.edit(message)),
    canWrite && iconButton(icon("reply"), `Reply to ${who}`, () => app.actions.reply(message)),
    iconButton(icon("more"), "More", (event) => openMore(app, message, event.currentTarget)),
  );
}

/** The menu with everything that can be done with the message. */
function openMore(app, message, anchor) {
  const { store, actions } = app;
  const own = message.author.id === store.me.id;
  const mayDelete = own || store.me.title !== "Listener";
  const offered = store.commandsHere(3).map((command) => ({ label: command.name, icon: "bolt", run: () => actions.messageCommand(message, command.name) }));
  openMenu(
    anchor,
    "Message",
    [
      { label: "Reply", icon: "reply", run: () => actions.reply(message) },
      { label: "Add a reaction", icon: "smile", run: () => openReactions(app, message, anchor) },
      own && { label: "Edit", icon: "pencil", run: () => actions.edit(message) },
      { label: "Copy text", icon: "copy", run: () => actions.copy(message) },
      offered.length > 0 && { heading: "Apps" },
      ...offered,
      mayDelete && { label: "Delete", icon: "bin", danger: true, run: () => actions.remove(message) },
    ],
    { align: "end" },
  );
}

/** What a key does while a message has the focus; whether it did something. */
export function messageKey(app, message, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const own = message.author.id === app.store.me.id;
  const keys = {
    r: () => app.actions.reply(message),
    e: own ? () => app.actions.edit(message) : null,
    Enter: () => openMore(app, message, document.activeElement.querySelector(".tools button:last-child")),
    Delete: own ? () => app.actions.remove(message) : null,
  };
  const run = keys[event.key];
  if (!run || message.flags & (LOADING | EPHEMERAL)) return false;
  event.preventDefault();
  run();
  return true;
}
