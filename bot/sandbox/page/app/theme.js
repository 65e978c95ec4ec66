// Dark or light: the system's choice until somebody makes their own.

import { browser } from "./memory.js";

/** "dark" or "light": what is seen now. */
export function shownTheme() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

/** Turn dark to light or light to dark, and keep it so in this browser. */
export function toggleTheme() {
  const next = shownTheme() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  browser.set("theme", next);
}
