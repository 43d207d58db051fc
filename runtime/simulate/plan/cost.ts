import { type Plan, type Readout, readoutSize } from './plan.ts';

/** Floating-point operations of a plan, for one sample. */
export interface Cost {
  readonly forward: number;
  readonly backward: number;
}

/**
 * Counts what the passes have to compute, per amplitude: a rotation 6, or 4 with its cosine taken out (of the adjoint
 * the same, and 4 for its gradient), a diagonal 6 (and 4), a phase product of its own 4 more on each side, a
 * probability 3. Additions and multiplications count 1 each.
 */
export function planCost(plan: Plan): Cost {
  const amplitudes = 2 ** plan.bits;
  let [forward, backward] = [0, 0];
  for (const pass of plan.passes) {
    switch (pass.kind) {
      case 'rotation': {
        const active = amplitudes / 2 ** pass.conditions.length;
        const each = pass.cosines === 'within' ? 6 : 4;
        forward += each * pass.rotations.length * active;
        backward += (each + 4) * pass.rotations.length * active;
        if (pass.diagonal === null) break;
        forward += 6 * amplitudes;
        backward += 10 * amplitudes;
        break;
      }
      case 'diagonal':
        forward += 6 * amplitudes;
        backward += 10 * amplitudes;
        break;
      case 'phase': {
        const combinations = 2 ** pass.factors.length;
        forward += 6 * amplitudes + 8 * combinations;
        backward += 10 * amplitudes + 11 * combinations;
      }
    }
  }
  for (const readout of plan.readouts) {
    const cost = readoutCost(readout, amplitudes);
    forward += cost.forward;
    backward += cost.backward;
  }
  const started = 2 ** plan.start.reduce((sum, b) => sum + (b.kind === 'rotation' ? 1 : b.bits), 0);
  // Growing the product costs one multiplication an amplitude and half as many for each smaller part.
  return { forward: forward + 2 * started, backward: backward + 10 * started };
}

function readoutCost(readout: Readout, amplitudes: number): Cost {
  const size = readoutSize(readout);
  switch (readout.kind) {
    case 'pauli':
      return { forward: 2 * amplitudes, backward: 4 * amplitudes };
    case 'marginal':
      return { forward: 4 * amplitudes, backward: 2 * amplitudes };
    case 'parities':
      return {
        forward: 4 * amplitudes + 3 * 2 ** size,
        backward: 2 * amplitudes + 2 ** size,
      };
    case 'words': {
      const [flips, transform] = [readout.flips.length, readout.masks.length * size];
      return {
        forward: 4 * flips * amplitudes + transform,
        backward: 8 * flips * amplitudes + transform,
      };
    }
    case 'amplitudes':
      return { forward: 0, backward: 2 * amplitudes };
  }
}
