import { packParameters } from '../../graph/packed.ts';
import {
  MOST_NUMBERS,
  quantumFisher,
  type QuantumFisher,
  stateParameters,
} from '../measure/quantum-fisher.ts';
import type { Figure } from '../figure.ts';
import type { FigureRequest, Told } from '../request.ts';

export function fisher({ subject }: FigureRequest): Told {
  const found = quantumFisher(subject);
  if (found) return { figures: [figureOf(found)], left: [] };
  const { length } = packParameters(subject.weights, stateParameters(subject));
  const reason =
    length === 0
      ? 'no trained number reaches a state that the objective reads'
      : `${length} numbers reach states, and the matrix is made for ${MOST_NUMBERS} at most`;
  return { figures: [], left: [{ figure: 'fisher', of: '', reason }] };
}

function figureOf(found: QuantumFisher): Figure {
  const { numbers, spectrum, rank, dead } = found;
  const some = dead.slice(0, 5).map((name) => `\`${name}\``);
  const rest = dead.length > some.length ? ` and ${dead.length - some.length} more` : '';
  const directions = `Training can move the states in ${rank} of ${numbers} directions`;
  return {
    name: 'fisher',
    title: 'Quantum Fisher information',
    meaning:
      dead.length > 0
        ? `${directions}, and ${some.join(', ')}${rest} move${dead.length === 1 ? 's' : ''} no state of a sample that lacks nothing: leave them out, or put them behind something that they can turn.`
        : rank < numbers
          ? `${directions}; the others repeat these, so fewer weights would do. Nothing to worry about but time.`
          : `${directions}: no weight is wasted. Worry about weights that move nothing; there are none.`,
    worrying: dead.length > 0,
    rows: [
      { of: '', what: 'numbers that reach states', value: numbers },
      { of: '', what: 'rank', value: rank },
      { of: '', what: 'largest eigenvalue', value: spectrum[0]! },
      { of: '', what: 'dead numbers', value: dead.length },
    ],
    plots: [
      {
        title: 'Eigenvalues of the quantum Fisher information',
        x: { name: 'eigenvalue, largest first', scale: 'linear' },
        y: { name: 'size', scale: 'log' },
        series: [
          {
            name: 'eigenvalue',
            points: spectrum.slice(0, rank).map((value, k) => [k + 1, value] as const),
          },
        ],
      },
    ],
    values: { ...found },
  };
}
