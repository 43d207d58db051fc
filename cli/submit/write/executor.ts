import { emitExecutor } from '../../../compiler/emit/runtime/index.ts';
import { jobLimits, type PlannedPub } from '../../../runtime/hardware/index.ts';
import { settingsOf } from '../planned-job.ts';
import { runtimeBody } from './runtime-body.ts';
import type { WriteRequest, WrittenJob } from './written-job.ts';

/** Jobs of IBM's program `executor`. @throws UserProblem */
export function writeExecutor(request: WriteRequest): readonly WrittenJob[] {
  const { program, circuit, samples, machine, settings, lowering } = request;
  const { shots } = settings;
  // As much as a sampler may.
  const most = jobLimits(settingsOf(program.circuits[circuit]!), shots).rows;
  const starts = Array.from({ length: Math.ceil(samples.length / most) }, (_, k) => k * most);
  return starts.map((start): WrittenJob => {
    const { body, items } = emitExecutor(program, circuit, {
      ...settings.job,
      target: machine.device,
      backend: machine.backend,
      samples: samples.slice(start, start + most),
      shots,
      lowering,
    });
    return {
      program: 'executor',
      pubs: items.map((item) => plannedItem(item, start, shots)),
      body: runtimeBody(body, request),
    };
  });
}

type Item = ReturnType<typeof emitExecutor>['items'][number];

/** The last of the measured qubits is bit 0 of the register. */
function plannedItem(item: Item, start: number, shots: number): PlannedPub {
  const { samples, circuit: text, qubits, words, probabilities } = item;
  const bitOf = (qubit: number): number => qubits.length - 1 - qubits.indexOf(qubit);
  return {
    samples: samples.map((sample) => start + sample),
    parametric: text.slots.names.length > 0,
    observables: [],
    registers: [],
    outcomes: {
      qubits: qubits.map((qubit) => text.finalLayout[qubit]!).toReversed(),
      words: words.map(({ qubits: own, ...word }) => ({ ...word, bits: own.map(bitOf) })),
      probabilities: probabilities.map(({ measurement, qubits: own }) => ({
        measurement,
        bits: own.map(bitOf).toReversed(),
      })),
    },
    circuits: 1,
    shots,
  };
}
