import type { Circuit } from '../../runtime/program/index.ts';
import type { Device } from '../targets/device.ts';
import { toCanonical } from './canonical/from-circuit.ts';
import type { Canonical } from './canonical/operation.ts';
import { foldGates } from './fold-gates.ts';
import { foldLadders } from './fold-ladders.ts';
import type { NativeCircuit } from './native.ts';
import type { Input, Layout, Level, Stage } from './pass.ts';
import { PIPELINE } from './pipeline.ts';
import { decouple, type DecouplingSequence } from './schedule/decouple.ts';
import { translate } from './translate/translate.ts';

/** In a device's gates on its qubits. */
export type Lowered = Stage<NativeCircuit>;

export interface LowerOptions {
  /** A placement to take where no other is better. */
  readonly favoured?: Layout | undefined;
  /** Of placing and routing: the same seed gives the same circuit. Default: 0. */
  readonly seed?: number | undefined;
  /** Default: 2. */
  readonly level?: Level | undefined;
  /**
   * Whether another trial of placing and routing may begin, where time is short; the circuit depends on it through the
   * number of trials alone.
   */
  readonly hasTime?: (() => boolean) | undefined;
  /**
   * May angles be computed when values are known? Then a gate on one qubit takes two pulses at most, and a bind program
   * is part of the result. Default: false.
   */
  readonly slots?: boolean | undefined;
  /** How many times each gate on two qubits is done, forth and back in turn, so that its noise is so much stronger. */
  readonly noiseFactor?: number | undefined;
  /** Flips where qubits wait; without it, waiting is left to the machine. */
  readonly decoupling?: DecouplingSequence | undefined;
  /** Default: `ground` where something is measured, else `any`. */
  readonly input?: Input | undefined;
  /** Is told what each pass made, first of all `read`, last `translate`, `fold-gates` or `decouple`. */
  readonly observe?: ((pass: string, stage: Stage<Canonical | NativeCircuit>) => void) | undefined;
}

/** How to compile, whatever the circuit. */
export type Lowering = Omit<LowerOptions, 'favoured'>;

const always = (): boolean => true;

/**
 * Level 1 leaves 40 per cent more gates on two qubits than this, and level 3 takes twice as long for one per cent fewer
 * (means of 27 circuits of QASMBench on boston).
 */
export const DEFAULT_LEVEL: Level = 2;

function inputOf({ gates, measurements }: Circuit): Input {
  const measures = measurements.length > 0 || gates.some(({ name }) => name === 'measure');
  return measures ? 'ground' : 'any';
}

/** All of the way from a circuit to a device's gates on its own qubits: what is measured stays the same. */
export function lower(
  circuit: Circuit,
  device: Device,
  {
    favoured,
    seed = 0,
    level = DEFAULT_LEVEL,
    hasTime = always,
    slots = false,
    noiseFactor = 1,
    decoupling,
    input = inputOf(circuit),
    observe,
  }: LowerOptions = {},
): Lowered {
  const inPlace = circuit.qubits.map((_, qubit) => qubit);
  let stage: Stage = {
    circuit: toCanonical(level > 0 ? foldLadders(circuit) : circuit),
    start: inPlace,
    end: inPlace,
    swaps: 0,
  };
  observe?.('read', stage);
  for (const pass of PIPELINE) {
    if (pass.from > level) continue;
    stage = pass.run(stage, { device, level, seed, favoured, hasTime, slots, input });
    observe?.(pass.name, stage);
  }
  const translated = { ...stage, circuit: translate(stage.circuit, device, { slots, input }) };
  observe?.('translate', translated);
  const folded = { ...translated, circuit: foldGates(translated.circuit, device, noiseFactor) };
  if (noiseFactor !== 1) observe?.('fold-gates', folded);
  if (decoupling === undefined) return folded;
  const decoupled = { ...folded, circuit: decouple(folded.circuit, device, decoupling) };
  observe?.('decouple', decoupled);
  return decoupled;
}
