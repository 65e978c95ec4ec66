// A forum: its posts, and a form for a new one.

import { h, refill } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { channelName, nameOf } from "../app/names.js";
import { bySnowflake } from "../app/store.js";
import { summary } from "./message.js";

export class Forum {
  constructor(app) {
    this.app = app;
    this.element = h("div", { class: "forum" });
  }

  show() {
    const { store } = this.app;
    const { channel } = store;
    const posts = [...store.channels.values()].filter((each) => each.parent_id === channel.id).sort(bySnowflake).reverse();
    const list = posts.length ? h("ul", { class: "posts" }, posts.map((post) => h("li", {}, this.post(post)))) : h("p", { class: "forum-empty" }, "No post yet. Write the first one.");
    refill(this.element, h("h2", { class: "unseen" }, channelName(store, channel)), channel.can_write && this.form(channel), list);
  }

  post(thread) {
    const { store, actions } = this.app;
    const first = store.listed(thread.id).sort(bySnowflake)[0];
    const parent = store.channels.get(thread.parent_id);
    const tags = (parent?.available_tags ?? []).filter((tag) => thread.applied_tags?.includes(tag.id));
    const line = first && h("span", { class: "post-line", dir: "auto" }, h("b", {}, `${nameOf(store, first.author)}: `), summary(this.app, first));
    const counted = store.listed(thread.id).length - 1;
    return h("button", { type: "button", class: "post", on: { click: () => actions.showChannel(thread.id) } }, h("span", { class: "post-title", dir: "auto" }, tags.map(chip), thread.name), line, h("small", {}, counted === 1 ? "1 answer" : `${Math.max(0, counted)} answers`));
  }

  form(channel) {
    const title = h("input", { type: "text", class: "field", name: "name", maxlength: "100", required: true, placeholder: "Title of a new post", "aria-label": "Title", autocomplete: "off" });
    const text = h("textarea", { class: "field", name: "content", rows: "2", required: true, maxlength: "4000", placeholder: "What would you like to talk about?", "aria-label": "Text" });
    const boxes = (channel.available_tags ?? []).map((tag) => h("input", { type: "checkbox", value: tag.id }));
    const tags = boxes.map((box, index) => h("label", { class: "tag-choice" }, box, channel.available_tags[index].name));
    const send = async (event) => {
      event.preventDefault();
      const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      const answer = await this.app.actions.post(channel, title.value.trim(), text.value.trim(), chosen);
      if (answer) this.app.actions.showChannel(answer.channel_id);
    };
    const submit = h("button", { type: "submit", class: "button primary" }, icon("plus"), "Post");
    return h("form", { class: "post-form", on: { submit: send } }, title, text, h("div", { class: "post-foot" }, h("div", { class: "tag-choices" }, tags), submit));
  }
}

function chip(tag) {
  return h("span", { class: "tag" }, tag.emoji_name, tag.name);
}
