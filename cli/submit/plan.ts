import { emitRuntime } from '../../compiler/emit/runtime/index.ts';
import type { Lowering } from '../../compiler/passes/lower.ts';
import { readRunRecord } from '../../runtime/checkpoint/index.ts';
import { jobLimits, type Submission } from '../../runtime/hardware/index.ts';
import { leafValues, requireMeasurable } from '../../runtime/predict/index.ts';
import { UserProblem } from '../../runtime/program/index.ts';
import type { OpenedRun } from '../open-run.ts';
import type { Machine } from './machine.ts';
import { plannedJob, settingsOf } from './planned-job.ts';

export interface PlanRequest {
  readonly opened: OpenedRun;
  /** As typed. */
  readonly target: string;
  readonly machine: Machine;
  readonly split: 'train' | 'validate' | 'test' | undefined;
  /** At most so many samples. */
  readonly take: number | undefined;
  readonly shots: number | undefined;
  /** Standard error of an expectation; default: that of the shots. */
  readonly precision: number | undefined;
  readonly level: 0 | 1 | 2 | undefined;
  /** Take misreadings out of sampled probabilities? */
  readonly mendReadout: boolean;
  /** Makes the tags of this submission its own. */
  readonly nonce: string;
  readonly lowering: Lowering;
}

export interface Plan {
  readonly submission: Submission;
  /** The exact bytes of each job, by its name. */
  readonly bodies: ReadonlyMap<string, string>;
}

const DEFAULT_SHOTS = 4096;

/** Compiles a run's circuits for a machine, on the samples of a split. @throws UserProblem */
export async function planSubmission(request: PlanRequest): Promise<Plan> {
  const { opened, machine, shots = DEFAULT_SHOTS, lowering } = request;
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
  const jobs = program.circuits.flatMap((circuit, index) => {
    const width = circuit.leaves.length;
    const samples = values.ids.map((_, sample) => ({
      values: values.circuits[index]!.subarray(sample * width, (sample + 1) * width),
      present: modalities
        .map(({ name }) => name)
        .filter((name) => !values.absent[sample]!.includes(name)),
    }));
    const emitted = emitRuntime(program, index, {
      target: machine.device,
      backend: machine.backend,
      samples,
      shots,
      precision: request.precision ?? 1 / Math.sqrt(shots),
      resilienceLevel: request.level ?? null,
      limits: jobLimits(settingsOf(circuit), shots),
      lowering,
    });
    return emitted.map((job, part) => {
      const name = `circuit-${index + 1}-${job.body.program_id}-${part + 1}`;
      const tag = `qmm-${request.nonce}-${name}`;
      bodies.set(name, JSON.stringify({ ...job.body, tags: ['qmm', tag] }));
      return { ...plannedJob(job, circuit, index, name), tag };
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
      misreadings: request.mendReadout ? machine.misreadings : null,
      jobs,
    },
  };
}

function nothingToRun(model: string, file: string): UserProblem {
  return new UserProblem({
    code: 'argument-invalid',
    message: `${model} has no circuit, so there is nothing to submit.`,
    help: '`qmm predict` needs no machine.',
    file,
  });
}
