import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { SubmitSettings } from '../../cli/submit/settings.ts';
import { writeBraket } from '../../cli/submit/write/braket.ts';
import { writeExecutor } from '../../cli/submit/write/executor.ts';
import { writePrimitives } from '../../cli/submit/write/primitives.ts';
import { noiseAt } from '../../compiler/targets/device-noise.ts';
import { parseDevice, type Device } from '../../compiler/targets/index.ts';
import {
  emptyMeasurements,
  type MachineAnswers,
  machineFacts,
  type MeasuredCircuit,
  type PlannedJob,
  readAnswer,
} from '../../runtime/hardware/index.ts';
import { measurementSize, type Circuit, type Measurement } from '../../runtime/program/index.ts';
import { exactOutputs, type NoiseOn } from '../hardware/service/run-body.ts';
import { frequencyDeviation, meanDeviation } from '../support/deviations.ts';
import { measured, stateAfter } from '../support/statevector.ts';
import type { ExampleModel } from './example-models.ts';

const SCRIPT = join(import.meta.dirname, '..', '..', 'cli', 'submit', 'local.py');
const SEED = 5;

/** A machine as the product reads it, with what goes wrong on it. */
export interface FakeMachine {
  readonly name: string;
  readonly device: Device;
  readonly noiseOn: NoiseOn;
}

export function describeMachine(python: string, name: string): FakeMachine {
  const { stdout, stderr, status } = spawnSync(python, [SCRIPT, 'describe', name], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  const facts = machineFacts(name, JSON.parse(stdout) as MachineAnswers);
  const device = parseDevice(JSON.stringify(facts.device), name);
  return {
    name,
    device,
    noiseOn: (circuit, places) => ({
      ...noiseAt(device, [{ circuit, places }]),
      readout: circuit.qubits.flatMap((on, k) => {
        const misreading = facts.misreadings[places[k]!];
        return misreading === undefined ? [] : [{ on, ...misreading }];
      }),
    }),
  };
}

/** A job of one circuit of a model, and what is asked of it. */
export interface MachineJob {
  readonly case: {
    readonly id: string;
    readonly machine: string;
    readonly noisy: boolean;
    readonly seed: number;
    readonly body: string;
  };
  readonly planned: PlannedJob;
  readonly circuit: Circuit;
  readonly shots: number;
  /** `[samples, outputs]`; NaN for what the circuit's other job tells. */
  readonly wanted: Float64Array;
}

/** What runs a model's jobs, and how. */
export interface Way {
  readonly machine: FakeMachine;
  /** Tasks of Braket go to its simulator, not to the machine. */
  readonly writer: SubmitSettings['writer'];
  readonly noisy: boolean;
  readonly shots: number;
}

/**
 * The jobs of a model on a machine. What is wanted without the machine's errors comes from linear algebra on the model's
 * own circuit; with them, from our simulation of the very text that is sent, under the same calibration.
 */
export function machineJobs(
  { name, program, values, present }: ExampleModel,
  { machine, writer, noisy, shots }: Way,
): readonly MachineJob[] {
  return program.circuits.flatMap((circuit, index) => {
    const samples = values[index]!.map((own, sample) => ({
      values: own,
      present: present[sample]!,
    }));
    const written = WRITERS[writer]({
      program,
      circuit: index,
      samples,
      machine: {
        device: machine.device,
        backend: `fake_${machine.name}`,
        misreadings: {},
        remark: '',
      },
      settings: { writer, shots, precision: undefined, job: { options: {} } },
      lowering: {},
    });
    const ideal = samples.flatMap(({ values: own, present: has }) =>
      measured(
        stateAfter(circuit, own, (modality) => has.includes(modality)),
        circuit.measurements,
      ),
    );
    return written.map((job, k): MachineJob => {
      const planned = { name: `job ${k}`, circuit: index, program: job.program, pubs: job.pubs };
      const body = job.body('tag');
      const [into] = emptyMeasurements([circuit], samples.length);
      return {
        case: {
          id: `${name}, circuit ${index + 1}, ${job.program} ${k} on ${machine.name}, noisy: ${noisy}`,
          machine: writer === 'braket' ? 'braket' : machine.name,
          noisy,
          seed: SEED,
          body,
        },
        planned,
        circuit,
        shots,
        wanted: noisy
          ? place(planned, circuit, exactOutputs(body, machine.noiseOn), into!.values)
          : Float64Array.from(ideal),
      };
    });
  });
}

const WRITERS = { primitives: writePrimitives, executor: writeExecutor, braket: writeBraket };

/** Puts a job's exact outputs where its numbers belong. */
function place(
  { program, pubs }: PlannedJob,
  { measurements }: Circuit,
  outputs: readonly Float64Array[],
  into: Float64Array,
): Float64Array {
  const sizes = measurements.map(measurementSize);
  const width = sizes.reduce((sum, size) => sum + size, 0);
  const start = (measurement: number): number =>
    sizes.slice(0, measurement).reduce((sum, size) => sum + size, 0);
  pubs.forEach(({ samples, parametric, observables, registers }, pub) => {
    const targets =
      program === 'estimator'
        ? observables.map(({ measurement, element }) => start(measurement) + element)
        : registers.flatMap(({ measurement, size }) =>
            Array.from({ length: 2 ** size }, (_, outcome) => start(measurement) + outcome),
          );
    samples.forEach((sample, row) =>
      targets.forEach((target, k) => {
        into[sample * width + target] = outputs[pub]![(parametric ? row : 0) * targets.length + k]!;
      }),
    );
  });
  return into;
}

/** In standard deviations, each number of the answers to a circuit's jobs from what is wanted. */
export function deviationsOf(
  jobs: readonly MachineJob[],
  answerTo: (job: MachineJob) => string,
): readonly number[] {
  return [...Map.groupBy(jobs, ({ circuit }) => circuit)].flatMap(([circuit, own]) => {
    const [{ wanted, shots }] = own as [MachineJob];
    const outputs = circuit.measurements.reduce((sum, each) => sum + measurementSize(each), 0);
    const [into] = emptyMeasurements([circuit], wanted.length / outputs);
    for (const job of own) readAnswer(job.planned, circuit, answerTo(job), into!);
    const readings = circuit.measurements.flatMap((each) =>
      Array.from({ length: measurementSize(each) }, () => each),
    );
    // With noise, each job of a circuit knows its own numbers.
    const known = wanted.map(
      (_, k) => own.find((job) => !Number.isNaN(job.wanted[k]!))!.wanted[k]!,
    );
    return [...into!.values].map((_, k) =>
      deviationOf(readings[k % outputs]!, into!, k, known[k]!, shots),
    );
  });
}

function deviationOf(
  reading: Measurement,
  { values, errors }: MeasuredCircuit,
  at: number,
  wanted: number,
  shots: number,
): number {
  const value = values[at]!;
  if (reading.kind === 'probabilities') return frequencyDeviation(value, wanted, shots);
  if (reading.kind === 'paulis') return meanDeviation(value, wanted, shots);
  if (reading.kind === 'amplitudes') throw new Error('no machine tells amplitudes');
  const { terms } = reading;
  if (terms.length === 1) {
    const [{ coefficient }] = terms as [(typeof terms)[number]];
    return meanDeviation(value / coefficient, wanted / coefficient, shots);
  }
  // A word that came out the same in every shot has an error all the same.
  const least = terms.reduce((sum, { coefficient }) => sum + Math.abs(coefficient), 0) / shots;
  return (value - wanted) / Math.max(errors[at]!, least);
}
