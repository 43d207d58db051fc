import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { withFractionalGates } from '../../compiler/targets/index.ts';
import { readRunRecord } from '../../runtime/checkpoint/index.ts';
import { createJournal } from '../../runtime/hardware/index.ts';
import { defineCommand, type Outcome } from '../command.ts';
import { UsageError } from '../exit.ts';
import { nodeHost } from '../host.ts';
import { loweringOf, type LoweringArguments, loweringOptions } from '../lowering.ts';
import { wholeNumber } from '../numbers.ts';
import { openRun } from '../open-run.ts';
import type { Session } from '../session.ts';
import { carryOutVisibly } from '../submit/carry-out.ts';
import { costOf } from '../submit/cost.ts';
import { nextSubmissionFolder } from '../submit/folder.ts';
import { type Machine, openMachine } from '../submit/machine.ts';
import { sessionMode, withSession } from '../submit/session.ts';
import { type SubmitFlags, submitSettings } from '../submit/settings.ts';
import { nodeNetwork } from '../submit/network.ts';
import { type Plan, planSubmission } from '../submit/plan.ts';
import { dryRemarks, localRemarks } from '../submit/remarks.ts';
import { submitTarget } from '../submit/target.ts';
import { EXTRAPOLATORS, zeroNoise } from '../submit/zero-noise.ts';
import { bytes, drawTable, duration } from '../table.ts';

interface SubmitArguments extends LoweringArguments {
  readonly run: string;
  readonly target: string;
  readonly data: string | undefined;
  readonly split: 'train' | 'validate' | 'test' | undefined;
  readonly take: string | undefined;
  readonly shots: string | undefined;
  readonly precision: string | undefined;
  readonly level: '0' | '1' | '2' | undefined;
  readonly option: readonly string[] | undefined;
  readonly batch: boolean | undefined;
  readonly session: boolean | undefined;
  readonly fractional: boolean | undefined;
  readonly 'mend-readout': boolean | undefined;
  readonly zne: string | undefined;
  readonly extrapolator: (typeof EXTRAPOLATORS)[number] | undefined;
  readonly 'dry-run': boolean | undefined;
  readonly out: string | undefined;
}

export const submitCommand = defineCommand<SubmitArguments>({
  options: (yargs) =>
    loweringOptions(
      yargs
        .positional('run', {
          type: 'string',
          demandOption: true,
          describe: 'run folder, or `last`',
        })
        .option('target', {
          type: 'string',
          requiresArg: true,
          demandOption: true,
          describe:
            'ibm:NAME a machine of IBM; fake:NAME its copy on this computer, with its noise; aer without noise; braket:local Amazon’s simulator on this computer',
        })
        .option('data', { type: 'string', requiresArg: true, describe: 'another table' })
        .option('split', {
          choices: ['train', 'validate', 'test'] as const,
          requiresArg: true,
          describe: 'whose samples; without it the test split',
        })
        .option('take', { type: 'string', requiresArg: true, describe: 'at most so many samples' })
        .option('shots', {
          type: 'string',
          requiresArg: true,
          describe: 'repetitions of each circuit (4096)',
        })
        .option('precision', {
          type: 'string',
          requiresArg: true,
          describe: 'standard error of an expectation, in place of shots',
        })
        .option('level', {
          choices: ['0', '1', '2'] as const,
          requiresArg: true,
          describe:
            'mitigation by the service: 0 none, 1 readout (its default), 2 also extrapolation to no noise',
        })
        .option('option', {
          type: 'string',
          array: true,
          requiresArg: true,
          describe:
            'of the jobs, as in `qmm compile`: twirling.enable_gates=true, max_execution_time=300, program=executor; repeat it for more',
        })
        .option('batch', {
          type: 'boolean',
          describe: 'send the jobs as one batch, whose circuits IBM runs close together',
        })
        .option('session', {
          type: 'boolean',
          conflicts: 'batch',
          describe: 'keep the machine for the jobs, paid by time; not of the open plan',
        })
        .option('fractional', {
          type: 'boolean',
          describe: 'use `rx` and `rzz` of any angle, on machines that have them',
        })
        .option('mend-readout', {
          type: 'boolean',
          describe: 'take misreadings out of sampled probabilities, by the calibration',
        })
        .option('zne', {
          type: 'string',
          requiresArg: true,
          describe:
            'odd numbers, e.g. 1,3,5: do gates on two qubits so often, and extrapolate to no noise; for what the service does not mitigate',
        })
        .option('extrapolator', {
          choices: EXTRAPOLATORS,
          requiresArg: true,
          describe: 'with --zne: the curve to no noise (linear)',
        })
        .option('dry-run', {
          type: 'boolean',
          describe: 'send nothing: the exact bytes on standard output, the cost on standard error',
        })
        .option('out', {
          type: 'string',
          requiresArg: true,
          describe: 'folder of the submission (RUN/hardware/NUMBER); with --dry-run, of the bodies',
        }),
    ),
  run: submit,
});

async function submit(given: SubmitArguments, session: Session): Promise<Outcome> {
  const target = submitTarget(given.target);
  const opened = openRun(given.run, given.data);
  const isDry = given['dry-run'] === true;
  const mode = sessionMode(given, target);
  const settings = submitSettings(flagsOf(given), target);
  const stronger = zeroNoise(given, settings);
  const { program } = readRunRecord(opened.host, opened.folder).run;
  const widest = Math.max(0, ...program.circuits.map(({ qubits }) => qubits.length));
  const network = nodeNetwork(new AbortController().signal);
  const found = await openMachine(target, network, isDry, widest);
  const machine = given.fractional === true ? withFractional(found) : found;
  const plan = await planSubmission({
    opened,
    target: given.target,
    machine,
    split: given.split,
    take: countOf('take', given.take),
    settings,
    mendReadout: given['mend-readout'] === true,
    nonce: randomBytes(6).toString('hex'),
    lowering: loweringOf(given),
    zeroNoise: stronger,
  });
  const remarks = [machine.remark, ...localRemarks(settings, target), ...dryRemarks(mode, isDry)];
  for (const remark of remarks.filter((each) => each !== '')) session.err.write(`${remark}\n`);
  session.err.write(costTable(plan, session));
  if (isDry) return dryOutcome(plan, given.out);
  const { submission, bodies } =
    mode === undefined ? plan : await withSession(plan, mode, machine, network);
  const folder = given.out ?? nextSubmissionFolder(opened.folder);
  const journal = createJournal(opened.host, folder, submission, bodies);
  return carryOutVisibly(journal, opened, session);
}

function withFractional(machine: Machine): Machine {
  return { ...machine, device: withFractionalGates(machine.device) };
}

function flagsOf(given: SubmitArguments): SubmitFlags {
  return {
    shots: countOf('shots', given.shots),
    precision: precisionOf(given.precision),
    level: given.level === undefined ? undefined : (Number(given.level) as 0 | 1 | 2),
    options: given.option ?? [],
  };
}

function costTable({ submission, bodies }: Plan, { err }: Session): string {
  const cost = costOf(submission, bodies);
  const headers = ['samples', 'jobs', 'circuits', 'shots', 'to send', 'of the machine, about'];
  const { ids } = submission;
  const cells = [String(ids.length), cost.jobs, cost.circuits, cost.shots, bytes(cost.bytes)];
  return drawTable(headers, [[...cells.map(String), duration(cost.seconds)]], err.paint);
}

/** Bodies go to files, or a line each to standard output. */
function dryOutcome({ submission, bodies }: Plan, out: string | undefined): Outcome {
  const cost = costOf(submission, bodies);
  const files = [...bodies].map(([name, text]) => {
    if (out === undefined) return { name, text };
    const path = join(out, `${name}.json`);
    nodeHost().write(path, text);
    return { name, out: path };
  });
  const jobs = submission.jobs.map(({ name, program }) => ({ name, program, step: 'planned' }));
  return {
    fields: { jobs, cost, bodies: files },
    text: out === undefined ? [...bodies.values()].join('\n') : '',
  };
}

function countOf(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = wholeNumber(option, text);
  if (count > 0) return count;
  throw new UsageError(`\`--${option} 0\` leaves nothing to run.`, 'Ask for one or more.');
}

function precisionOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const precision = Number(text);
  if (text.trim() !== '' && precision > 0 && precision <= 1) return precision;
  throw new UsageError(
    `\`--precision ${text}\` is no standard error above 0, up to 1.`,
    'For example `--precision 0.02`, which takes 2500 shots.',
  );
}
