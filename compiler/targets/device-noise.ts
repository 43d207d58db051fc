import { everyCircuit, nameWithControls, UserProblem } from '../../runtime/program/index.ts';
import type {
  Channel,
  Circuit,
  GateNoise,
  NoiseModel,
  Program,
  QubitName,
} from '../../runtime/program/index.ts';
import { type Device, neighbours } from './device.ts';
import { nativeCount } from './native-count.ts';
import { pairKey, regionOf } from './region.ts';

/**
 * What goes wrong on a machine, as its calibration tells it, for the gates and qubits of a program: after each gate its
 * qubits relax for as long as the machine takes, and are depolarized by as much as is left of the calibrated error; a
 * readout gives the wrong bit with the calibrated probability.
 *
 * A gate of the source counts as the native gates it becomes (`nativeCount`); a pair that does not touch, also as the
 * swaps that bring it together. A circuit lies on the region that `regionOf` finds for its size, its qubits in their
 * order. Where two circuits have a qubit of one name, the larger circuit says where that is.
 * @throws UserProblem where nothing is known of the machine's errors, or a circuit does not fit on it
 */
export function machineNoise(device: Device, program: Program): NoiseModel {
  if (device.calibration === undefined && device.edges.every(({ error }) => error === undefined)) {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `Nothing is known of the errors of \`${device.name}\`: it has no calibration.`,
      help: 'Take a machine with one, such as `fez`, or a target that lists channels: `noise: [depolarize(0.01)]`.',
    });
  }
  const circuits = [...everyCircuit(program)].sort((a, b) => b.qubits.length - a.qubits.length);
  return noiseAt(
    device,
    circuits.map((circuit) => {
      const region = regionOf(device, circuit.qubits.length);
      if (region === undefined) throw tooSmall(device, circuit);
      return { circuit, places: region.qubits };
    }),
  );
}

/** A circuit, and the machine's qubit under each of its own. */
interface PlacedCircuit {
  readonly circuit: Circuit;
  readonly places: readonly number[];
}

/** What goes wrong in circuits that lie on these qubits; of a name with two places, the first one counts. */
export function noiseAt(device: Device, circuits: readonly PlacedCircuit[]): NoiseModel {
  const named = new Map<string, { readonly name: QubitName; readonly qubit: number }>();
  const gates = new Map<string, readonly GateNoise[]>();
  const machine = openMachine(device);
  for (const { circuit, places } of circuits) {
    circuit.qubits.forEach(({ register, index }, i) => {
      const key = `${register}[${index}]`;
      if (!named.has(key)) named.set(key, { name: { register, index }, qubit: places[i]! });
    });
    for (const { gate, qubits } of gatesOf(circuit)) {
      const on = qubits.map((qubit) => {
        const { register, index } = circuit.qubits[qubit]!;
        return named.get(`${register}[${index}]`)!;
      });
      const key = `${gate} ${on.map(({ qubit }) => qubit).join()}`;
      if (gates.has(key)) continue;
      const channels = machine.after(
        gate,
        on.map(({ qubit }) => qubit),
      );
      gates.set(
        key,
        channels.map(({ channel, qubit }): GateNoise => ({
          after: { gate },
          on: on.map(({ name }) => name),
          channel,
          ...(qubit === null ? {} : { qubit: on[qubit]!.name }),
        })),
      );
    }
  }
  return {
    gates: [...gates.values()].flat(),
    readout: [...named.values()].flatMap(({ name, qubit }) => {
      const error = device.calibration?.readoutError[qubit] ?? 0;
      return error === 0 ? [] : [{ on: name, zeroAsOne: error, oneAsZero: error }];
    }),
  };
}

function tooSmall({ name }: Device, { qubits }: Circuit): UserProblem {
  return new UserProblem({
    code: 'argument-invalid',
    message: `\`${name}\` has no ${qubits.length} qubits that hang together, which a circuit of the model needs.`,
    help: 'Take a larger machine, or fewer qubits.',
  });
}

/** Each gate once for each set of qubits that it acts on. */
function gatesOf({
  gates,
}: Circuit): readonly { readonly gate: string; readonly qubits: readonly number[] }[] {
  const found = new Map<string, { readonly gate: string; readonly qubits: readonly number[] }>();
  for (const one of gates) {
    const qubits = [...one.qubits, ...one.controls].sort((a, b) => a - b);
    const gate = nameWithControls(one);
    found.set(`${gate} ${qubits.join()}`, { gate, qubits });
  }
  return [...found.values()];
}

interface Machine {
  /** What acts after a gate on these qubits of the machine: on one of them, by position, or on all together. */
  after(
    gate: string,
    qubits: readonly number[],
  ): readonly { readonly channel: Channel; readonly qubit: number | null }[];
}

function openMachine(device: Device): Machine {
  const graph = neighbours(device);
  const edges = new Map(device.edges.map((edge) => [pairKey(edge.from, edge.to), edge]));
  const { calibration } = device;
  const times = (qubit: number): Times | null => {
    const [t1, t2] = [calibration?.t1[qubit], calibration?.t2[qubit]];
    // Nanoseconds of microseconds; a measured T2 may exceed what T1 allows by its error.
    return t1 && t2 ? { t1: 1000 * t1, t2: 1000 * Math.min(t2, 2 * t1) } : null;
  };
  const relax = (qubit: number, duration: number): Channel | null => {
    const own = times(qubit);
    return own && duration > 0 ? { kind: 'thermal', ...own, duration } : null;
  };
  return {
    after: (gate, qubits) => {
      if (gate === 'measure' || gate === 'reset' || qubits.length === 0) return [];
      const { pairs, pulses } = nativeCount(gate, qubits.length);
      const found: { channel: Channel; qubit: number | null }[] = [];
      qubits.forEach((qubit, i) => {
        const duration = calibration?.sxDuration[qubit] ?? 0;
        const relaxed = relax(qubit, pulses * duration);
        if (relaxed) found.push({ channel: relaxed, qubit: i });
        const lost = leftOver(calibration?.sxError[qubit] ?? 0, [decay(times(qubit), duration)]);
        const probability = repeated(lost, pulses);
        if (probability > 0) found.push({ channel: { kind: 'depolarize', probability }, qubit: i });
      });
      if (pairs === 0 || qubits.length < 2) return found;
      const [a, b] = [qubits[0]!, qubits[1]!];
      const path = shortestPath(graph, a, b);
      const count = pairs + SWAP * Math.max(0, path.length - 2);
      const steps = path.slice(1).map((to, i) => edges.get(pairKey(path[i]!, to)));
      const mean = (values: readonly number[]): number =>
        values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
      const duration = mean(steps.map((edge) => edge?.duration ?? 0));
      const error = mean(steps.map((edge) => edge?.error ?? 0));
      qubits.forEach((qubit, i) => {
        const relaxed = relax(qubit, count * duration);
        if (relaxed) found.push({ channel: relaxed, qubit: i });
      });
      const lost = leftOver(error, [decay(times(a), duration), decay(times(b), duration)]);
      const probability = repeated(lost, count);
      if (probability > 0)
        found.push({ channel: { kind: 'depolarize', probability }, qubit: null });
      return found;
    },
  };
}

/** Two-qubit gates of a swap. */
const SWAP = 3;

/** Nanoseconds. */
interface Times {
  readonly t1: number;
  readonly t2: number;
}

/** What relaxation leaves of I, X, Y and Z together: 4 where there is none. */
function decay(times: Times | null, duration: number): number {
  return times === null
    ? 4
    : 1 + 2 * Math.exp(-duration / times.t2) + Math.exp(-duration / times.t1);
}

/**
 * The probability of depolarizing that takes the average gate fidelity to `1 - error` when relaxation has taken its part
 * already; 0 where that has taken more. With d = 2^n the fidelity is `(d F + 1) / (d + 1)`, where F, the process
 * fidelity, is the trace of the error in the Pauli basis over d^2 (Nielsen 2002).
 * @param decays of the qubits
 */
export function leftOver(error: number, decays: readonly number[]): number {
  const dimension = 2 ** decays.length;
  const trace = decays.reduce((product, one) => product * one, 1);
  const process = ((dimension + 1) * (1 - error) - 1) / dimension;
  const kept = (dimension ** 2 * process - 1) / (trace - 1);
  return Math.min(1, Math.max(0, 1 - kept));
}

function repeated(probability: number, times: number): number {
  return 1 - (1 - probability) ** times;
}

/** From one qubit to another; without a way, the two alone. */
function shortestPath(
  graph: readonly (readonly number[])[],
  from: number,
  to: number,
): readonly number[] {
  const before = new Map<number, number>([[from, from]]);
  const queue = [from];
  for (const qubit of queue) {
    if (qubit === to) break;
    for (const next of graph[qubit]!) {
      if (before.has(next)) continue;
      before.set(next, qubit);
      queue.push(next);
    }
  }
  if (!before.has(to)) return [from, to];
  const path = [to];
  while (path[0] !== from) path.unshift(before.get(path[0]!)!);
  return path;
}
