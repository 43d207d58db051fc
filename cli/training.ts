import type { TrainRequest, TrainResult } from '../runtime/train/progress.ts';
import { nodeHost } from './host.ts';
import { progressView } from './progress-view.ts';
import type { RunFolder } from './run-folder.ts';
import type { Session } from './session.ts';

/** A training that has ended, or was interrupted. */
export interface Trained extends TrainResult {
  /** Of the `train` declaration. */
  readonly name: string;
  /** Something was kept on disk: always, but for a run that was interrupted before its first epoch. */
  readonly kept: boolean;
}

/** Trains under a progress line and writes the report; a run that never began leaves nothing. */
export async function trainVisibly(
  request: Omit<TrainRequest, 'host' | 'folder' | 'onProgress' | 'signal'>,
  folder: RunFolder,
  signal: AbortSignal,
  session: Session,
): Promise<Trained> {
  const { train } = await import('../runtime/train/index.ts');
  const view = progressView(request.run.name, session);
  const host = nodeHost();
  try {
    const result = await train({
      ...request,
      host,
      folder: folder.path,
      signal,
      onProgress: (progress) => view.show(progress),
    });
    view.end();
    if (result.interrupted) folder.discard();
    else await report(result.folder);
    const kept = host.read(`${result.folder}/checkpoint.json`) !== undefined;
    return { ...result, name: request.run.name, kept };
  } catch (error) {
    view.end();
    folder.discard();
    throw error;
  }
}

async function report(folder: string): Promise<void> {
  const { writeReport } = await import('../runtime/report/index.ts');
  writeReport(folder, nodeHost());
}
