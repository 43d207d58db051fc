import { dirname, resolve } from 'node:path';
import type { Run } from '../../runtime/program/run.ts';
import { chooseTrained, startOf } from '../choose-runs.ts';
import { defineCommand, type Outcome } from '../command.ts';
import { UsageError } from '../exit.ts';
import { interruptible } from '../interrupt.ts';
import { wholeNumber } from '../numbers.ts';
import { readBegun, setPrefix } from '../begun.ts';
import { changeRuns } from '../overrides.ts';
import { nextRunFolder, ownRunFolder, type RunFolder } from '../run-folder.ts';
import type { Session } from '../session.ts';
import { parseSettings, readValidSource, type SourceChanges } from '../source.ts';
import { tellWarnings } from '../warnings.ts';
import { openThreads } from '../threads.ts';
import { type Trained, trainVisibly } from '../training.ts';
import type { TrainingMachine } from '../training-on/open.ts';
import { describeTraining } from '../training-result.ts';

interface TrainArguments {
  readonly file: string | undefined;
  readonly name: string | undefined;
  readonly data: string | undefined;
  readonly seed: string | undefined;
  readonly set: readonly string[] | undefined;
  readonly out: string | undefined;
  readonly resume: string | undefined;
  readonly threads: string | undefined;
  readonly on: string | undefined;
  readonly shots: string | undefined;
  readonly 'dry-run': boolean | undefined;
}

export const trainCommand = defineCommand<TrainArguments>({
  options: (yargs) =>
    yargs
      .positional('file', { type: 'string', describe: '.qmm file; not needed with --resume' })
      .positional('name', { type: 'string', describe: 'one of its `train` declarations' })
      .option('data', {
        type: 'string',
        requiresArg: true,
        describe: 'another table, or its folder',
      })
      .option('seed', { type: 'string', requiresArg: true, describe: 'of weights and shuffling' })
      .option('set', {
        type: 'string',
        array: true,
        nargs: 1,
        describe:
          'KEY=VALUE: a setting of `train` or its data, an argument of the model, or source.KEY of a synthetic source',
      })
      .option('out', { type: 'string', requiresArg: true, describe: 'folder of the run' })
      .option('resume', { type: 'string', requiresArg: true, describe: 'run to go on with' })
      .option('threads', {
        type: 'string',
        requiresArg: true,
        describe: 'cores to use, which changes no result; all that help if left out',
      })
      .option('on', {
        type: 'string',
        requiresArg: true,
        describe:
          "machine that runs the circuits of training steps: ibm:NAME, fake:NAME or aer; scores are the simulator's",
      })
      .option('shots', {
        type: 'string',
        requiresArg: true,
        describe: 'with --on: repetitions of each circuit; those of the target, else 4096',
      })
      .option('dry-run', {
        type: 'boolean',
        describe:
          'with --on: run nothing, and tell jobs, circuits, shots and seconds of the machine',
      }),
  run: (given, session) =>
    given.resume === undefined ? start(given, session) : goOn(given.resume, given, session),
});

async function start(given: TrainArguments, session: Session): Promise<Outcome> {
  const { file, data, seed, on } = given;
  if (file === undefined) throw new UsageError('`qmm train` needs FILE, or `--resume RUN`.');
  const set = parseSettings(given.set ?? []);
  const changes = {
    ...(data === undefined ? {} : { data }),
    ...(seed === undefined ? {} : { seed: wholeNumber('seed', seed) }),
  };
  const pool = openThreads(given.threads);
  const { runs, sources, diagnostics } = await readValidSource(file, {
    set,
    onMachine: onMachine(given),
  });
  if (!session.json) tellWarnings(diagnostics, sources, session);
  const base = resolve(dirname(file));
  const chosen = changeRuns(chooseTrained(runs, file, given.name), changes, base);
  if (on !== undefined && given['dry-run'] === true) return dryOutcome(on, chosen, base, session);
  const overrides = overridesOf(given, set);
  const trained = await interruptible(session, async (signal) => {
    const done: Trained[] = [];
    const machine = on === undefined ? undefined : await openMachineFor(on, chosen, signal);
    for (const run of chosen) {
      const folder = folderOf(run.program.model, run.name, given.out, chosen.length);
      const shared = { base, sources: Object.fromEntries(sources), resume: false, overrides };
      const first = done.find((one) => one.name === startOf(run));
      const started = first ? { startFolder: first.folder } : {};
      const request = { run, ...shared, ...started };
      done.push(await trainVisibly(request, folder, { signal, pool, on: machine }, session));
      if (signal.aborted) break;
    }
    return done;
  });
  const outcome = describeTraining(trained, session.out.paint);
  if (!session.json) return outcome;
  return {
    ...outcome,
    diagnostics: [...diagnostics, ...trained.flatMap(({ remarks }) => remarks.diagnostics)],
    sources: new Map([...sources, ...trained.flatMap(({ remarks }) => [...remarks.sources])]),
  };
}

/** Goes on with a run as it was begun; with a file, only if that still says the same. */
async function goOn(resume: string, given: TrainArguments, session: Session): Promise<Outcome> {
  refuseChanges(given);
  const pool = openThreads(given.threads);
  const { path, request } = await readBegun(resume, given.file);
  const { on } = request.overrides;
  const trained = await interruptible(session, async (signal) => {
    const machine = on === undefined ? undefined : await openMachineFor(on, [request.run], signal);
    return trainVisibly(
      { ...request, resume: true },
      { path, discard: () => undefined },
      { signal, pool, on: machine },
      session,
    );
  });
  return describeTraining([trained], session.out.paint);
}

/** A resumed run is the run that was begun; another one starts afresh. */
function refuseChanges({ data, seed, set, out, name, on, shots }: TrainArguments): void {
  const changes = { data, seed, set, out, on, shots };
  const asked = Object.entries(changes).find(([, value]) => value !== undefined);
  const word = asked ? `--${asked[0]}` : name;
  if (word === undefined) return;
  throw new UsageError(
    `\`--resume\` goes on with a run as it was begun, so \`${word}\` cannot be given.`,
    'Leave it out, or start a new run without `--resume`.',
  );
}

/** One run stands in `--out` itself, several in folders of their names. */
function folderOf(model: string, name: string, out: string | undefined, count: number): RunFolder {
  if (out === undefined) return nextRunFolder(model);
  return ownRunFolder(count === 1 ? out : `${out}/${name}`);
}

/** As typed, to be stored in the run. */
function overridesOf(
  { data, seed, on, shots }: TrainArguments,
  set: Readonly<Record<string, string>>,
): Record<string, string> {
  const settings = Object.entries(set).map(([key, value]) => [setPrefix + key, value]);
  return {
    ...(data === undefined ? {} : { data }),
    ...(seed === undefined ? {} : { seed }),
    ...(on === undefined ? {} : { on }),
    ...(shots === undefined ? {} : { shots }),
    ...Object.fromEntries(settings),
  } as Record<string, string>;
}

/** @throws UsageError for flags of `--on` without it */
function onMachine({ on, shots, ...given }: TrainArguments): SourceChanges['onMachine'] {
  if (on !== undefined) return { shots: shots === undefined ? undefined : countOf(shots) };
  const [flag] = [
    ...(shots === undefined ? [] : ['--shots']),
    ...(given['dry-run'] === true ? ['--dry-run'] : []),
  ];
  if (flag === undefined) return undefined;
  throw new UsageError(
    `\`${flag}\` is about a machine that trains, and no \`--on\` names one.`,
    'For example `--on fake:fez`; `qmm estimate` tells what the simulator takes.',
  );
}

function countOf(shots: string): number {
  const count = wholeNumber('shots', shots);
  if (count > 0) return count;
  throw new UsageError('`--shots 0` leaves nothing to run.', 'Ask for one or more.');
}

async function openMachineFor(
  target: string,
  runs: readonly Run[],
  signal: AbortSignal,
): Promise<TrainingMachine> {
  const { openTrainingMachine } = await import('../training-on/open.ts');
  const { nodeNetwork } = await import('../submit/network.ts');
  return openTrainingMachine(target, runs, nodeNetwork(signal), false);
}

async function dryOutcome(
  target: string,
  runs: readonly Run[],
  base: string,
  session: Session,
): Promise<Outcome> {
  const { planOnMachine } = await import('../training-on/plan.ts');
  return planOnMachine(target, runs, base, session);
}
