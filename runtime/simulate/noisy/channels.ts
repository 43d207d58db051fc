import type { Channel } from '../../program/execution.ts';
import { type AffineMap, diagonalMap } from './affine.ts';

/**
 * A channel on one qubit in the Pauli basis (Nielsen and Chuang 2010, section 8.3; thermal relaxation towards |0> as
 * amplitude damping followed by the dephasing that T2 leaves).
 */
export function channelMap(channel: Channel): AffineMap {
  switch (channel.kind) {
    case 'depolarize': {
      const kept = 1 - channel.probability;
      return diagonalMap(kept, kept, kept);
    }
    case 'dephase': {
      const kept = 1 - 2 * channel.probability;
      return diagonalMap(kept, kept, 1);
    }
    case 'flip': {
      const kept = 1 - 2 * channel.probability;
      return diagonalMap(1, kept, kept);
    }
    case 'damp':
      return relaxation(Math.sqrt(1 - channel.gamma), 1 - channel.gamma);
    case 'phase_damp': {
      const kept = Math.sqrt(1 - channel.lambda);
      return diagonalMap(kept, kept, 1);
    }
    case 'thermal': {
      const { t1, t2, duration } = channel;
      return relaxation(Math.exp(-duration / t2), Math.exp(-duration / t1));
    }
  }
}

/** |0> from any state. */
export const RESET: AffineMap = relaxation(0, 0);

/** What is not read of a measurement. */
export const DEPHASED: AffineMap = diagonalMap(0, 0, 1);

/** What is left of coherences and of the excitation. */
function relaxation(coherence: number, excitation: number): AffineMap {
  const map = [...diagonalMap(coherence, coherence, excitation)];
  map[12] = 1 - excitation;
  return map;
}
