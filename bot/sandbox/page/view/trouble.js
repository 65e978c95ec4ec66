// Things that can go wrong between Discord and the bot, switched on to see how the bot copes.

import { h, iconButton, refill } from "../app/dom.js";
import { icon } from "../app/icons.js";

const FAULTS = [
  ["Drop the bot's connection", "It should come back by itself.", { name: "drop_gateway" }],
  ["Ask the bot to reconnect", "As Discord does when it restarts a machine.", { name: "reconnect" }],
  ["Forget the bot's session", "It has to introduce itself anew.", { name: "invalid_session" }],
  ["Fail the next three requests", "Discord answers 500.", { name: "fail_requests", status: 500, times: 3 }],
  ["Rate-limit the next request", "Discord answers 429.", { name: "fail_requests", status: 429, times: 1, seconds: 1 }],
  ["Answer slowly, five times", "Two seconds each.", { name: "slow_requests", seconds: 2, times: 5 }],
  ["Lose the next answer", "Done, but the bot never hears of it.", { name: "lose_answers", times: 1 }],
  ["Delay the next three events", "By two seconds each.", { name: "delay_events", seconds: 2, times: 3 }],
  ["Repeat the next three events", "The bot hears them twice.", { name: "repeat_events", times: 3 }],
  ["No embeds in this channel", "Takes the permission from the bot.", { name: "take_permissions", permissions: ["EMBED_LINKS"] }],
  ["No writing in this channel", "Takes the permission from the bot.", { name: "take_permissions", permissions: ["SEND_MESSAGES"] }],
];

/** Open the dialog with all of them. */
export function openTrouble(app) {
  const going = h("ul", { class: "going" });
  const calm = h("button", { type: "button", class: "button secondary", on: { click: () => app.actions.calm() } }, "Calm everything");
  const close = iconButton(icon("close"), "Close", () => dialog.close());
  const intro = h("p", {}, "Watch the bot cope when Discord misbehaves.");
  const dialog = h("dialog", { class: "dialog trouble", "aria-label": "Make trouble" }, h("header", {}, h("h2", {}, "Make trouble"), close), h("div", { class: "dialog-body" }, intro, going, h("ul", { class: "faults" }, FAULTS.map((each) => fault(app, each)))), h("footer", {}, calm));
  const paint = () => {
    const lines = app.store.faults.map((each) => h("li", {}, `${each.title ?? words(each.name)}: ${each.left ?? 1} left`));
    refill(going, lines);
    calm.disabled = lines.length === 0;
  };
  paint();
  app.onFaults = paint;
  dialog.addEventListener("close", () => {
    app.onFaults = null;
    dialog.remove();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

function fault(app, [title, about, frame]) {
  return h("li", {}, h("button", { type: "button", class: "fault", on: { click: () => app.actions.fault(frame) } }, h("b", {}, title), h("small", {}, about)));
}

function words(name) {
  const text = name.replaceAll("_", " ");
  return text[0].toUpperCase() + text.slice(1);
}
