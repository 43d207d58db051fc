import type { Program } from './program.ts';

/** A process to start. */
export interface Invocation {
  readonly command: string;
  readonly args: readonly string[];
  /** On top of the environment there is. */
  readonly env: Readonly<Record<string, string>>;
}

/** Runs on the Node that VS Code itself runs on, so nothing has to be installed. */
export function invocation({ script }: Program, args: readonly string[]): Invocation {
  return {
    command: process.execPath,
    args: [script, ...args],
    env: { ELECTRON_RUN_AS_NODE: '1' },
  };
}
