import { UserProblem, type Circuit, type Program } from '../../../runtime/program/index.ts';
import { bind, withModalities } from '../../passes/bind.ts';
import { inBases, type ProbabilityReading, type WordReading } from '../../passes/in-bases.ts';
import type { Lowering } from '../../passes/lower.ts';
import type { Device } from '../../targets/device.ts';
import { refuseOpenNumbers } from '../open-numbers.ts';
import { refuseAmplitudes } from '../openqasm3/amplitudes.ts';
import { emitOpenqasm3 } from '../openqasm3/index.ts';
import { readingOrigin } from '../reading-origin.ts';
import type { SampleValues } from '../sample-groups.ts';
import { gateStats, type CircuitStats } from '../stats.ts';
import type { IonqCircuit, IonqGate } from './gate.ts';
import { nativeCircuit } from './native.ts';
import type { IonqOptions } from './options.ts';
import { qisCircuit } from './qis.ts';

export interface IonqJobOptions {
  readonly samples: readonly SampleValues[];
  /** Of each circuit, where the settings do not say; default 4096. */
  readonly shots?: number;
  /** By default `qis` gates, which IonQ's compiler translates, for the service's simulator. */
  readonly settings?: IonqOptions;
  /** A machine of IonQ: with it, gates are `native` unless the settings say `qis`. */
  readonly target?: Device;
  readonly lowering?: Lowering;
}

/** The body of `POST /v0.4/jobs`, with what is needed to read the answer. */
export interface IonqJob {
  readonly body: IonqBody;
  /** In the order of the circuits. */
  readonly runs: readonly IonqRun[];
  readonly stats: readonly CircuitStats[];
}

export interface IonqRun {
  /** Index into the samples that were given. */
  readonly sample: number;
  /** For each qubit of the circuit that is read, its number in the histogram's states; ascending by the former. */
  readonly qubits: readonly { readonly qubit: number; readonly number: number }[];
  readonly words: readonly WordReading[];
  readonly probabilities: readonly ProbabilityReading[];
}

type IonqBody = IonqHeader &
  (
    | {
        readonly type: 'ionq.circuit.v1';
        readonly input: {
          readonly gateset: 'qis' | 'native';
          readonly qubits: number;
          readonly circuit: readonly IonqGate[];
        };
      }
    | {
        readonly type: 'ionq.multi-circuit.v1';
        readonly input: {
          readonly gateset: 'qis' | 'native';
          readonly qubits: number;
          readonly circuits: readonly {
            readonly name: string;
            readonly circuit: readonly IonqGate[];
          }[];
        };
      }
    | {
        readonly type: 'ionq.qasm3.v1';
        readonly input: { readonly qubits: number; readonly data: string };
      }
  );

interface IonqHeader {
  readonly backend: string;
  readonly shots: number;
  readonly name: string;
  readonly noise?: NonNullable<IonqOptions['noise']>;
  readonly settings?: {
    readonly error_mitigation?: NonNullable<IonqOptions['error_mitigation']>;
    readonly compilation?: { readonly service_version: 'v0.4' };
  };
}

const DEFAULT_SHOTS = 4096;

interface Bound extends Omit<IonqRun, 'qubits'> {
  readonly circuit: Circuit;
  readonly qubits: readonly number[];
}

/**
 * A circuit on samples as jobs for IonQ: each sample once for each basis that has to be measured, all of them in one
 * job; with measurements or resets on the way a job for each, as OpenQASM 3.
 *
 * @throws UserProblem where a number is missing, the machine is too small, for amplitudes to read and for conditions
 */
export function emitIonq(
  program: Program,
  circuitIndex: number,
  options: IonqJobOptions,
): readonly IonqJob[] {
  const source = program.circuits[circuitIndex]!;
  const { target, lowering, settings: { gateset = target ? 'native' : 'qis' } = {} } = options;
  refuseAmplitudes(program, circuitIndex, target ?? { name: 'IonQ' });
  refuseTooWide(source, target);
  refuseConditions(source);
  const bound = options.samples.flatMap((values, sample) =>
    boundCircuits(program, circuitIndex, values, sample),
  );
  if (source.gates.some(({ name }) => name === 'measure' || name === 'reset')) {
    refuseNativeOnTheWay(options.settings?.gateset ?? 'qis');
    return bound.map((one) => textJob(program, circuitIndex, one, options));
  }
  const write = (circuit: Circuit): IonqCircuit =>
    gateset === 'native' ? nativeCircuit(program, circuit, target, lowering) : qisCircuit(circuit);
  const written = bound.map((one) => ({ one, circuit: write(one.circuit) }));
  const header = headerOf(program, options);
  const qubits =
    gateset === 'native' ? (target?.qubits ?? source.qubits.length) : source.qubits.length;
  const [only, ...more] = written.map(({ circuit }) => circuit.gates);
  const body: IonqBody =
    more.length === 0
      ? { type: 'ionq.circuit.v1', ...header, input: { gateset, qubits, circuit: only ?? [] } }
      : {
          type: 'ionq.multi-circuit.v1',
          ...header,
          input: {
            gateset,
            qubits,
            circuits: written.map(({ circuit }, k) => ({
              name: `${program.model} ${k + 1}`,
              circuit: circuit.gates,
            })),
          },
        };
  return [
    {
      body,
      runs: written.map(({ one, circuit }) => runOf(one, circuit)),
      stats: written.map(({ circuit }) => statsOf(circuit)),
    },
  ];
}

function headerOf({ model }: Program, { shots, settings = {} }: IonqJobOptions): IonqHeader {
  const { backend = 'simulator', name = model, noise, error_mitigation } = settings;
  return {
    backend,
    shots: settings.shots ?? shots ?? DEFAULT_SHOTS,
    name,
    ...(noise && { noise }),
    ...(error_mitigation && { settings: { error_mitigation } }),
  };
}

function boundCircuits(
  program: Program,
  circuitIndex: number,
  { values, present }: SampleValues,
  sample: number,
): readonly Bound[] {
  const source = program.circuits[circuitIndex]!;
  const chosen =
    present === undefined ? source : withModalities(source, (name) => present.includes(name));
  const circuit = bind(chosen, Array.from(values));
  refuseOpenNumbers(program, circuit, 'IonQ');
  return inBases(circuit, readingOrigin(program, circuitIndex)).map((one) => ({ ...one, sample }));
}

function runOf({ sample, qubits, words, probabilities }: Bound, { read }: IonqCircuit): IonqRun {
  const numbered = qubits.map((qubit, k) => ({ qubit, number: read[k]! }));
  return { sample, qubits: numbered, words, probabilities };
}

/** In the gates that are sent. */
function statsOf({ qubits, gates }: IonqCircuit): CircuitStats {
  const written = gates.map((gate) => ({
    name: gate.gate,
    qubits: 'target' in gate ? [gate.target] : [...controlsOf(gate), ...gate.targets],
  }));
  return gateStats(written, qubits);
}

function controlsOf(gate: IonqGate): readonly number[] {
  return 'controls' in gate ? (gate.controls ?? []) : [];
}

function textJob(
  program: Program,
  circuitIndex: number,
  { circuit, sample, qubits, words, probabilities }: Bound,
  options: IonqJobOptions,
): IonqJob {
  const circuits = program.circuits.map((one, k) => (k === circuitIndex ? circuit : one));
  const { text, layout, stats } = emitOpenqasm3({ ...program, circuits }, circuitIndex, {
    form: 'logical',
  });
  const header = headerOf(program, options);
  return {
    body: {
      type: 'ionq.qasm3.v1',
      ...header,
      input: { qubits: circuit.qubits.length, data: text },
      settings: { ...header.settings, compilation: { service_version: 'v0.4' } },
    },
    runs: [
      {
        sample,
        qubits: qubits.map((qubit) => ({ qubit, number: layout[qubit]! })),
        words,
        probabilities,
      },
    ],
    stats: [stats],
  };
}

function refuseTooWide({ qubits }: Circuit, device: Device | undefined): void {
  if (device === undefined || qubits.length <= device.qubits) return;
  throw new UserProblem({
    code: 'target-limit',
    message: `The circuit has ${qubits.length} qubits and \`${device.name}\` has ${device.qubits}.`,
    help: 'Choose a larger machine, or fewer features.',
  });
}

function refuseConditions({ gates }: Circuit): void {
  if (gates.every(({ conditions }) => conditions === undefined)) return;
  throw new UserProblem({
    code: 'target-cannot',
    message: 'IonQ runs no `if` on measured bits, and the circuit has one.',
    help: 'Let the measured qubit control the gate, and measure it in the end.',
  });
}

function refuseNativeOnTheWay(gateset: 'qis' | 'native'): void {
  if (gateset === 'qis') return;
  throw new UserProblem({
    code: 'target-cannot',
    message: 'IonQ takes no native gates in circuits that measure or reset on the way.',
    help: 'Leave `gateset=native` out: its own compiler translates the circuit.',
  });
}
