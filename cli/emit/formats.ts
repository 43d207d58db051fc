import { UsageError } from '../exit.ts';
import { nearest } from '../nearest.ts';
import type { Emit } from './emission.ts';

/** Each is loaded when it is asked for. */
const formats = {
  typescript: async () => (await import('./typescript.ts')).emitTypescriptModule,
  openqasm3: async () => (await import('./openqasm3.ts')).emitOpenqasm,
  openqasm2: async () => (await import('./openqasm2.ts')).emitOpenqasm2Texts,
  runtime: async () => (await import('./runtime.ts')).emitRuntimeJobs,
  program: async () => (await import('./program.ts')).emitProgramJson,
} as const satisfies Record<string, () => Promise<Emit>>;

const laterFormats = ['braket', 'ionq'];

export const formatNames = Object.keys(formats).join(', ');

/** @throws UsageError where there is no such format */
export async function emitterOf(format: string): Promise<Emit> {
  if (Object.hasOwn(formats, format)) return formats[format as keyof typeof formats]();
  if (laterFormats.includes(format)) {
    throw new UsageError(
      `\`--to ${format}\` arrives with a later version.`,
      `There are ${formatNames}.`,
    );
  }
  const near = nearest(format, Object.keys(formats));
  throw new UsageError(
    `There is no format \`${format}\`.`,
    near === undefined ? `There are ${formatNames}.` : `Did you mean \`--to ${near}\`?`,
  );
}
