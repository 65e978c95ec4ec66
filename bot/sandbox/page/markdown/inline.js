// One line of Discord's Markdown into a tree. Plain scanning with bounded depth: no text takes long.

import { codeEnd, readLeaf } from "./leaves.js";

const DEEPEST = 8;
const SPANS = [
  ["**", "strong"],
  ["__", "underline"],
  ["~~", "strike"],
  ["||", "spoiler"],
  ["*", "em"],
  ["_", "em"],
];
const WORD = /[\p{L}\p{N}_]/u;

/** Nodes: `{type: "text", text}`, leaves, and spans `{type, children}`. */
export function parseInline(text, depth = 0) {
  const nodes = [];
  const dead = new Set();
  const inner = (part) => parseInline(part, depth + 1).map(withoutLinks);
  let plain = "";
  let at = 0;
  const flush = () => {
    if (plain) nodes.push({ type: "text", text: plain });
    plain = "";
  };
  while (at < text.length) {
    const found = readLeaf(text, at, inner) ?? readSpan(text, at, depth, dead);
    if (found) {
      flush();
      nodes.push(found.node);
      at = found.end;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

function readSpan(text, at, depth, dead) {
  if (depth >= DEEPEST) return null;
  for (const [mark, type] of SPANS) {
    if (!text.startsWith(mark, at) || dead.has(mark) || !opens(text, at, mark)) continue;
    const from = at + mark.length;
    const end = closing(text, from, mark);
    // What has no end from here has none from further on either: looking once is enough.
    if (end === null) dead.add(mark);
    else if (end > from) return { node: { type, children: parseInline(text.slice(from, end), depth + 1) }, end: end + mark.length };
  }
  return null;
}

function opens(text, at, mark) {
  const next = text[at + mark.length] ?? "";
  if (mark === "*") return next !== "" && !/\s/u.test(next);
  if (mark === "_") return !WORD.test(text[at - 1] ?? "");
  return true;
}

function closing(text, from, mark) {
  let at = from;
  while (at < text.length) {
    if (text[at] === "\\") at += 2;
    else if (text[at] === "`") at = codeEnd(text, at) ?? at + 1;
    else if (!text.startsWith(mark, at)) at += 1;
    else if (mark.length === 1 && text[at + 1] === mark) at += 2;
    else if (at > from && closes(text, at, mark)) return at;
    else at += 1;
  }
  return null;
}

function closes(text, at, mark) {
  const next = text[at + mark.length] ?? "";
  if (mark === "*") return !/\s/u.test(text[at - 1]);
  if (mark === "_") return !WORD.test(next);
  // In ***both*** the last two stars end what the first two began.
  return next !== mark[0];
}

function withoutLinks(node) {
  if (node.type === "link") return { type: "text", text: node.url };
  return node.children ? { ...node, children: node.children.map(withoutLinks) } : node;
}
