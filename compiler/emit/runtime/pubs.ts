import { createBinder, type Program } from '../../../runtime/program/index.ts';
import type { Lowering } from '../../passes/lower.ts';
import type { Device } from '../../targets/device.ts';
import { emitOpenqasm3 } from '../openqasm3/index.ts';
import { sampleGroups, type SampleValues } from '../sample-groups.ts';
import type { RuntimePub, SlottedProgram } from './pub.ts';

export interface PubOptions {
  readonly target: Device;
  readonly samples: readonly SampleValues[];
  readonly lowering?: Lowering;
}

/** A circuit for each set of modalities that occurs, and for each state that has to be prepared by its numbers. */
export function pubsOf(
  program: Program,
  circuitIndex: number,
  options: PubOptions,
  readout: 'measure' | 'state',
): readonly RuntimePub[] {
  const groups = sampleGroups(program.circuits[circuitIndex]!, options.samples);
  return groups.map(({ samples, fixed, present }) => {
    const emitted = emitOpenqasm3(program, circuitIndex, {
      form: 'isa',
      target: options.target,
      lowering: { ...options.lowering, slots: true },
      readout,
      values: fixed,
      ...(present && { present }),
    });
    if (emitted.slots === undefined) throw new Error('a text with slots has their program');
    return { samples, circuit: { ...emitted, slots: emitted.slots } };
  });
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
