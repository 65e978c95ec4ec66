// Everything that a person can do, in the words of PAGE.md. What the stand-in refuses is shown as a notice.

import { packed } from "../compose/uploads.js";
import { openProfile } from "../view/profile.js";
import { toast } from "../view/toast.js";
import { nameOf } from "./names.js";
import { DIRECT, bySnowflake } from "./store.js";

/** The deeds of `app`; those that return nothing show their own failures. */
export function actionsOf(app) {
  const { store, link } = app;
  const here = () => ({ channel_id: store.current });
  const of = (message) => ({ channel_id: message.channel_id, message_id: message.id });
  const attempt = async (frame) => {
    try {
      return await link.request(frame);
    } catch (error) {
      toast(error.message);
      return null;
    }
  };
  const say = async (content, { replyTo = null, ping = true, files = [] } = {}) => {
    const frame = { type: "say", ...here(), content };
    if (replyTo) Object.assign(frame, { reply_to: replyTo.id, mention: ping });
    if (files.length) frame.files = await Promise.all([...files].map(packed));
    await link.request(frame);
  };
  return {
    say,
    ask: (question) => {
      const direct = store.channel?.type === DIRECT;
      return say(direct ? question : `<@${store.bot.id}> ${question}`).catch((error) => toast(error.message));
    },
    slash: async (command, options, shown) => {
      const answer = await link.request({ type: "slash", ...here(), command, options });
      if (shown) app.remember(answer.interaction_id, shown);
    },
    react: (message, emoji, add) => attempt({ type: add ? "react" : "unreact", ...of(message), emoji }),
    change: (message, content) => attempt({ type: "edit", ...of(message), content }),
    remove: (message) => attempt({ type: "delete", ...of(message) }),
    click: (message, customId) => attempt({ type: "click", ...of(message), custom_id: customId }),
    select: (message, customId, values) => attempt({ type: "select", ...of(message), custom_id: customId, values }),
    messageCommand: (message, command) => attempt({ type: "message_command", ...of(message), command }),
    userCommand: (user, command) => attempt({ type: "user_command", ...here(), user_id: user.id, command }),
    post: (channel, name, content, tags) => attempt({ type: "post", channel_id: channel.id, name, content, tags }),
    fault: (frame) => attempt({ type: "fault", channel_id: store.current, ...frame }),
    calm: () => attempt({ type: "calm" }),
    become: (id) => attempt({ type: "switch", person_id: id }),
    tell: (text) => toast(text),
    copy: (message) => copy(message.content),
    profile: (user, anchor) => openProfile(app, user, anchor),
    mention: (user) => app.composer.insert(`@${nameOf(store, user)} `),
    reply: (message) => app.composer.reply(message),
    useCommand: (name) => app.composer.startCommand(name),
    focusComposer: () => app.composer.focus(),
    edit: (message) => app.timeline.edit(message),
    editLast: () => {
      const own = store.listed(store.current).filter((each) => each.author.id === store.me.id);
      const last = own.sort(bySnowflake).at(-1);
      if (last) app.timeline.edit(last);
    },
    jump: (channelId, id) => {
      store.show(channelId);
      app.timeline.goTo(id);
    },
    showDirect: () => {
      const direct = [...store.channels.values()].find((each) => each.type === DIRECT);
      if (direct) app.actions.showChannel(direct.id);
    },
    showChannel: (id) => {
      store.show(id);
      app.drawer(false);
      // On a phone the focus would open the keyboard over what one came to read.
      if (!matchMedia("(pointer: coarse)").matches) app.composer.focus();
    },
    openDrawer: () => app.drawer(true),
    toggleMembers: () => app.toggleMembers(),
  };
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied", "done");
  } catch {
    toast("The browser did not let this page copy.");
  }
}
