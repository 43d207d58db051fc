import type { Lowering } from '../../compiler/passes/lower.ts';
import { readRunRecord } from '../../runtime/checkpoint/index.ts';
import type { Submission } from '../../runtime/hardware/index.ts';
import { leafValues, requireMeasurable } from '../../runtime/predict/index.ts';
import { UserProblem } from '../../runtime/program/index.ts';
import type { OpenedRun } from '../open-run.ts';
import type { Machine } from './machine.ts';
import type { SubmitSettings } from './settings.ts';
import { writeBraket } from './write/braket.ts';
import { writeExecutor } from './write/executor.ts';
import { writePrimitives } from './write/primitives.ts';
import type { WriteRequest, WrittenJob } from './write/written-job.ts';
import type { ZeroNoise } from './zero-noise.ts';

export interface PlanRequest {
  readonly opened: OpenedRun;
  /** As typed. */
  readonly target: string;
  readonly machine: Machine;
  readonly split: 'train' | 'validate' | 'test' | undefined;
  /** At most so many samples. */
  readonly take: number | undefined;
  readonly settings: SubmitSettings;
  /** Take misreadings out of sampled probabilities? */
  readonly mendReadout: boolean;
  /** Makes the tags of this submission its own. */
  readonly nonce: string;
  readonly lowering: Lowering;
  readonly zeroNoise: ZeroNoise | undefined;
}

export interface Plan {
  readonly submission: Submission;
  /** The exact bytes of each job, by its name. */
  readonly bodies: ReadonlyMap<string, string>;
}

/** Compiles a run's circuits for a machine, on the samples of a split. @throws UserProblem */
export async function planSubmission(request: PlanRequest): Promise<Plan> {
  const { opened, machine, settings, lowering } = request;
  const record = readRunRecord(opened.host, opened.folder);
  const { program } = record.run;
  requireMeasurable(program);
  if (program.circuits.length === 0) throw nothingToRun(program.model, opened.folder);
  const values = await leafValues({
    ...opened,
    ...(request.split === undefined ? {} : { split: request.split }),
    ...(request.take === undefined ? {} : { limit: request.take }),
  });
  const modalities = program.inputs.filter(({ role }) => role === 'modality');
  const bodies = new Map<string, string>();
  const { factors } = request.zeroNoise ?? { factors: [1] };
  const jobs = program.circuits.flatMap((circuit, index) => {
    const width = circuit.leaves.length;
    const samples = values.ids.map((_, sample) => ({
      values: values.circuits[index]!.subarray(sample * width, (sample + 1) * width),
      present: modalities
        .map(({ name }) => name)
        .filter((name) => !values.absent[sample]!.includes(name)),
    }));
    return factors.flatMap((noiseFactor) => {
      const stronger = { ...lowering, noiseFactor };
      const asked = { program, circuit: index, samples, machine, settings, lowering: stronger };
      return write(asked).map(({ body, ...job }, part) => {
        const folded = noiseFactor === 1 ? '' : `-noise-${noiseFactor}`;
        const name = `circuit-${index + 1}-${job.program}-${part + 1}${folded}`;
        const tag = `qmm-${request.nonce}-${name}`;
        bodies.set(name, body(tag));
        return { name, circuit: index, ...job, tag, ...(noiseFactor > 1 && { noiseFactor }) };
      });
    });
  });
  return {
    bodies,
    submission: {
      version: 1,
      target: request.target,
      run: record.integrity,
      folder: opened.folder,
      data: opened.data ?? null,
      split: request.split ?? null,
      rows: [...values.rows],
      ids: values.ids,
      session: null,
      misreadings: request.mendReadout ? machine.misreadings : null,
      ...(request.zeroNoise && { zeroNoise: request.zeroNoise.by }),
      jobs,
    },
  };
}

/** The same jobs in a batch or a session of the service. */
export function inSession(
  { submission, bodies }: Plan,
  session: NonNullable<Submission['session']>,
): Plan {
  const named = [...bodies].map(([name, text]) => {
    const body = JSON.parse(text) as object;
    return [name, JSON.stringify({ ...body, session_id: session.id })] as const;
  });
  return { submission: { ...submission, session }, bodies: new Map(named) };
}

function write(request: WriteRequest): readonly WrittenJob[] {
  switch (request.settings.writer) {
    case 'primitives':
      return writePrimitives(request);
    case 'executor':
      return writeExecutor(request);
    case 'braket':
      return writeBraket(request);
  }
}

function nothingToRun(model: string, file: string): UserProblem {
  return new UserProblem({
    code: 'argument-invalid',
    message: `${model} has no circuit, so there is nothing to submit.`,
    help: '`qmm predict` needs no machine.',
    file,
  });
}
