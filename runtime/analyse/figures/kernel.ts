import { isClassTask } from '../../program/index.ts';
import type { FigureRow, Plot } from '../figure.ts';
import { fidelityKernel, type FidelityKernel, haarVarianceOf } from '../measure/fidelity-kernel.ts';
import type { Classes } from '../measure/gram-facts.ts';
import { type OwnKernel, ownKernels } from '../measure/own-kernels.ts';
import type { FigureRequest, Told } from '../request.ts';
import type { Subject } from '../subject.ts';
import { perCircuit } from './per-circuit.ts';

/** Below this variance values of a kernel cannot be told apart with ten thousand shots. */
const CONCENTRATED = 1e-4;

export function kernel(request: FigureRequest): Told {
  const classes = classesOf(request.subject);
  const own = ownKernels(request.subject, classes);
  const { figures, left } = ofCircuits(request, classes);
  return {
    figures: figures.map((figure) => ({
      ...figure,
      rows: [...figure.rows, ...own.flatMap(rowsOf)],
      values: { ...figure.values, ...(own.length === 0 ? {} : { own }) },
    })),
    left,
  };
}

/** Of a kernel that the model computes itself, which may be another one than that of its states. */
function rowsOf({ use, alignment, variance, leastEigenvalue }: OwnKernel): FigureRow[] {
  const rows = [
    ...(alignment === undefined ? [] : [['alignment with the classes', alignment] as const]),
    ['variance of two samples', variance] as const,
    ['least eigenvalue', leastEigenvalue] as const,
  ];
  return rows.map(([what, value]) => ({ of: '', what: `kernel of ${use}: ${what}`, value }));
}

function ofCircuits({ ansatzes }: FigureRequest, classes: Classes | undefined): Told {
  return perCircuit(
    'kernel',
    'Kernel of the states',
    ansatzes,
    (ansatz) => fidelityKernel(ansatz, classes),
    {
      rows: ({ alignment, mean, variance, haarVariance, leastEigenvalue, slope }) => [
        ...(alignment === undefined ? [] : [['alignment with the classes', alignment] as const]),
        ['mean of two samples', mean],
        ['variance of two samples', variance],
        ['variance of random states', haarVariance],
        ...(slope === undefined ? [] : [['log2 of the variance with each qubit', slope] as const]),
        ['least eigenvalue', leastEigenvalue],
      ],
      plots: ({ byQubits }) => (byQubits.length < 2 ? [] : [plotOf(byQubits)]),
      meaning: meaningOf,
      worry: ({ variance }) => CONCENTRATED / Math.max(variance, 1e-300) - 1,
    },
    'no feature enters it, or there is one sample',
  );
}

function plotOf(byQubits: FidelityKernel['byQubits']): Plot {
  const there = byQubits.filter(({ variance }) => variance > 0);
  return {
    title: 'Variance of the kernel by qubits',
    x: { name: 'qubits', scale: 'linear' },
    y: { name: 'variance', scale: 'log' },
    series: [
      { name: 'kernel', points: there.map(({ at, variance }) => [at, variance] as const) },
      { name: 'random', points: byQubits.map(({ at }) => [at, haarVarianceOf(at)] as const) },
    ],
  };
}

function meaningOf({ variance, alignment }: FidelityKernel): string {
  const aligned =
    alignment === undefined
      ? ''
      : ` Its alignment with the classes is ${alignment.toFixed(2)}; near 0 it tells them apart no better than chance.`;
  return variance < CONCENTRATED
    ? `All samples look alike to the kernel: more than ${Math.round(1 / CONCENTRATED).toLocaleString('en')} shots are needed to tell two values apart, and more data do not help. Encode less, or scale the features down.${aligned}`
    : `Two values of the kernel are told apart with about ${Math.max(1, Math.round(1 / variance)).toLocaleString('en')} shots; worry above 10,000.${aligned}`;
}

function classesOf({ program, objective, columns, rows }: Subject): Classes | undefined {
  const task = objective?.tasks.find(isClassTask) ?? program.judged.find(isClassTask);
  const input = program.inputs.find(({ name }) => name === task?.label);
  const column = task && columns.get(task.label);
  if (!column || input?.type.kind !== 'class' || column.shape.length > 0) return undefined;
  return { of: Array.from(rows, (row) => column.values[row]!), count: input.type.count };
}
