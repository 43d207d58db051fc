import { addForms } from '../plan/form.ts';
import { compose, isIsotropic } from './affine.ts';
import { monomialOfMap } from './monomial.ts';
import type { Blocks, Factor, Monomial, NoisyOperation } from './operation.ts';

/**
 * First the monomials in their order, then maps of single qubits, or one `split`. The first layer has no monomials.
 */
export interface Layer {
  readonly monomials: readonly Placed[];
  /** For each qubit its factors, the first one acts first. */
  readonly locals: ReadonlyMap<number, readonly Factor[]>;
  /** Of `locals`. */
  readonly blocks: Blocks;
  readonly split: (NoisyOperation & { kind: 'split' }) | null;
}

export interface Placed {
  readonly monomial: Monomial;
  readonly blocks: Blocks;
}

interface OpenLayer extends Layer {
  readonly monomials: Placed[];
  readonly locals: Map<number, Factor[]>;
}

/** Where the next operation on a qubit may go. */
interface Level {
  readonly layer: number;
  /** Whether this layer's monomials, or its map, have acted on the qubit. */
  readonly stage: 'fresh' | 'monomial' | 'local';
}

/**
 * Puts each operation into the earliest layer that keeps the order on each qubit: a layer costs a walk through the
 * state for each qubit with a map, and its monomials nothing beside. What acts in some blocks only has a layer of
 * its own.
 * @param prepared qubits that do not start in |0>
 */
export function schedule(
  operations: readonly NoisyOperation[],
  qubits: number,
  prepared: ReadonlySet<number>,
): readonly Layer[] {
  const layers: OpenLayer[] = [openLayer()];
  const levels = Array.from({ length: qubits }, (_, qubit): Level => ({
    layer: prepared.has(qubit) ? 1 : 0,
    stage: 'fresh',
  }));
  const at = (index: number): OpenLayer => {
    while (layers.length <= index) layers.push(openLayer());
    return layers[index]!;
  };
  const alone = (layer: OpenLayer): void => {
    layers.push(layer);
    levels.fill({ layer: layers.length, stage: 'fresh' });
  };
  const place = (monomial: Monomial): void => {
    const index = monomial.qubits.reduce((most, qubit) => {
      const { layer, stage } = levels[qubit]!;
      return Math.max(most, stage === 'local' ? layer + 1 : layer);
    }, 1);
    at(index).monomials.push({ monomial, blocks: null });
    for (const qubit of monomial.qubits) levels[qubit] = { layer: index, stage: 'monomial' };
  };
  for (const operation of operations) {
    if (operation.kind === 'split') {
      alone(openLayer({ split: operation }));
    } else if (operation.blocks !== null) {
      if (operation.blocks.length === 0) continue;
      const layer = openLayer({ blocks: operation.kind === 'local' ? operation.blocks : null });
      if (operation.kind === 'local') addFactor(layer, operation.qubit, operation.factor);
      else layer.monomials.push(operation);
      alone(layer);
    } else if (operation.kind === 'monomial') {
      place(operation.monomial);
    } else {
      const { qubit, factor } = operation;
      const level = levels[qubit]!;
      const monomial =
        level.stage === 'monomial' && factor.kind === 'constant'
          ? monomialOfMap(qubit, factor.map)
          : undefined;
      if (monomial) {
        place(monomial);
        continue;
      }
      addFactor(at(level.layer), qubit, factor);
      levels[qubit] = { layer: level.layer, stage: 'local' };
    }
  }
  return layers;
}

function openLayer(parts: Partial<Pick<Layer, 'blocks' | 'split'>> = {}): OpenLayer {
  return { monomials: [], locals: new Map(), blocks: null, split: null, ...parts };
}

/**
 * Joins it with the last one where that is a constant too, or a rotation about the same axis. What shrinks all
 * directions alike lets rotations pass, so that those on both sides of it meet.
 */
function addFactor({ locals }: OpenLayer, qubit: number, factor: Factor): void {
  const factors = locals.get(qubit) ?? [];
  locals.set(qubit, factors);
  const last = factors.at(-1);
  if (factor.kind === 'rotation' && last?.kind === 'constant' && isIsotropic(last.map)) {
    factors.pop();
    append(factors, factor);
    append(factors, last);
  } else {
    append(factors, factor);
  }
}

function append(factors: Factor[], factor: Factor): void {
  const last = factors.at(-1);
  if (last?.kind === 'constant' && factor.kind === 'constant') {
    factors[factors.length - 1] = { kind: 'constant', map: compose(last.map, factor.map) };
  } else if (last?.kind === 'rotation' && factor.kind === 'rotation' && last.axis === factor.axis) {
    factors[factors.length - 1] = { ...factor, angle: addForms(last.angle, factor.angle) };
  } else {
    factors.push(factor);
  }
}
