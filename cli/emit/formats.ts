import { UsageError } from '../exit.ts';
import { nearest } from '../nearest.ts';
import type { Emit } from './emission.ts';

/** Each is loaded when it is asked for. */
const formats = {
  declarations: async () => (await import('./declarations.ts')).emitModelDeclarations,
  typescript: async () => (await import('./typescript.ts')).emitTypescriptModule,
  openqasm3: async () => (await import('./openqasm3.ts')).emitOpenqasm,
  openqasm2: async () => (await import('./openqasm2.ts')).emitOpenqasm2Texts,
  runtime: async () => (await import('./runtime.ts')).emitRuntimeJobs,
  braket: async () => (await import('./braket.ts')).emitBraketTasks,
  ionq: async () => (await import('./ionq.ts')).emitIonqJobs,
  program: async () => (await import('./program.ts')).emitProgramJson,
} as const satisfies Record<string, () => Promise<Emit>>;

/** Formats that say all of a file's models in one text. */
export function saysWholeFile(format: string): boolean {
  return format === 'declarations';
}

export const formatNames = Object.keys(formats).join(', ');

/** Formats that are jobs for somebody. */
const withOptions = ['runtime', 'braket', 'ionq'];

/**
 * @param options `--option`s that are given
 * @throws UsageError where there is no such format, and for options of one that takes none
 */
export async function emitterOf(format: string, options: readonly string[]): Promise<Emit> {
  if (Object.hasOwn(formats, format)) {
    refuseOptions(format, options);
    return formats[format as keyof typeof formats]();
  }
  const near = nearest(format, Object.keys(formats));
  throw new UsageError(
    `There is no format \`${format}\`.`,
    near === undefined ? `There are ${formatNames}.` : `Did you mean \`--to ${near}\`?`,
  );
}

function refuseOptions(format: string, [first]: readonly string[]): void {
  if (first === undefined || withOptions.includes(format)) return;
  throw new UsageError(
    `\`--option ${first}\` is for jobs, and \`--to ${format}\` writes none.`,
    `Jobs are ${withOptions.map((name) => `\`--to ${name}\``).join(', ')}.`,
  );
}
