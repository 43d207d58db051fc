import {
  type Evolution,
  hasHalves,
  type Pass,
  type Plan,
  type Readout,
  readoutSize,
} from './plan.ts';

/** What a plan, or a part of it, takes of one sample. */
export interface Cost {
  /** Floating-point operations; additions and multiplications count 1 each. */
  readonly forward: number;
  readonly backward: number;
  /** Numbers (4 or 8 bytes each) read from and written to memory. */
  readonly moved: { readonly forward: number; readonly backward: number };
}

export function planCost(plan: Plan): Cost {
  return addCosts(stepCosts(plan));
}

/** Of the start and each pass of each subsystem and of the whole, and of each readout. */
export function stepCosts(plan: Plan): readonly Cost[] {
  const evolution = (one: Evolution): Cost[] => one.passes.map((pass) => passCost(one, pass));
  return [
    ...plan.subsystems.flatMap((one) => [startCost(one), ...evolution(one)]),
    plan.subsystems.length === 0 ? startCost(plan) : joinCost(plan),
    ...evolution(plan),
    ...plan.readouts.map((readout) => readoutCost(plan, readout)),
  ];
}

function addCosts(costs: readonly Cost[]): Cost {
  const sum = (part: (cost: Cost) => number): number =>
    costs.reduce((all, cost) => all + part(cost), 0);
  return {
    forward: sum(({ forward }) => forward),
    backward: sum(({ backward }) => backward),
    moved: {
      forward: sum(({ moved }) => moved.forward),
      backward: sum(({ moved }) => moved.backward),
    },
  };
}

/** Growing the product costs one multiplication an amplitude and half as many for each smaller part. */
export function startCost({ start }: Pick<Evolution, 'start'>): Cost {
  const filled = 2 ** start.reduce((bits, b) => bits + (b.kind === 'rotation' ? 1 : b.bits), 0);
  return cost(2 * filled, 10 * filled, 4 * filled, 6 * filled);
}

/** The product of all subsystems, and back: each takes the others' overlaps with the adjoint. */
export function joinCost({ bits }: Pick<Plan, 'bits'>): Cost {
  const amplitudes = 2 ** bits;
  return cost(7 * amplitudes, 18 * amplitudes, 3 * amplitudes, 6 * amplitudes);
}

/**
 * Per amplitude, a rotation computes 6, or 4 with its cosine taken out (of the adjoint the same, and 4 for its
 * gradient), a diagonal 6 (and 4). Phases of a sample have their products to be made, on each side.
 */
export function passCost({ bits }: Pick<Plan, 'bits'>, pass: Pass): Cost {
  const amplitudes = 2 ** bits;
  switch (pass.kind) {
    case 'diagonal':
      return cost(6 * amplitudes, 10 * amplitudes, 6 * amplitudes, 10 * amplitudes);
    case 'phase': {
      const combinations = 2 ** pass.factors.length;
      const [product, sums] = pass.sums.length === 0 ? [8, 3] : [16, pass.factors.length];
      const [made, moved] = hasHalves(pass) ? [6, 2] : [product, 6];
      return cost(
        6 * amplitudes + made * combinations,
        10 * amplitudes + (made + sums) * combinations,
        4 * amplitudes + moved * combinations,
        8 * amplitudes + (moved + 2) * combinations,
      );
    }
    case 'rotation': {
      const active = amplitudes / 2 ** pass.conditions.length;
      const each = (pass.cosines === 'within' ? 6 : 4) * pass.rotations.length * active;
      const overlaps = 4 * pass.rotations.length * active;
      const fused = pass.diagonal === null ? 0 : amplitudes;
      return cost(
        each + 6 * fused,
        each + overlaps + 10 * fused,
        4 * active + 2 * fused,
        6 * active + 6 * fused,
      );
    }
  }
}

export function readoutCost({ bits }: Pick<Plan, 'bits'>, readout: Readout): Cost {
  const amplitudes = 2 ** bits;
  const size = readoutSize(readout);
  const read = 2 * amplitudes;
  switch (readout.kind) {
    case 'pauli':
      return cost(2 * amplitudes, 4 * amplitudes, read, 3 * read);
    case 'marginal':
      return cost(4 * amplitudes, 2 * amplitudes, read, 2 * read);
    case 'parities':
      return cost(4 * amplitudes + 3 * 2 ** size, 2 * amplitudes + 2 ** size, read, 2 * read);
    case 'words': {
      const [flips, transform] = [readout.flips.length, readout.masks.length * size];
      return cost(
        4 * flips * amplitudes + transform,
        8 * flips * amplitudes + transform,
        flips * read,
        3 * flips * read,
      );
    }
    case 'amplitudes':
      return cost(0, 2 * amplitudes, 2 * read, 2 * read);
  }
}

function cost(forward: number, backward: number, read: number, readBack: number): Cost {
  return { forward, backward, moved: { forward: read, backward: readBack } };
}
