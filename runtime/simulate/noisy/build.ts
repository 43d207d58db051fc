import type { Circuit } from '../../program/circuit.ts';
import type { NoiseModel } from '../../program/execution.ts';
import type { Form } from '../plan/form.ts';
import type { Factor } from './operation.ts';
import { patternOf } from './pattern.ts';
import type { MapSlot, NoisyPlan, Pass, StartBlock, Table } from './plan.ts';
import { planReadouts } from './readouts.ts';
import { type Layer, schedule } from './schedule.ts';
import { createTables } from './table.ts';
import { type NoisyCircuit, translate } from './translate.ts';

/**
 * @throws UserProblem `not-yet` for a `prepare` of qubits that are in use, `target-cannot` for amplitudes
 */
export function planNoisy(
  circuit: Circuit,
  noise: NoiseModel,
  options: {
    readonly sampled: readonly boolean[];
    readonly wanted?: readonly boolean[];
    readonly present?: (modality: string) => boolean;
  },
): NoisyPlan {
  const wanted = options.wanted ?? circuit.leaves.map(() => true);
  const readouts = planReadouts(circuit, noise);
  const noisy = translate(circuit, noise, options.present ?? (() => true));
  const digits = digitsOf(noisy);
  const prepared = new Set(noisy.preparations.flatMap(({ qubits }) => qubits));
  const [first, ...layers] = schedule(noisy.operations, noisy.qubits, prepared);
  const maps: MapSlot[] = [];
  const isSampled = ({ terms }: Form): boolean => terms.some(({ leaf }) => options.sampled[leaf]!);
  const addMap = (factors: readonly Factor[]): number =>
    maps.push({
      factors,
      pattern: patternOf(factors, wanted),
      sampled: factors.some((factor) => factor.kind === 'rotation' && isSampled(factor.angle)),
    }) - 1;
  const start: StartBlock[] = [
    ...noisy.preparations.map(({ qubits, amplitudes }): StartBlock => ({
      kind: 'amplitudes',
      digit: digits[qubits.at(-1)!]!,
      entries: amplitudes,
      qubits: qubits.length,
      sampled: amplitudes.some(isSampled),
    })),
    ...qubitsByDigit(digits)
      .filter((qubit) => !prepared.has(qubit))
      .map((qubit): StartBlock => ({
        kind: 'qubit',
        digit: digits[qubit]!,
        map: addMap(first!.locals.get(qubit) ?? []),
      })),
  ];
  const tables = createTables(noisy, digits);
  let last: Table | null = null;
  const passes = layers.flatMap((layer, index): readonly Pass[] => {
    if (layer.split) return [{ kind: 'split', bit: layer.split.bit, blocks: layer.split.blocks }];
    if (layer.locals.size === 0 && index === layers.length - 1) {
      last = tables.make(layer.monomials);
      return [];
    }
    return passesOf(layer, digits, addMap, tables.of(layer.monomials));
  });
  return {
    qubits: noisy.qubits,
    bits: noisy.bits,
    maps,
    start,
    tables: tables.list,
    passes,
    last,
    readouts: readouts(digits),
    wanted,
  };
}

/** A walk for each map, from the lowest digit on, where memory is read in order anyway while a table scatters it. */
function passesOf(
  { locals, blocks }: Layer,
  digits: readonly number[],
  addMap: (factors: readonly Factor[]) => number,
  table: number | null,
): readonly Pass[] {
  const maps: readonly { readonly digit: number; readonly map: number | null }[] = [...locals]
    .map(([qubit, factors]) => ({ digit: digits[qubit]!, map: addMap(factors) }))
    .sort((a, b) => a.digit - b.digit);
  const walks = maps.length > 0 ? maps : [{ digit: 0, map: null }];
  return walks.map(({ digit, map }, index) => ({
    kind: 'map',
    table: index === 0 ? table : null,
    digit,
    map,
    blocks,
  }));
}

/** The digit of each qubit: those that are prepared together side by side, from the lowest on. */
function digitsOf({ qubits, preparations }: NoisyCircuit): readonly number[] {
  const order = preparations.flatMap((one) => one.qubits.toReversed());
  const rest = Array.from({ length: qubits }, (_, qubit) => qubit).filter(
    (q) => !order.includes(q),
  );
  const digits = new Array<number>(qubits).fill(0);
  [...order, ...rest].forEach((qubit, digit) => (digits[qubit] = digit));
  return digits;
}

function qubitsByDigit(digits: readonly number[]): readonly number[] {
  return digits.map((_, qubit) => qubit).sort((a, b) => digits[a]! - digits[b]!);
}
