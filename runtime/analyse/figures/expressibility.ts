import { expressibility as measure } from '../measure/expressibility.ts';
import type { FigureRequest, Told } from '../request.ts';
import { perCircuit } from './per-circuit.ts';

const PAIRS = 5;

export function expressibility({ ansatzes, samples, random }: FigureRequest): Told {
  return perCircuit(
    'expressibility',
    'Expressibility',
    ansatzes,
    (ansatz) => measure(ansatz, PAIRS * samples, random(`expressibility/${ansatz.name}`)),
    {
      rows: ({ divergence, floor, published }) => [
        ['divergence from random states (nats)', divergence],
        ['the same of random states', floor],
        ['divergence in bins of equal width', published],
      ],
      plots: ({ shares }) => [
        {
          title: 'Fidelity of states with random weights',
          x: { name: 'share of random states that are less alike', scale: 'linear' },
          y: { name: 'share of pairs', scale: 'linear' },
          series: [
            { name: 'circuit', points: inBins(shares) },
            { name: 'random', points: inBins(shares.map(() => 1 / shares.length)) },
          ],
        },
      ],
      meaning: ({ divergence, floor }) =>
        divergence > 1
          ? 'Random weights reach a small part of all states; worry if training stays bad, and add layers or rotations about another axis.'
          : divergence > 2 * floor + 0.05
            ? 'Random weights reach many states, but some more often than others; that is nothing to worry about.'
            : 'Random weights reach states as if by chance from all there are: as expressive as can be, so look at the gradients too.',
      worry: ({ divergence }) => divergence - 1,
    },
    'no weight enters it',
  );
}

function inBins(shares: readonly number[]): (readonly [number, number])[] {
  return shares.map((share, bin) => [(bin + 0.5) / shares.length, share]);
}
