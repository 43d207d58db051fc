/** What the exit code of `qmm` tells a program. */
export const exitCode = {
  done: 0,
  /** The model, the data, the run, the device or the credentials are wrong. */
  input: 1,
  /** The command line is wrong. */
  usage: 2,
  /** A fault of ours. */
  fault: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Thrown for a command line that cannot be meant; `help` says what to type instead. */
export class UsageError extends Error {
  readonly help: string;
  constructor(message: string, help = '') {
    super(message);
    this.name = 'UsageError';
    this.help = help;
  }
}
