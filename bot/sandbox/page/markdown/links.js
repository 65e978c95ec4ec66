// Which addresses may become links, and where a bare one ends.

const BARE = /https?:\/\/[^\s<>|`]+/iuy;
const TRAILING = /[.,:;!?'"*_~\]]+$/u;

/** The address where it is plain web, else null: no script, data or file address ever becomes a link. */
export function safeUrl(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}

/** The bare address that begins at `at`, as written; null where none does. */
export function bareLink(text, at) {
  BARE.lastIndex = at;
  const found = BARE.exec(text)?.[0];
  if (!found) return null;
  const written = balanced(found.replace(TRAILING, ""));
  return safeUrl(written) ? written : null;
}

// "(see https://a.example/x)": the last bracket belongs to the sentence, in "…/x_(y)" it belongs to the address.
function balanced(address) {
  let shown = address;
  while (shown.endsWith(")") && count(shown, ")") > count(shown, "(")) shown = shown.slice(0, -1).replace(TRAILING, "");
  return shown;
}

function count(text, letter) {
  return text.split(letter).length - 1;
}

/** The same, but for a file of the stand-in itself: whichever name of this machine the page was opened by is asked for it. */
export function sourceUrl(text) {
  const address = safeUrl(text);
  const url = address && new URL(address);
  const own = url && url.port === location.port && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  return own ? `${location.origin}${url.pathname}${url.search}` : address;
}

/** The channel and message that an address of Discord's own app leads to; null for any other. */
export function placeOf(address) {
  const [, channel, message] = /^https:\/\/discord\.com\/channels\/(?:\d+|@me)\/(\d+)\/(\d+)$/u.exec(address) ?? [];
  return message ? { channel, message } : null;
}

/** A masked link hides where it leads: the host as people should see it. */
export function hostOf(address) {
  try {
    return new URL(address).host;
  } catch {
    return "";
  }
}
