// The parts of a line that hold nothing else: code, links, mentions, moments, emoji.

import { bareLink, safeUrl } from "./links.js";

const ESCAPE = /\\([^\p{L}\p{N}\s])/uy;
const CODE = /(`+)(?!`)([\s\S]*?[^`])\1(?!`)/uy;
const MASKED = /\[((?:\\[\s\S]|[^\\[\]\n]){1,512})\]\(\s*<?(https?:\/\/(?:\([^\s()]*\)|[^\s()<>])+)>?(?:\s+"[^"\n]{0,256}")?\s*\)/iuy;
const ANGLED = [
  [/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/uy, ([, seconds, style]) => ({ type: "time", seconds: Number(seconds), style: style ?? "f" })],
  [/<@!?(\d{1,21})>/uy, ([, id]) => ({ type: "user", id })],
  [/<@&(\d{1,21})>/uy, ([, id]) => ({ type: "role", id })],
  [/<#(\d{1,21})>/uy, ([, id]) => ({ type: "channel", id })],
  [/<\/([-_\p{L}\p{N} ]{1,98}):(\d{1,21})>/uy, ([, name]) => ({ type: "command", name })],
  [/<a?:(\w{2,32}):(\d{1,21})>/uy, ([, name]) => ({ type: "text", text: `:${name}:` })],
  [/<(https?:\/\/[^\s<>]+)>/iuy, ([, url]) => (safeUrl(url) ? { type: "link", url, children: [{ type: "text", text: url }] } : null)],
];
const ALL = /@(?:everyone|here)\b/uy;

function at(pattern, text, start) {
  pattern.lastIndex = start;
  return pattern.exec(text);
}

/** Where the code that begins at `start` ends; null where none begins. */
export function codeEnd(text, start) {
  const found = at(CODE, text, start);
  return found ? start + found[0].length : null;
}

/** The leaf that begins at `start` as `{node, end}`, else null. `inner` reads the words of a masked link. */
export function readLeaf(text, start, inner) {
  const read = READERS[text[start]];
  return read ? read(text, start, inner) : null;
}

function escape(text, start) {
  const found = at(ESCAPE, text, start);
  return found && { node: { type: "text", text: found[1] }, end: start + found[0].length };
}

function code(text, start) {
  const found = at(CODE, text, start);
  return found && { node: { type: "code", text: found[2] }, end: start + found[0].length };
}

function masked(text, start, inner) {
  const found = at(MASKED, text, start);
  const url = found && safeUrl(found[2]);
  return url ? { node: { type: "link", url, masked: true, children: inner(found[1]) }, end: start + found[0].length } : null;
}

function angled(text, start) {
  for (const [pattern, make] of ANGLED) {
    const found = at(pattern, text, start);
    const node = found && make(found);
    if (node) return { node, end: start + found[0].length };
  }
  return null;
}

function everyone(text, start) {
  const found = at(ALL, text, start);
  return found && { node: { type: "all", text: found[0] }, end: start + found[0].length };
}

function bare(text, start) {
  if (start > 0 && /[\p{L}\p{N}]/u.test(text[start - 1])) return null;
  const url = bareLink(text, start);
  return url && { node: { type: "link", url, children: [{ type: "text", text: url }] }, end: start + url.length };
}

const READERS = { "\\": escape, "`": code, "[": masked, "<": angled, "@": everyone, h: bare, H: bare };
