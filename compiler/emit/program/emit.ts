import type { Program, Run } from '../../../runtime/program/index.ts';

/** A Program, or a run with where its data comes from, as JSON; equal Programs give equal bytes. */
export function emitProgram(value: Program | Run): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
