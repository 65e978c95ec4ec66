// Embeds: a card with a coloured edge.

import { h } from "../app/dom.js";
import { stamp, whenOf } from "../app/times.js";
import { inlineMarkdown, link, markdown } from "../markdown/render.js";
import { safeUrl } from "../markdown/links.js";
import { picture } from "./attachments.js";

/** The card of one embed. */
export function embedView(app, embed) {
  const color = embed.color === undefined || embed.color === null ? null : `#${embed.color.toString(16).padStart(6, "0")}`;
  const body = h("div", { class: "embed-body" }, author(embed.author), title(app, embed), description(app, embed), fields(app, embed.fields));
  const beside = embed.thumbnail && picture(embed.thumbnail.url, embed.thumbnail.description ?? "", "embed-thumbnail");
  const image = embed.image && picture(embed.image.url, embed.image.description ?? "", "embed-image");
  return h("article", { class: "embed", "aria-label": "Card", vars: { "--edge": color } }, h("div", { class: "embed-top" }, body, beside), image, footer(embed));
}

function author(given) {
  if (!given?.name) return null;
  const name = given.url ? link(given.url, [given.name]) : given.name;
  return h("p", { class: "embed-author" }, given.icon_url && picture(given.icon_url, "", "embed-icon"), h("bdi", {}, name));
}

function title(app, embed) {
  if (!embed.title) return null;
  const words = inlineMarkdown(app.store, embed.title, app.actions);
  const linked = embed.url && safeUrl(embed.url);
  return h("p", { class: "embed-title", dir: "auto" }, linked ? link(embed.url, [words]) : words);
}

function description(app, embed) {
  return embed.description && h("div", { class: "embed-text md", dir: "auto" }, markdown(app.store, embed.description, app.actions));
}

function fields(app, given) {
  if (!given?.length) return null;
  const columns = spans(given);
  const one = (field, index) =>
    h("div", { class: `embed-field span-${columns[index]}`, dir: "auto" }, h("p", { class: "embed-name" }, inlineMarkdown(app.store, field.name, app.actions)), h("div", { class: "md" }, markdown(app.store, field.value, app.actions)));
  return h("div", { class: "embed-fields" }, given.map(one));
}

// Neighbouring inline fields share a row of three; a pair shares it by halves.
function spans(fields) {
  const columns = fields.map(() => 12);
  let row = [];
  const close = () => {
    for (const index of row) columns[index] = row.length === 2 ? 6 : 4;
    row = [];
  };
  fields.forEach((field, index) => {
    if (field.inline) row.push(index);
    if (!field.inline || row.length === 3) close();
  });
  close();
  return columns;
}

function footer(embed) {
  const moment = embed.timestamp ? new Date(embed.timestamp) : null;
  const when = moment && stamp(moment.getTime() / 1000) ? whenOf(moment) : null;
  const words = [embed.footer?.text, when].filter(Boolean).join(" • ");
  if (!words) return null;
  return h("p", { class: "embed-footer", dir: "auto" }, embed.footer?.icon_url && picture(embed.footer.icon_url, "", "embed-icon"), words);
}
