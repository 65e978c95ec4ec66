// Files to send with a message, an option or a form.

import { h, iconButton, refill } from "../app/dom.js";
import { icon } from "../app/icons.js";
import { sizeOf } from "../view/attachments.js";

const BIGGEST = 8 * 1024 * 1024;

/** A file in the form that goes over the wire; an Error with a sentence where it is too big. */
export async function packed(file) {
  if (file.size > BIGGEST) throw new Error(`${file.name} is too big: 8 MB is the most.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  let letters = "";
  for (let at = 0; at < bytes.length; at += 32768) letters += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return { filename: file.name, content_type: file.type || "application/octet-stream", base64: btoa(letters) };
}

/** The files that wait to be sent, as chips above the box. */
export class Uploads {
  constructor() {
    this.files = [];
    this.element = h("ul", { class: "uploads", "aria-label": "Files to send", hidden: true });
    this.picker = h("input", { type: "file", multiple: true, hidden: true, "aria-hidden": "true", tabindex: "-1" });
    this.picker.addEventListener("change", () => {
      this.add(this.picker.files);
      this.picker.value = "";
    });
  }

  /** Ask for files. */
  choose() {
    this.picker.click();
  }

  add(files) {
    this.files = [...this.files, ...files].slice(0, 10);
    this.draw();
  }

  clear() {
    this.files = [];
    this.draw();
  }

  draw() {
    this.element.hidden = this.files.length === 0;
    refill(this.element, this.files.map((file, index) => h("li", { class: "upload" }, icon("paper"), h("bdi", {}, file.name), h("small", {}, sizeOf(file.size)), iconButton(icon("close"), `Leave out ${file.name}`, () => this.drop(index)))));
  }

  drop(index) {
    this.files.splice(index, 1);
    this.draw();
  }
}
