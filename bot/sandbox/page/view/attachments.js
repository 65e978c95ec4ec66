// Files and pictures.

import { h } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { link } from "../markdown/render.js";
import { sourceUrl } from "../markdown/links.js";

const SHOWN = /^image\/(?:png|jpeg|gif|webp)/u;

/** A picture that leaves no hole where it cannot be fetched. */
export function picture(url, about, shape) {
  const address = sourceUrl(url);
  if (!address) return null;
  const image = h("img", { class: `picture ${shape}`, src: address, alt: about ?? "", loading: "lazy", decoding: "async", referrerpolicy: "no-referrer" });
  image.addEventListener("error", () => image.replaceWith(missing(about, shape)));
  return image;
}

function missing(about, shape) {
  return about ? h("span", { class: `picture-missing ${shape}` }, about) : h("span", { hidden: true });
}

/** What hangs on a message: pictures are shown, the rest is offered. */
export function attachments(list) {
  if (!list?.length) return null;
  return h("div", { class: "attachments" }, list.map(attachment));
}

function attachment(file) {
  if (SHOWN.test(file.content_type ?? "")) {
    return link(sourceUrl(file.url), [picture(file.url, file.description ?? file.filename, "attached")]);
  }
  return fileCard(file.filename, file.size, file.url);
}

/** A card with a file's name and size that opens the file. */
export function fileCard(name, size, url) {
  const words = h("span", { class: "file-words" }, link(sourceUrl(url), [h("bdi", {}, name)]), h("small", {}, sizeOf(size)));
  return h("div", { class: "file" }, icon("paper"), words);
}

/** "512 bytes", "3.4 KB", "1.2 MB". */
export function sizeOf(bytes) {
  if (!Number.isFinite(bytes)) return "";
  if (bytes < 1000) return `${bytes} bytes`;
  const [amount, unit] = bytes < 1e6 ? [bytes / 1e3, "KB"] : [bytes / 1e6, "MB"];
  return `${amount.toFixed(amount < 10 ? 1 : 0)} ${unit}`;
}
