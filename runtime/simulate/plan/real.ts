import type { PhaseElement, RotationElement } from '../lower/element.ts';
import { dualBasis, emptySpan, type Mask, parity } from './bits.ts';
import { constantForm, scaleForm } from './form.ts';
import { mergeInto, type Layer } from './layer.ts';

const QUARTER = Math.PI / 2;

/**
 * Layers whose rotations are all real. `exp(-i pi/4 Z^mask)` before and its inverse after a string that does not commute
 * with it makes that real if it is not. The masks of a layer are dual to its flips, so that each turns one string, and
 * strings that could share a pass still can. What is undone after one layer and done before the next goes into the
 * diagonal between them.
 * @param prepared how many low bits the state starts with amplitudes on; on the others phases at the start do nothing
 * @param seesPhase whether what is measured depends on a phase at the end
 */
export function makeReal(
  layers: readonly Layer[],
  prepared: number,
  seesPhase: (mask: Mask) => boolean,
): readonly Layer[] {
  let before: readonly Mask[] = [];
  const real = layers.flatMap(splitLayer).map(({ diagonal, groups, turns }, i): Layer => {
    const turned = new Map(diagonal);
    const started = i === 0 ? turns.map((mask) => mask & (2 ** prepared - 1)) : turns;
    for (const mask of started) if (mask !== 0) mergeInto(turned, quarterTurn(mask, 1));
    for (const mask of before) mergeInto(turned, quarterTurn(mask, -1));
    before = turns;
    return {
      diagonal: turned,
      groups: groups.map((group) => group.map((rotation) => turnRotation(rotation, turns))),
    };
  });
  const end = before.filter(seesPhase);
  if (end.length === 0) return real;
  const last = new Map(end.map((mask) => [mask, quarterTurn(mask, -1)]));
  return [...real, { diagonal: last, groups: [] }];
}

interface Part extends Layer {
  readonly turns: readonly Mask[];
}

/** A layer, in more than one part where no masks serve all of its rotations. */
function splitLayer({ diagonal, groups }: Layer): readonly Part[] {
  const parts: { groups: (readonly RotationElement[])[]; equations: Equations }[] = [
    { groups: [], equations: createEquations() },
  ];
  for (const group of groups) {
    let rest = group;
    while (rest.length > 0) {
      const part = parts.at(-1)!;
      const fitting = rest.filter((rotation) =>
        part.equations.add(rotation.flip, isReal(rotation)),
      );
      if (fitting.length > 0) part.groups.push(fitting);
      rest = rest.filter((rotation) => !fitting.includes(rotation));
      if (rest.length > 0) parts.push({ groups: [], equations: createEquations() });
    }
  }
  return parts.map((part, i) => ({
    diagonal: i === 0 ? diagonal : new Map(),
    groups: part.groups,
    turns: part.equations.turns(),
  }));
}

function isReal({ flip, parity: signs }: RotationElement): boolean {
  return parity(flip & signs) === 1;
}

function turnRotation(rotation: RotationElement, turns: readonly Mask[]): RotationElement {
  const own = turns.filter((mask) => parity(mask & rotation.flip) === 1);
  // X to Y, Y to -X, and so on.
  const opposite = (own.length >> 1) % 2 === 1;
  return {
    ...rotation,
    parity: own.reduce((sum, mask) => sum ^ mask, rotation.parity),
    angle: opposite ? scaleForm(rotation.angle, -1) : rotation.angle,
  };
}

function quarterTurn(mask: Mask, sign: 1 | -1): PhaseElement {
  return { kind: 'phase', mask, angle: constantForm(sign * QUARTER), gates: [] };
}

/** Whether the string of each flip is real; of a sum of flips, that follows from theirs. */
interface Equations {
  /** False when the flip would have to be both. */
  add(flip: Mask, real: boolean): boolean;
  /** Masks that make real what is not. */
  turns(): readonly Mask[];
}

function createEquations(): Equations {
  const real: boolean[] = [];
  const span = emptySpan();
  return {
    add: (flip, isReal) => {
      const sum = span.coordinates(flip);
      if (sum === undefined) {
        span.extend(flip);
        real.push(isReal);
        return true;
      }
      const odd = real.filter((one, i) => !one && ((sum >> i) & 1) === 1).length % 2 === 1;
      return odd !== isReal;
    },
    turns: () => dualBasis(span.basis).filter((_, i) => !real[i]!),
  };
}
