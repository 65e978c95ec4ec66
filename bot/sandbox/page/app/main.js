// Opens, joins and closes everything on the page.

import { Composer } from "../compose/composer.js";
import { Forum } from "../view/forum.js";
import { openForm } from "../view/form.js";
import { drawHead } from "../view/head.js";
import { drawMembers } from "../view/members.js";
import { closeFloating } from "../view/floating.js";
import { drawSidebar } from "../view/sidebar.js";
import { Timeline } from "../view/timeline.js";
import { drawTyping, typingLine } from "../view/typing.js";
import { actionsOf } from "./actions.js";
import { h, refill } from "./dom.js";
import { Link } from "./link.js";
import { browser, tab } from "./memory.js";
import { channelName, nameOf } from "./names.js";
import { FORUM, Store } from "./store.js";
import { shortcut } from "./shortcuts.js";
import { refreshRelative } from "./times.js";

const at = (id) => document.getElementById(id);
const store = new Store();
const app = { store, asked: new Map(Object.entries(JSON.parse(tab.get("asked") ?? "{}"))), onFaults: null };

app.link = new Link({
  onFrame: (frame) => (greets(frame) ? returnAs(tab.get("person")) : store.apply(frame)),
  onOpen: () => linked(true),
  onClose: () => linked(false),
});

// The stand-in greets every new connection as its first listener: a tab that was somebody else becomes them again.
let greeted = false;

function greets(frame) {
  if (frame.type !== "state" || greeted) return false;
  greeted = true;
  const before = tab.get("person");
  return Boolean(before) && before !== frame.me.id && frame.people.some((person) => person.id === before);
}

function returnAs(id) {
  app.link.request({ type: "switch", person_id: id }).catch((error) => app.actions.tell(error.message));
}

function linked(open) {
  store.linked = open;
  if (!open) greeted = false;
  away();
}

/** What a command was asked with: Discord's messages do not say, so the tab that asked remembers. */
app.remember = (interactionId, words) => {
  app.asked.set(interactionId, words);
  tab.set("asked", JSON.stringify(Object.fromEntries([...app.asked].slice(-50))));
  for (const message of store.listed(store.current)) {
    if (message.interaction_metadata?.id === interactionId) app.timeline.refresh(message.id);
  }
};

app.actions = actionsOf(app);
app.timeline = new Timeline(app);
app.forum = new Forum(app);
app.composer = new Composer(app);

app.drawer = (open) => {
  const opened = document.body.classList.toggle("drawer-open", open);
  settleDrawer();
  if (opened) at("sidebar").querySelector(".channel.current, .channel")?.focus();
};

app.toggleMembers = () => {
  const alone = document.body.classList.toggle("alone");
  browser.set("members", alone ? "hidden" : "");
  drawHead(app, at("head"));
};

const narrow = matchMedia("(max-width: 760px)");

// A drawer that is out of sight must be out of reach of the Tab key too.
function settleDrawer() {
  const open = document.body.classList.contains("drawer-open");
  at("sidebar").toggleAttribute("inert", narrow.matches && !open);
  at("room").toggleAttribute("inert", narrow.matches && open);
}

function away() {
  const note = at("away");
  const lost = store.ready && !store.linked;
  const offline = store.ready && store.linked && !store.bot?.online;
  note.hidden = !lost && !offline;
  note.textContent = lost ? "The connection broke. Connecting again…" : offline ? `${nameOf(store, store.bot)} is offline. Your messages are kept, but nobody answers yet.` : "";
}

function drawChannel() {
  const { channel } = store;
  closeFloating();
  if (!channel) return;
  const forum = channel.type === FORUM;
  refill(at("stage"), forum ? app.forum.element : app.timeline.element);
  at("foot").hidden = forum;
  if (forum) app.forum.show();
  else app.timeline.show();
  app.composer.show();
  drawAround();
  shown = channel.id;
}

function drawAround() {
  drawSidebar(app, at("sidebar"));
  drawHead(app, at("head"));
  drawMembers(app, at("members"));
  drawTyping(app);
  away();
  const waiting = [...store.unread.values()].reduce((sum, each) => sum + each.mentions, 0);
  document.title = `${waiting ? `(${waiting}) ` : ""}${channelName(store, store.channel)} · ${nameOf(store, store.bot)}`;
}

function redrawMessages() {
  if (store.channel?.type === FORUM) app.forum.show();
  else app.timeline.repaint();
}

let shown = null;

store.on("state", ({ other }) => {
  // The same channel after a broken connection: what one was writing stays.
  if (shown === store.current && !other) {
    redrawMessages();
    drawAround();
  } else {
    drawChannel();
  }
  document.body.classList.add("ready");
});
store.on("current", drawChannel);
store.on("channels", () => {
  drawAround();
  if (store.channel?.type === FORUM) app.forum.show();
});
store.on("message", ({ message, fresh }) => {
  if (message.channel_id === store.current) app.timeline.update(message, fresh);
  else if (store.channel?.type === FORUM) app.forum.show();
});
store.on("deleted", ({ channelId }) => channelId === store.current && redrawMessages());
store.on("interaction", (interaction) => {
  if (interaction.message_id) app.timeline.refresh(interaction.message_id);
  else redrawMessages();
});
store.on("unread", drawAround);
store.on("bot", drawAround);
store.on("typing", () => drawTyping(app));
store.on("modal", (frame) => openForm(app, frame));
store.on("faults", () => {
  drawSidebar(app, at("sidebar"));
  app.onFaults?.();
});

refill(at("foot"), app.composer.element, typingLine);
refill(at("stage"), h("p", { class: "waiting" }, "Opening the room…"));
document.body.classList.toggle("alone", browser.get("members") === "hidden");
at("scrim").addEventListener("click", () => app.drawer(false));
document.addEventListener("keydown", (event) => shortcut(app, event));
narrow.addEventListener("change", () => app.drawer(false));
settleDrawer();
setInterval(refreshRelative, 15000);
app.link.connect();
