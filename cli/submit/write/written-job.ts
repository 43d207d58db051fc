import type { SampleValues } from '../../../compiler/emit/sample-groups.ts';
import type { SlottedProgram } from '../../../compiler/emit/runtime/index.ts';
import type { Lowering } from '../../../compiler/passes/lower.ts';
import type { PlannedJob } from '../../../runtime/hardware/index.ts';
import type { Program } from '../../../runtime/program/index.ts';
import type { Machine } from '../machine.ts';
import type { SubmitSettings } from '../settings.ts';

/** One circuit of a run, on the samples of a submission. */
export interface WriteRequest {
  readonly program: Program;
  readonly circuit: number;
  readonly samples: readonly SampleValues[];
  readonly machine: Machine;
  readonly settings: SubmitSettings;
  readonly lowering: Lowering;
  /** Texts of the circuit that were written for a primitive before; new ones are added. */
  readonly texts?: Map<string, SlottedProgram>;
}

/** A job as one service wants it. */
export interface WrittenJob extends Pick<PlannedJob, 'program' | 'pubs'> {
  /** The bytes to send, with a tag by which the job can be found. */
  readonly body: (tag: string) => string;
}
