import type { Command } from 'commander';

/** A command with the words that may follow it. */
interface Node {
  /** `pos sale list` */
  readonly path: string;
  readonly children: readonly { readonly name: string; readonly text: string }[];
  readonly options: readonly { readonly name: string; readonly text: string }[];
}

/** What may stand for an argument: its choices, or those that its name spells, as in `<in|out>`. */
const choicesOf = (command: Command): readonly string[] =>
  command.registeredArguments.flatMap(
    (argument) => argument.argChoices ?? (argument.name().includes('|') ? argument.name().split('|') : []),
  );

const nodesOf = (command: Command, path: string): readonly Node[] => {
  const help = command.createHelp();
  const children = help.visibleCommands(command);
  return [
    {
      path,
      children: [
        ...children.map((child) => ({ name: child.name(), text: child.description() })),
        ...choicesOf(command).map((name) => ({ name, text: command.description() })),
      ],
      options: help
        .visibleOptions(command)
        .flatMap((option) => (option.long ? [{ name: option.long, text: option.description }] : [])),
    },
    ...children.flatMap((child) => nodesOf(child, `${path} ${child.name()}`)),
  ];
};

/** In single quotes for a POSIX shell; one line. */
const quote = (text: string): string => `'${text.replaceAll(/\s+/g, ' ').replaceAll("'", "'\\''")}'`;

/** Which command the words so far name: the longest path that exists. */
const pathLoop = (nodes: readonly Node[], words: string): string => `  path=pos
  for word in ${words}; do
    case "$path $word" in
${nodes
  .filter((node) => node.path !== 'pos')
  .map((node) => `      ${quote(node.path)}) path="$path $word" ;;`)
  .join('\n')}
    esac
  done`;

const bash = (nodes: readonly Node[]): string => `_pos_complete() {
  local cur path word words
  cur="\${COMP_WORDS[COMP_CWORD]}"
${pathLoop(nodes, `"\${COMP_WORDS[@]:1:COMP_CWORD-1}"`)}
  case "$path" in
${nodes
  .map(
    (node) =>
      `    ${quote(node.path)}) words=${quote([...node.children, ...node.options].map((word) => word.name).join(' '))} ;;`,
  )
  .join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _pos_complete pos
`;

const zsh = (nodes: readonly Node[]): string => `#compdef pos
_pos() {
  local path word
  local -a items
${pathLoop(nodes, `"\${(@)words[2,CURRENT-1]}"`)}
  case "$path" in
${nodes
  .map(
    (node) =>
      `    ${quote(node.path)}) items=(${[...node.children, ...node.options]
        .map((word) => quote(`${word.name.replaceAll(':', '\\:')}:${word.text}`))
        .join(' ')}) ;;`,
  )
  .join('\n')}
  esac
  _describe 'pos' items || _files
}
if (( $+functions[compdef] )); then compdef _pos pos; fi
`;

const fish = (nodes: readonly Node[]): string => {
  const condition = (node: Node) => quote(`__pos_at ${quote(node.path).replaceAll("'", '"')}`);
  const rules = nodes.flatMap((node) => [
    ...node.children.map(
      (child) => `complete -c pos -f -n ${condition(node)} -a ${child.name} -d ${quote(child.text)}`,
    ),
    ...node.options.map(
      (option) => `complete -c pos -n ${condition(node)} -l ${option.name.slice(2)} -d ${quote(option.text)}`,
    ),
  ]);
  return `function __pos_at
  set -l path pos
  for word in (commandline -opc)[2..-1]
    contains -- "$path $word" ${nodes.map((node) => quote(node.path)).join(' ')}; and set path "$path $word"
  end
  test "$path" = "$argv[1]"
end
${rules.join('\n')}
`;
};

/** The script that teaches a shell the commands and options of this program, from the program itself. */
export const completionScript = (shell: 'bash' | 'zsh' | 'fish', program: Command): string => {
  const nodes = nodesOf(program, 'pos');
  return { bash, zsh, fish }[shell](nodes);
};
