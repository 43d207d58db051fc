import type { Progress, TrainRequest, TrainResult } from '../runtime/train/progress.ts';
import type { Pool } from '../runtime/threads/pool.ts';
import { nodeHost } from './host.ts';
import { withLock } from './lock.ts';
import { openRemarks, type Remarks } from './remarks.ts';
import { tellWarnings } from './warnings.ts';
import { progressView } from './progress-view.ts';
import type { RunFolder } from './run-folder.ts';
import type { JobEvent } from '../runtime/hardware/index.ts';
import type { Session } from './session.ts';
import { bytes, duration } from './table.ts';
import type { MachineUse, TrainingMachine } from './training-on/open.ts';
import { costText, eventText } from './training-on/tell.ts';
import { type TruncationWatch, watchTruncation } from './truncation.ts';

/** A training that has ended, or was interrupted. */
export interface Trained extends TrainResult {
  /** Of the `train` declaration. */
  readonly name: string;
  /** Something was kept on disk: always, but for a run that was interrupted before it began. */
  readonly kept: boolean;
  readonly remarks: Remarks;
  readonly truncation: TruncationWatch;
  /** Of a training on a machine. */
  readonly machine?: { readonly target: string; readonly use: MachineUse };
}

interface TrainingMeans {
  readonly signal: AbortSignal;
  readonly pool: Pool;
  /** What takes the training steps; default: the simulator. */
  readonly on?: TrainingMachine | undefined;
}

/** Trains under a progress line and writes the report; a run that never began leaves nothing. */
export async function trainVisibly(
  request: Omit<
    TrainRequest,
    'host' | 'folder' | 'onProgress' | 'onWarning' | 'onTruncation' | 'signal' | 'measure'
  >,
  folder: RunFolder,
  { signal, pool, on }: TrainingMeans,
  session: Session,
): Promise<Trained> {
  const { train } = await import('../runtime/train/index.ts');
  const { name } = request.run;
  const view = progressView(name, session);
  const host = { ...nodeHost(), pool };
  const remarks = await openRemarks();
  const truncation = watchTruncation();
  const onEvent = (place: string, event: JobEvent): void => view.note(eventText(place, event));
  const measured = on?.measureFor(request.run, folder.path, host, onEvent);
  try {
    const prediction = on ? planText(on, request) : await predictCost(request);
    const once = onceReadingIsOver(() => {
      view.end();
      if (!session.json) tellWarnings(remarks.diagnostics, remarks.sources, session);
      session.err.write(`${name}  ${prediction}\n`);
    });
    const onProgress = (progress: Progress): void => {
      once(progress);
      view.show(progress);
    };
    const trainIt = (): Promise<TrainResult> =>
      train({
        ...request,
        host,
        folder: folder.path,
        signal,
        onProgress,
        onWarning: (warning) => remarks.add(warning),
        onTruncation: truncation.onTruncation,
        measure: measured?.measure,
      });
    const result = await (on ? withTrainingLock(folder.path, trainIt) : trainIt());
    view.end();
    if (result.interrupted) folder.discard();
    else await report(result.folder);
    const kept = host.read(`${result.folder}/checkpoint.json`) !== undefined;
    const machine = on && measured ? { machine: { target: on.target, use: measured.used() } } : {};
    return { ...result, name, kept, remarks, truncation, ...machine };
  } catch (error) {
    view.end();
    folder.discard();
    if (on && host.list(`${folder.path}/steps`).length > 0) {
      session.err.write(
        `What was measured is kept; \`qmm train --resume ${folder.path}\` goes on from there.\n`,
      );
    }
    throw error;
  }
}

/** Two processes that train one run on a machine would both pay for it. */
function withTrainingLock<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const help = 'Wait for it, or end it; `qmm train --resume` goes on then.';
  return withLock(`${folder}/steps`, { what: 'training', help }, work);
}

function planText(on: TrainingMachine, { run, base }: Pick<TrainRequest, 'run' | 'base'>): string {
  const cost = on.costOf(run, base);
  return cost === null ? `on ${on.target}` : costText(on.target, cost, run.train!.execution.shots!);
}

/**
 * What the run will take, in words.
 *
 * @throws UserProblem where this machine cannot hold it
 */
async function predictCost({ run, base }: Pick<TrainRequest, 'run' | 'base'>): Promise<string> {
  const { estimateCost, refuseBeyondMachine } = await import('../runtime/estimate/index.ts');
  const host = nodeHost();
  const cost = estimateCost(run, base, host, 'planned');
  refuseBeyondMachine(run, cost, host);
  const time = cost.seconds === null ? '' : `, about ${duration(cost.seconds)} for the circuits`;
  return `${bytes(cost.bytes)} of memory${time}`;
}

/** What is wrong with the data should be all there is to read, so other news wait for it. */
function onceReadingIsOver(tell: () => void): (progress: Progress) => void {
  let told = false;
  return ({ phase }) => {
    if (told || phase === 'read') return;
    told = true;
    tell();
  };
}

async function report(folder: string): Promise<void> {
  const { writeReport } = await import('../runtime/report/index.ts');
  writeReport(folder, nodeHost());
}
