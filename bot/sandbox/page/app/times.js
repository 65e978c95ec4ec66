// Moments as people read them, in their own language and time zone.

const LOCALE = navigator.language || "en";
const FORMS = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};
const STEPS = [
  ["year", 31557600],
  ["month", 2629800],
  ["week", 604800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];
const FARTHEST = 8.64e12;
const written = new Map();

function formatter(style) {
  if (!written.has(style)) written.set(style, new Intl.DateTimeFormat(LOCALE, FORMS[style] ?? FORMS.f));
  return written.get(style);
}

/** A moment in one of Discord's styles t T d D f F R; null where there is no such moment. */
export function stamp(seconds, style = "f") {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > FARTHEST) return null;
  return style === "R" ? relative(seconds) : formatter(style).format(new Date(seconds * 1000));
}

function relative(seconds) {
  const apart = seconds - Date.now() / 1000;
  const [unit, length] = STEPS.find(([, each]) => Math.abs(apart) >= each) ?? STEPS.at(-1);
  return new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" }).format(Math.trunc(apart / length), unit);
}

/** "14:05" today, "Yesterday at 14:05", else with the date. */
export function whenOf(date) {
  const clock = formatter("t").format(date);
  const ago = daysAgo(date);
  if (ago === 0) return `Today at ${clock}`;
  if (ago === 1) return `Yesterday at ${clock}`;
  return `${formatter("d").format(date)} ${clock}`;
}

export function clockOf(date) {
  return formatter("t").format(date);
}

export function dayOf(date) {
  return formatter("D").format(date);
}

export function fullOf(date) {
  return formatter("F").format(date);
}

function daysAgo(date) {
  const midnight = (each) => new Date(each.getFullYear(), each.getMonth(), each.getDate()).getTime();
  return Math.round((midnight(new Date()) - midnight(date)) / 86400000);
}

/** Rewrite every "2 minutes ago" on the page. */
export function refreshRelative() {
  for (const node of document.querySelectorAll("time[data-relative]")) node.textContent = relative(Number(node.dataset.relative));
}
