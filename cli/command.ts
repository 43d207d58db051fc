import type { Argv } from 'yargs';
import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import type { ExitCode } from './exit.ts';
import type { Session } from './session.ts';

/** What a command found: fields for a program, text for a person, and what is wrong with the input. */
export interface Outcome {
  /** Beside the common fields of the JSON document. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** For standard output; empty for nothing. */
  readonly text: string;
  readonly diagnostics?: readonly Diagnostic[];
  /** Texts the diagnostics point into. */
  readonly sources?: ReadonlyMap<string, string>;
  /** Without it: 1 when a diagnostic is an error, else 0. */
  readonly exit?: ExitCode;
  /** Standard output belongs to the command itself, e.g. to a protocol; nothing else may be printed. */
  readonly silent?: true;
}

/** A command as the dispatcher sees it. */
export interface Command {
  readonly options: (yargs: Argv) => Argv;
  readonly run: (given: unknown, session: Session) => Promise<Outcome>;
}

/** Ties a command's options to the arguments its `run` receives. */
export function defineCommand<Arguments>(command: {
  readonly options: (yargs: Argv) => Argv<Arguments>;
  readonly run: (given: Arguments, session: Session) => Outcome | Promise<Outcome>;
}): Command {
  return {
    options: (yargs) => command.options(yargs),
    // yargs has checked the arguments against the very options above.
    run: async (given, session) => command.run(given as Arguments, session),
  };
}
