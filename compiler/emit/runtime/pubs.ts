import { createBinder, type Program } from '../../../runtime/program/index.ts';
import type { Lowering } from '../../passes/lower.ts';
import type { Device } from '../../targets/device.ts';
import { emitOpenqasm3 } from '../openqasm3/index.ts';
import { type SampleGroup, sampleGroups, type SampleValues } from '../sample-groups.ts';
import type { RuntimePub, SlottedProgram } from './pub.ts';

export interface PubOptions {
  readonly target: Device;
  readonly samples: readonly SampleValues[];
  readonly lowering?: Lowering;
  /**
   * Texts of this circuit for this target that were written before; those that more samples may come to use are added.
   */
  readonly texts?: Map<string, SlottedProgram>;
}

/** A circuit for each set of modalities that occurs, and for each state that has to be prepared by its numbers. */
export function pubsOf(
  program: Program,
  circuitIndex: number,
  options: PubOptions,
  readout: 'measure' | 'state',
): readonly RuntimePub[] {
  const groups = sampleGroups(program.circuits[circuitIndex]!, options.samples);
  return groups.map((group) => {
    const { samples, fixed } = group;
    const write = (): SlottedProgram => slotted(program, circuitIndex, options, group, readout);
    // A state that is prepared by its numbers will hardly come again.
    if (fixed.some((value) => value !== undefined)) return { samples, circuit: write() };
    const key = JSON.stringify([readout, options.samples[samples[0]!]!.present?.toSorted()]);
    const circuit = options.texts?.get(key) ?? write();
    options.texts?.set(key, circuit);
    return { samples, circuit };
  });
}

function slotted(
  program: Program,
  circuitIndex: number,
  { target, lowering }: PubOptions,
  { fixed, present }: SampleGroup,
  readout: 'measure' | 'state',
): SlottedProgram {
  const emitted = emitOpenqasm3(program, circuitIndex, {
    form: 'isa',
    target,
    lowering: { ...lowering, slots: true },
    readout,
    values: fixed,
    ...(present && { present }),
  });
  if (emitted.slots === undefined) throw new Error('a text with slots has their program');
  return { ...emitted, slots: emitted.slots };
}

/** Row-major, the angles of a sample in the order of their names. */
export function valuesOf(
  samples: readonly number[],
  { slots }: SlottedProgram,
  options: Pick<PubOptions, 'samples'>,
): Float64Array {
  const binder = createBinder(slots.program);
  const all = new Float64Array(samples.length * binder.angles);
  samples.forEach((sample, row) => {
    const out = all.subarray(row * binder.angles, (row + 1) * binder.angles);
    binder.bind(options.samples[sample]!.values, out);
  });
  return all;
}
