// Line drawings of our own on a 24 by 24 grid.

const SPACE = "http://www.w3.org/2000/svg";
const LINES = {
  menu: "M4 7h16M4 12h16M4 17h16",
  hash: "M9 4 7 20M17 4l-2 16M4 9h16M3.5 15h16",
  horn: "M4 10v4h3l8 5V5L7 10ZM18 9a4 4 0 0 1 0 6",
  forum: "M4 5h12v9H9l-4 3v-3H4ZM19 9v8h-1v3l-4-3h-4",
  thread: "M6 4v9a3 3 0 0 0 3 3h9M14 12l4 4-4 4",
  envelope: "M4 6h16v12H4ZM4 7l8 6 8-6",
  reply: "M10 6 4 12l6 6M4 12h9a7 7 0 0 1 7 7",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8.5 14a4.2 4.2 0 0 0 7 0M9 9.5v.5M15 9.5v.5",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  pencil: "M5 19l1-4L16 5l3 3L9 18ZM14 7l3 3",
  bin: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  send: "M4 12 20 4l-5 16-4-6ZM11 14l9-10",
  bulb: "M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 10.9c.5.5.5 1.1.5 2.1h6c0-1 0-1.6.5-2.1A6 6 0 0 0 12 3Z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  people: "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 5.5a3 3 0 0 1 0 6M17.5 14.5c2.3.7 3.7 2.5 4 5.5",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6Z",
  down: "M6 10l6 6 6-6",
  check: "M5 13l4 4L19 7",
  paper: "M7 3h7l4 4v14H7ZM14 3v4h4M10 12h5M10 16h5",
  out: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  slash: "M8 20 16 4M4 4h16v16H4Z",
  warn: "M12 4 3 20h18ZM12 10v5M12 17.5v.01",
  copy: "M9 9h11v11H9ZM5 15H4V4h11v1",
};

/** The drawing of that name, hidden from those who listen: the button around it has words. */
export function icon(name) {
  const svg = document.createElementNS(SPACE, "svg");
  const path = document.createElementNS(SPACE, "path");
  const looks = { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false", class: `icon icon-${name}` };
  for (const [key, value] of Object.entries(looks)) svg.setAttribute(key, value);
  path.setAttribute("d", LINES[name] ?? LINES.more);
  svg.append(path);
  return svg;
}
