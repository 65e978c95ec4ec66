// One panel at a time that floats beside what opened it: menus, menus' kin, the lists of selects.

const GAP = 6;
const EDGE = 8;
let closeOpen = null;

/** Show `panel` beside `anchor`; returns how to close it. Esc, a press elsewhere and a resize close it too. */
export function float(panel, anchor, { align = "start", above = false, onClose } = {}) {
  closeFloating();
  // Inside an open dialog everything else is inert, so the panel must be its child.
  (anchor.closest("dialog") ?? document.body).append(panel);
  panel.classList.add("floating");
  place(panel, anchor, align, above);
  const close = (refocus = true) => {
    if (closeOpen !== close) return;
    closeOpen = null;
    stop.abort();
    const held = panel.contains(document.activeElement);
    panel.remove();
    anchor.removeAttribute("aria-expanded");
    if (refocus && held) anchor.focus({ preventScroll: true });
    onClose?.();
  };
  const stop = new AbortController();
  closeOpen = close;
  anchor.setAttribute("aria-expanded", "true");
  const elsewhere = (event) => panel.contains(event.target) || anchor.contains(event.target) || close(false);
  const escape = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  document.addEventListener("pointerdown", elsewhere, { signal: stop.signal, capture: true });
  document.addEventListener("keydown", escape, { signal: stop.signal, capture: true });
  addEventListener("resize", () => close(), { signal: stop.signal });
  return close;
}

/** Close whatever floats. */
export function closeFloating() {
  closeOpen?.(false);
}

function place(panel, anchor, align, above) {
  const at = anchor.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const under = at.bottom + GAP;
  const over = at.top - GAP - height;
  const fitsUnder = under + height <= innerHeight - EDGE;
  const top = (above && over >= EDGE) || (!fitsUnder && over >= EDGE) ? over : under;
  const left = align === "end" ? at.right - width : at.left;
  panel.style.setProperty("top", `${clamp(top, innerHeight - height)}px`);
  panel.style.setProperty("left", `${clamp(left, innerWidth - width)}px`);
}

function clamp(value, most) {
  return Math.max(EDGE, Math.min(value, most - EDGE));
}
