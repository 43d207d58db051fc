import { UserProblem } from '../../../runtime/program/index.ts';
import type { Device } from '../../targets/device.ts';
import { known, toAffine } from '../canonical/angle.ts';
import type { NativeCircuit, NativeOperation } from '../native.ts';
import { dialectOf, type Dialect } from '../translate/dialect.ts';
import { idleWindows, scheduleLate, type IdleWindow } from './schedule.ts';
import { figuresOf } from './figures.ts';

/** As IBM's primitives name them: two flips, a flip and its inverse, flips about x and y in turn. */
export type DecouplingSequence = 'XX' | 'XpXm' | 'XY4';

/** Axes of the half turns, in radians from x towards y: together they are nothing. */
const AXES: Readonly<Record<DecouplingSequence, readonly number[]>> = {
  XX: [0, 0],
  XpXm: [0, Math.PI],
  XY4: [0, Math.PI / 2, 0, Math.PI / 2],
};

/** A window has to be so many times as long as the pulses in it. */
const ROOM = 2;
/** Of steps of the grid: what is so close to a whole number is one. */
const CLOSE = 1e-6;

type Step = Omit<NativeOperation, 'origin'>;

/**
 * Writes the time in which qubits wait as `delay`, with flips in it that undo what slow noise does in between, where the
 * window is at least twice as long as they are: evenly spaced, half a space before the first and after the last (Viola
 * and Lloyd 1998; Maudsley 1986 for XY4).
 *
 * Preserves the unitary up to global phase.
 *
 * @throws UserProblem `target-cannot` where no times are known
 */
export function decouple(
  circuit: NativeCircuit,
  device: Device,
  sequence: DecouplingSequence,
): NativeCircuit {
  const schedule = scheduleLate(circuit, device);
  if (schedule === undefined) throw noTimes(circuit, device);
  const dialect = dialectOf(device);
  const before = new Map<number, IdleWindow[]>();
  for (const window of idleWindows(circuit, schedule)) {
    const list = before.get(window.before);
    if (list === undefined) before.set(window.before, [window]);
    else list.push(window);
  }
  const waitsBefore = (index: number, origin: number): readonly NativeOperation[] =>
    (before.get(index) ?? [])
      .flatMap((window) => stepsIn(window, sequence, device, dialect))
      .map((step) => ({ ...step, origin }));
  const { operations } = circuit;
  return {
    ...circuit,
    operations: [
      ...operations.flatMap((operation, index) => [
        ...waitsBefore(index, operation.origin),
        operation,
      ]),
      ...waitsBefore(operations.length, operations.at(-1)?.origin ?? 0),
    ],
  };
}

function stepsIn(
  { qubit, duration }: IdleWindow,
  sequence: DecouplingSequence,
  device: Device,
  dialect: Dialect,
): readonly Step[] {
  const grid = device.grid ?? 1;
  const figures = figuresOf(device);
  const pulses = AXES[sequence].map((axis) => halfTurn(axis, qubit, dialect));
  const took = (step: Step): number => grid * Math.round((figures(step).duration ?? 0) / grid);
  const busy = pulses.flat().reduce((sum, step) => sum + took(step), 0);
  if (duration < ROOM * busy) return [delay(qubit, duration)];
  const slack = duration - busy;
  const space = grid * Math.floor(slack / pulses.length / grid + CLOSE);
  const edge = grid * Math.floor(slack / pulses.length / 2 / grid + CLOSE);
  const inner = pulses.slice(1).map(() => space);
  // What rounding leaves over goes to the middle.
  const middle = Math.floor((inner.length - 1) / 2);
  inner[middle]! += slack - 2 * edge - space * inner.length;
  return [
    delay(qubit, edge),
    ...pulses.flatMap((pulse, k) => [...pulse, delay(qubit, inner[k] ?? edge)]),
  ].filter(({ duration: time }) => time !== 0);
}

/** A grid of thirds of nanoseconds leaves traces in the last digits. */
function delay(qubit: number, duration: number): Step {
  return { name: 'delay', qubits: [qubit], duration: Math.round(1e6 * duration) / 1e6 };
}

/** About an axis of the plane. */
function halfTurn(axis: number, qubit: number, dialect: Dialect): readonly Step[] {
  const qubits = [qubit];
  const angle = toAffine(known(Math.PI));
  const turned = toAffine(known(axis));
  if (dialect.turns === 'prx') return [{ name: 'prx', qubits, angle, axis: turned }];
  if (dialect.turns === 'gpi') return [{ name: 'gpi', qubits, axis: turned }];
  const flip: readonly Step[] = dialect.hasX
    ? [{ name: 'x', qubits }]
    : dialect.turns === 'rx'
      ? [{ name: 'rx', qubits, angle }]
      : [
          { name: 'sx', qubits },
          { name: 'sx', qubits },
        ];
  if (axis === 0) return flip;
  const back = toAffine(known(-axis));
  return [{ name: 'rz', qubits, angle: back }, ...flip, { name: 'rz', qubits, angle: turned }];
}

function noTimes({ operations }: NativeCircuit, { name }: Device): UserProblem {
  const waits = operations.some(({ conditions }) => conditions !== undefined);
  return new UserProblem({
    code: 'target-cannot',
    message: waits
      ? 'Decoupling needs to know when qubits wait, and the circuit waits for outcomes, for a time that nobody knows.'
      : `Decoupling needs to know when qubits wait, and how long the gates of \`${name}\` take is not known.`,
    help: waits
      ? 'Leave out `--dd`, or let the measured qubit control the gate and measure it in the end.'
      : 'Leave out `--dd`, or choose a machine whose times are known, e.g. `--target fez`.',
  });
}
