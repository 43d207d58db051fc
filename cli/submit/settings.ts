import { braketOptions } from '../../compiler/emit/braket/index.ts';
import { readOptions } from '../../compiler/emit/read-options.ts';
import { jobOptions, runtimeOptions } from '../../compiler/emit/runtime/index.ts';
import { UsageError } from '../exit.ts';
import type { SubmitTarget } from './target.ts';

/** What the command line says of the jobs of a submission. */
export interface SubmitFlags {
  readonly shots: number | undefined;
  /** Standard error of an expectation. */
  readonly precision: number | undefined;
  readonly level: 0 | 1 | 2 | undefined;
  /** `--option KEY=VALUE`, as typed. */
  readonly options: readonly string[];
}

export interface SubmitSettings {
  readonly writer: 'primitives' | 'executor' | 'braket';
  /** Repetitions of each circuit. */
  readonly shots: number;
  /** Standard error of an expectation; undefined for that of the shots. */
  readonly precision: number | undefined;
  /** Of a job for Qiskit Runtime. */
  readonly job: ReturnType<typeof jobOptions>;
}

const DEFAULT_SHOTS = 4096;

/**
 * Flags and options of the service, which say some things both.
 * @throws UserProblem for an option that the service does not have
 * @throws UsageError for what is said twice, and for flags that the target has no use for
 */
export function submitSettings(
  flags: SubmitFlags,
  { kind }: Pick<SubmitTarget, 'kind'>,
): SubmitSettings {
  if (kind === 'braket') return braketSettings(flags);
  const options = readOptions(runtimeOptions, flags.options, 'runtime');
  const { program, backend, ...said } = options;
  if (backend !== undefined) {
    throw new UsageError(
      `\`--option backend=${backend}\` names a machine, and so does \`--target\`.`,
      'Leave the option out.',
    );
  }
  const shots = onlyOne('shots', flags.shots, 'shots', said.shots);
  const precision = onlyOne('precision', flags.precision, 'precision', said.precision);
  const level = onlyOne('level', flags.level, 'resilience_level', said.resilience_level);
  if (program === 'executor') refusePrimitives({ precision, level });
  return {
    writer: program === 'executor' ? 'executor' : 'primitives',
    shots: shots ?? said.default_shots ?? DEFAULT_SHOTS,
    precision: precision ?? said.default_precision,
    job: { ...jobOptions(said), ...(level !== undefined && { resilienceLevel: level }) },
  };
}

function braketSettings(flags: SubmitFlags): SubmitSettings {
  const { shots: asked } = readOptions(braketOptions, flags.options, 'braket');
  const shots = onlyOne('shots', flags.shots, 'shots', asked) ?? DEFAULT_SHOTS;
  if (shots === 0) {
    throw new UsageError('`--option shots=0` leaves nothing to run.', 'Ask for one or more.');
  }
  const [foreign] = (['precision', 'level'] as const).filter((name) => flags[name] !== undefined);
  if (foreign !== undefined) {
    throw new UsageError(
      `\`--${foreign}\` is for the primitives of IBM, and Braket runs circuits as they are.`,
      'Leave it out; `--shots` says how often each circuit is run.',
    );
  }
  return { writer: 'braket', shots, precision: undefined, job: { options: {} } };
}

/** A flag and an option of one meaning. */
function onlyOne<Value extends number>(
  flag: string,
  value: Value | undefined,
  option: string,
  other: Value | undefined,
): Value | undefined {
  if (value === undefined || other === undefined) return value ?? other;
  throw new UsageError(
    `\`--${flag} ${value}\` and \`--option ${option}=${other}\` say the same thing twice.`,
    'Leave one of them out.',
  );
}

function refusePrimitives(given: Readonly<Record<string, number | undefined>>): void {
  const found = Object.entries(given).find(([, value]) => value !== undefined);
  if (found === undefined) return;
  throw new UsageError(
    `\`--${found[0]} ${found[1]!}\` is for the primitives, and the program \`executor\` runs circuits as they are.`,
    'Leave it out, or leave out `--option program=executor`.',
  );
}
