import { barrenPlateau, type BarrenPlateau, type VarianceAt } from '../measure/barren-plateau.ts';
import { objectiveVariance } from '../measure/objective-variance.ts';
import type { Plot } from '../figure.ts';
import type { FigureRequest, Told } from '../request.ts';
import { perCircuit } from './per-circuit.ts';

/** Below this variance so many shots are needed to see a slope that training on a machine stalls. */
const TOO_FLAT = 1e-4;
/** An exponential fall; that of random states is 1. */
const STEEP = 0.5;

export function gradients(request: FigureRequest): Told {
  const { figures, left } = ofCircuits(request);
  const own = objectiveVariance(request.subject, request.samples, request.random('gradients'));
  if (own === undefined) return { figures, left };
  const row = { of: '', what: "variance of a slope, the model's objective", value: own };
  return {
    figures: figures.map((figure) => ({
      ...figure,
      rows: [...figure.rows, row],
      values: { ...figure.values, objective: own },
    })),
    left,
  };
}

function ofCircuits({ ansatzes, samples, random }: FigureRequest): Told {
  return perCircuit(
    'gradients',
    'Gradients (barren plateaus)',
    ansatzes,
    (ansatz) => {
      const found = barrenPlateau(ansatz, samples, random(`gradients/${ansatz.name}`));
      return found.byQubits.length === 0 ? undefined : found;
    },
    {
      rows: ({ byQubits, slopes }) => [
        ['variance of a slope, local cost', byQubits.at(-1)!.local],
        ['variance of a slope, global cost', byQubits.at(-1)!.global],
        ...(slopes.local === undefined
          ? []
          : [['log2 of it with each qubit, local', slopes.local] as const]),
        ...(slopes.global === undefined
          ? []
          : [['log2 of it with each qubit, global', slopes.global] as const]),
      ],
      plots: ({ byQubits, byDepth }) => [
        ...(byQubits.length > 1
          ? [plotOf('Variance of a slope by qubits', 'qubits', byQubits)]
          : []),
        ...(byDepth.length > 1 ? [plotOf('Variance of a slope by layers', 'layers', byDepth)] : []),
      ],
      meaning,
      worry: ({ byQubits, slopes }) =>
        Math.max(TOO_FLAT / byQubits.at(-1)!.local - 1, -(slopes.local ?? 0) - STEEP),
    },
    'no weight turns a gate of it',
  );
}

function meaning({ byQubits, slopes }: BarrenPlateau): string {
  const { local } = byQubits.at(-1)!;
  const shots = `A machine needs about ${Number((1 / Math.max(local, 1e-12)).toPrecision(1)).toLocaleString('en')} shots to see one slope of a local cost at random weights`;
  if (slopes.local === undefined) return `${shots}; worry above 10,000.`;
  const fall = 2 ** -slopes.local;
  const trend =
    fall > 1.05
      ? `${fall.toFixed(1)} times as many with each further qubit`
      : 'and no more with further qubits';
  return `${shots}, ${trend}; worry above 10,000, or from 1.4 times as many on: a landscape that flattens like that is a barren plateau.`;
}

function plotOf(title: string, along: string, points: readonly VarianceAt[]): Plot {
  const series = (['local', 'global'] as const).map((kind) => ({
    name: kind,
    points: points.filter((each) => each[kind] > 0).map((each) => [each.at, each[kind]] as const),
  }));
  return {
    title,
    x: { name: along, scale: 'linear' },
    y: { name: 'variance', scale: 'log' },
    series,
  };
}
