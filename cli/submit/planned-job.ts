import type { RuntimeJob } from '../../compiler/emit/runtime/index.ts';
import type { PlannedJob, PlannedPub } from '../../runtime/hardware/index.ts';
import { measuredQubits, type Circuit } from '../../runtime/program/index.ts';
import { countCircuits } from '../../runtime/simulate/index.ts';

/** What is remembered of a job beside its body: where each number of the answer belongs. */
export function plannedJob(
  job: RuntimeJob,
  circuit: Circuit,
  index: number,
  name: string,
): PlannedJob {
  return { name, circuit: index, program: job.body.program_id, pubs: plannedPubs(job, circuit) };
}

/** The same of its pubs. */
export function plannedPubs({ body, pubs }: RuntimeJob, circuit: Circuit): readonly PlannedPub[] {
  const isEstimator = body.program_id === 'estimator';
  return pubs.map(({ samples, circuit: text }, k) => ({
    samples,
    parametric: text.slots.names.length > 0,
    observables: isEstimator
      ? text.observables.map(({ measurement, element }) => ({ measurement, element }))
      : [],
    registers: isEstimator
      ? []
      : text.registers.map(({ measurement, name: register, size }) => ({
          measurement,
          name: register,
          size,
          qubits: measuredQubits(circuit.measurements[measurement]!)
            .map((qubit) => text.finalLayout[qubit]!)
            .toReversed(),
        })),
    circuits: isEstimator ? settingsOf(circuit) : 1,
    shots: shotsOf(body.params.pubs[k]!),
  }));
}

/** Groups of expectations that are measured together. */
export function settingsOf(circuit: Circuit): number {
  const measurements = circuit.measurements.filter(({ kind }) => kind !== 'probabilities');
  const method = { execution: { noise: null }, gradient: 'adjoint' } as const;
  return countCircuits({ ...circuit, measurements }, [], method).values;
}

/** An estimator is told a precision: the standard error of an observable whose values are 1 and -1. */
function shotsOf(pub: RuntimeJob['body']['params']['pubs'][number]): number {
  if (pub.length === 3) return pub[2];
  return Math.ceil(1 / (pub[3] ?? DEFAULT_PRECISION) ** 2);
}

/** What the service itself takes when nobody says. */
const DEFAULT_PRECISION = 1 / 64;
