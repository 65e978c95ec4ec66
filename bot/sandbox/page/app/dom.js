// Builds elements. Text only ever becomes text nodes: nothing in this page reads markup from a string.

const PROPERTIES = new Set(["value", "checked", "indeterminate"]);

/** An element with attributes and children; null, undefined and false are left out. */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) set(node, name, value);
  return fill(node, ...children);
}

/** The same element with these children added. */
export function fill(node, ...children) {
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return node;
}

/** The same element with these children alone. */
export function refill(node, ...children) {
  node.replaceChildren();
  return fill(node, ...children);
}

/** The same element with exactly these children; those that stay are not touched, so they keep focus and are not read out again. */
export function settle(node, ...children) {
  const wanted = children.flat(Infinity).filter(Boolean);
  const kept = new Set(wanted);
  for (const child of [...node.children]) if (!kept.has(child)) child.remove();
  let at = node.firstChild;
  for (const child of wanted) {
    if (child === at) at = at.nextSibling;
    else node.insertBefore(child, at);
  }
  return node;
}

/** The same element with new children; what had the focus and bears a `data-key` has it again. */
export function redraw(node, ...children) {
  const key = node.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  refill(node, ...children);
  if (key) node.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  return node;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  } else if (name === "dataset") {
    Object.assign(node.dataset, value);
  } else if (name === "vars") {
    for (const [variable, setting] of Object.entries(value)) if (setting) node.style.setProperty(variable, setting);
  } else if (PROPERTIES.has(name)) {
    node[name] = value;
  } else {
    node.setAttribute(name, value === true ? "" : value);
  }
}

/** A small round button that shows an icon and has its words for those who cannot see it. */
export function iconButton(drawing, label, onClick, more = {}) {
  const { class: extra, ...rest } = more;
  const props = { type: "button", class: `icon-button ${extra ?? ""}`.trim(), "aria-label": label, title: label, on: { click: onClick }, ...rest };
  return h("button", props, drawing);
}

let counted = 0;

/** An id that no other element has. */
export function freshId(prefix) {
  counted += 1;
  return `${prefix}-${counted}`;
}
