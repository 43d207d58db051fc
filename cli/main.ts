import yargs, { type Argv } from 'yargs';
import { answer, answerError } from './answer.ts';
import type { Command } from './command.ts';
import { commands, type Entry, overview } from './commands.ts';
import { UsageError } from './exit.ts';
import { packageFacts } from './package.ts';
import { endQuietlyWhenPipesClose } from './quiet-pipes.ts';
import { openSession } from './session.ts';
import { explainUsage } from './usage.ts';

interface Chosen {
  readonly name: string;
  readonly command: Command;
  readonly given: unknown;
}

endQuietlyWhenPipesClose();
process.exitCode = await main(process.argv.slice(2));

/** Parses the command line, runs the command it names, prints the answer; gives the exit code. */
async function main(words: readonly string[]): Promise<number> {
  const session = openSession(words.includes('--json'));
  let name = words.find((word) => !word.startsWith('-')) ?? '';
  try {
    if (words.length === 0) {
      session.out.write(overview());
      return 0;
    }
    const chosen = await parse(words);
    if (!chosen) return 0;
    name = chosen.name;
    return await answer(name, await chosen.command.run(chosen.given, session), session);
  } catch (error) {
    return answerError(name, error, session);
  }
}

/** The command that was typed, loaded, with its arguments; undefined when yargs has printed what was asked for. */
async function parse(words: readonly string[]): Promise<Chosen | undefined> {
  let chosen: Chosen | undefined;
  const known: string[] = [];
  const parser = yargs([...words])
    .scriptName('qmm')
    .locale('en')
    .usage('$0 <command>')
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .option('json', { type: 'boolean', describe: 'one JSON document on standard output' })
    .version(packageFacts().version)
    .strict()
    .demandCommand(1, 'Which command?')
    .exitProcess(false)
    .wrap(Math.min(process.stdout.columns || 100, 100))
    .fail((message: string | null, error: Error | undefined) => {
      throw error ?? new UsageError(message ?? '');
    });
  // A command that was named needs no others beside it: describing each costs a start more than it looks.
  const named = commands.filter((entry) => entry.name === words[0]);
  for (const entry of named.length > 0 ? named : commands) {
    addCommand(parser, entry, known, (command, given) => {
      chosen = { name: entry.name, command, given };
    });
  }
  parser.completion('completion', 'Print a script for your shell: qmm completion >> ~/.bashrc');
  try {
    await parser.parseAsync();
  } catch (error) {
    // Only yargs' own errors are about the command line; the rest is a fault of ours.
    const isUsage =
      error instanceof UsageError || (error instanceof Error && error.name === 'YError');
    throw isUsage ? explainUsage(error.message, words, known) : error;
  }
  return chosen;
}

function addCommand(
  parser: Argv,
  entry: Entry,
  known: string[],
  choose: (command: Command, given: unknown) => void,
): void {
  let command: Command | undefined;
  parser.command(
    [entry.name, ...entry.signature].join(' '),
    entry.description,
    async (own) => {
      command = await entry.load();
      const configured = command.options(own).example(entry.example, '');
      known.push(...optionNames(configured));
      return configured;
    },
    (given) => {
      if (!command) throw new UsageError(`\`qmm ${entry.name}\` could not be read.`);
      choose(command, given);
    },
  );
}

/** yargs keeps the option table it checks against here; its types leave that out. */
function optionNames(parser: Argv): string[] {
  const own = parser as unknown as { getOptions(): { key: Record<string, unknown> } };
  return Object.keys(own.getOptions().key);
}
