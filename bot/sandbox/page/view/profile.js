// The card of a person: who they are, and what bots offer to do with them.

import { h } from "../app/dom.js";
import { avatar, botTag, colorOf, nameOf } from "../app/names.js";
import { float } from "./floating.js";

/** Open the card beside `anchor`. */
export function openProfile(app, user, anchor) {
  const { store, actions } = app;
  let close = null;
  const does = (run) => () => {
    close(false);
    run();
  };
  const doing = (label, run) => h("button", { type: "button", class: "button secondary", on: { click: does(run) } }, label);
  const named = h("p", { class: "profile-name", vars: { "--who": colorOf(store, user) } }, h("bdi", {}, nameOf(store, user)), user.bot && botTag());
  const person = store.people.get(user.id);
  const about = user.bot ? (store.bot?.online ? "Online: ask it anything about the shows" : "Offline") : (person?.title ?? "");
  const offered = store.commandsHere(2).map((command) => doing(command.name, () => actions.userCommand(user, command.name)));
  const panel = h(
    "div",
    { class: "profile", role: "dialog", "aria-label": nameOf(store, user), tabindex: "-1" },
    avatar(store, user, "large"),
    named,
    h("p", { class: "profile-about" }, user.username, about && ` · ${about}`),
    doing("Mention", () => actions.mention(user)),
    user.id === store.bot?.id && store.channel?.type !== 1 && doing("Message", () => actions.showDirect()),
    person && person.id !== store.me.id && doing(`Be ${nameOf(store, user)}`, () => actions.become(user.id)),
    offered,
  );
  close = float(panel, anchor);
  panel.focus();
}
