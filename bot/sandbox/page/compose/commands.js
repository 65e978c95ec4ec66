// Slash commands as one uses them: subcommands flattened to names such as "knowledge add".

const SUBCOMMAND = 1;
const GROUP = 2;

/** Every command of the current channel as `{name, about, options, command}`, by name. */
export function usable(store) {
  const found = store.commandsHere(1).flatMap((command) => flat(command.name, command, command));
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

function flat(name, node, command) {
  const below = (node.options ?? []).filter((each) => each.type === SUBCOMMAND || each.type === GROUP);
  if (!below.length) return [{ name, about: node.description ?? "", options: node.options ?? [], command }];
  return below.flatMap((each) => flat(`${name} ${each.name}`, each, command));
}

/** The commands that fit what stands after the slash, best first. */
export function fitting(all, typed) {
  const wanted = typed.trim().toLowerCase();
  const rank = ({ name, about }) => {
    if (name.startsWith(wanted)) return 0;
    if (name.split(" ").some((word) => word.startsWith(wanted))) return 1;
    if (name.includes(wanted)) return 2;
    return about.toLowerCase().includes(wanted) ? 3 : 4;
  };
  return all.map((each) => [rank(each), each]).filter(([at]) => at < 4).sort(([a], [b]) => a - b).map(([, each]) => each);
}

/** The command that a typed text names in full, with what follows it: `/ask who was it` → `{usable, rest}`; else null. */
export function named(all, text) {
  const lower = text.toLowerCase();
  const fits = (each) => lower === `/${each.name}` || lower.startsWith(`/${each.name} `);
  const found = all.filter(fits).sort((a, b) => b.name.length - a.name.length)[0];
  return found ? { usable: found, rest: text.slice(found.name.length + 2).trimStart() } : null;
}
