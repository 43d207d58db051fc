import { commands } from './commands.ts';
import { UsageError } from './exit.ts';
import { nearest } from './nearest.ts';

/**
 * What yargs found wrong with a command line, in our words and with what was probably meant.
 *
 * @param known option names of the command that was typed
 */
export function explainUsage(
  message: string,
  words: readonly string[],
  known: readonly string[],
): UsageError {
  const name = words.find((word) => !word.startsWith('-')) ?? '';
  const isCommand = commands.some((command) => command.name === name);
  const unknown = /^Unknown arguments?: (.*)$/.exec(message)?.[1]?.split(', ') ?? [];
  const flag = unknown.find((one) => isFlag(one, words));
  if (flag !== undefined) return unknownFlag(flag, isCommand ? name : '', known);
  if (!isCommand && name !== '') return unknownCommand(name);
  if (unknown.length > 0) {
    return new UsageError(
      `\`${unknown.join(' ')}\` is one word too many for \`qmm ${name}\`.`,
      seeHelp(name),
    );
  }
  return new UsageError(inOurWords(message, name), seeHelp(isCommand ? name : ''));
}

function unknownFlag(flag: string, command: string, known: readonly string[]): UsageError {
  const long = known.filter((one) => one.length > 1);
  const near = nearest(flag, long.length > 0 ? long : ['json', 'help', 'version']);
  const where = command === '' ? 'qmm' : `qmm ${command}`;
  const dashes = flag.length > 1 ? '--' : '-';
  return new UsageError(
    `\`${where}\` has no option \`${dashes}${flag}\`.`,
    near === undefined ? seeHelp(command) : `Did you mean \`--${near}\`?`,
  );
}

function unknownCommand(name: string): UsageError {
  const near = nearest(name, [...commands.map((command) => command.name), 'completion']);
  const isFile = name.endsWith('.qmm');
  const help = isFile
    ? `Did you mean \`qmm train ${name}\`?`
    : near === undefined
      ? seeHelp('')
      : `Did you mean \`qmm ${near}\`?`;
  return new UsageError(`There is no command \`${name}\`.`, help);
}

function inOurWords(message: string, command: string): string {
  const few = message.startsWith('Not enough non-option arguments');
  const entry = commands.find((one) => one.name === command);
  if (few && entry) {
    const wanted = entry.signature.filter((part) => part.startsWith('<')).join(' ');
    return `\`qmm ${command}\` needs ${wanted.replace(/[<>.]/g, '').toUpperCase()}.`;
  }
  const required = /^Missing required argument: (.*)$/.exec(message)?.[1];
  if (required !== undefined) return `\`--${required}\` has to be given.`;
  const value = /^Not enough arguments following: (.*)$/.exec(message)?.[1];
  if (value !== undefined) return `\`--${value}\` needs a value.`;
  return message
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join(' ');
}

function isFlag(name: string, words: readonly string[]): boolean {
  return words.some((word) => /^--?/.exec(word) && word.replace(/^-+/, '').split('=')[0] === name);
}

function seeHelp(command: string): string {
  return `\`qmm ${command === '' ? '' : `${command} `}--help\` shows what can be said.`;
}
