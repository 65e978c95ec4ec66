// Discord's Markdown into a tree of blocks: paragraphs, headings, quotes, lists, code.

import { parseInline } from "./inline.js";

const FENCE = /```(?:([\w+#.-]{1,20})\n)?\n?([\s\S]+?)\n?```\n?/uy;
const HEADING = /^(#{1,3})\s+(\S.*)$/u;
const SUBTEXT = /^-#\s+(\S.*)$/u;
const ITEM = /^(\s*)(?:([-*])|(\d{1,9})\.)\s+(\S.*)$/u;
const DEEPEST = 4;

/** Blocks: `{type: "paragraph" | "heading" | "subtext" | "quote" | "list" | "fence", …}`. */
export function parse(text, depth = 0) {
  return new Reader(String(text ?? "").replace(/\r\n?/gu, "\n"), depth).read();
}

class Reader {
  constructor(text, depth) {
    this.text = text;
    this.depth = depth;
    this.at = 0;
    this.blocks = [];
    this.loose = [];
  }

  read() {
    while (this.at < this.text.length) this.step();
    this.flush();
    return this.blocks;
  }

  step() {
    const line = this.line();
    if (this.quote(line) || this.fence(line) || this.list(line)) return;
    const heading = HEADING.exec(line);
    const small = SUBTEXT.exec(line);
    if (heading) this.push({ type: "heading", level: heading[1].length, children: parseInline(heading[2]) });
    else if (small) this.push({ type: "subtext", children: parseInline(small[1]) });
    else this.loose.push(line);
    this.skip(line);
  }

  line(from = this.at) {
    const end = this.text.indexOf("\n", from);
    return this.text.slice(from, end < 0 ? undefined : end);
  }

  skip(line) {
    this.at += line.length + 1;
  }

  push(block) {
    this.flush();
    this.blocks.push(block);
  }

  // Blank lines at the edge of a paragraph are the gap that its neighbours make anyway.
  flush() {
    const text = this.loose.join("\n").replace(/^\n+|\s+$/gu, "");
    this.loose = [];
    if (text.trim()) this.blocks.push({ type: "paragraph", children: parseInline(text) });
  }

  quote(line) {
    if (this.depth >= DEEPEST) return false;
    if (line.startsWith(">>> ")) {
      this.push({ type: "quote", children: parse(this.text.slice(this.at + 4), this.depth + 1) });
      this.at = this.text.length;
      return true;
    }
    const lines = [];
    for (let next = line; this.at < this.text.length && /^>(?: |$)/u.test(next); next = this.line()) {
      lines.push(next.slice(2));
      this.skip(next);
    }
    if (lines.length) this.push({ type: "quote", children: parse(lines.join("\n"), this.depth + 1) });
    return lines.length > 0;
  }

  fence(line) {
    const column = line.indexOf("```");
    if (column < 0) return false;
    FENCE.lastIndex = this.at + column;
    const found = FENCE.exec(this.text);
    if (!found) return false;
    if (column) this.loose.push(line.slice(0, column));
    this.push({ type: "fence", language: found[1] ?? "", text: found[2] });
    this.at = FENCE.lastIndex;
    return true;
  }

  list(line) {
    const items = [];
    for (let next = line; this.at < this.text.length; next = this.line()) {
      const found = ITEM.exec(next);
      const goesOn = items.length > 0 && /^\s+\S/u.test(next);
      if (found ? turns(items, found) : !goesOn) break;
      if (found) items.push({ indent: found[1].length, start: found[3], text: found[4] });
      else items.at(-1).text += `\n${next.trim()}`;
      this.skip(next);
    }
    if (items.length) this.push(nest(items));
    return items.length > 0;
  }
}

// Numbers after dots, or dots after numbers, at the same depth begin a new list.
function turns([first], [, indent, , number]) {
  return first !== undefined && indent.length <= first.indent && Boolean(number) !== Boolean(first.start);
}

function nest(items) {
  const [first] = items;
  const list = { type: "list", start: first.start ? Number(first.start) : null, items: [] };
  let at = 0;
  while (at < items.length) {
    const { text } = items[at];
    let end = at + 1;
    while (end < items.length && items[end].indent > first.indent) end += 1;
    const below = items.slice(at + 1, end);
    list.items.push({ children: parseInline(text), list: below.length ? nest(below) : null });
    at = end;
  }
  return list;
}
