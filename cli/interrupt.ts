import type { Session } from './session.ts';
import { exitCode } from './exit.ts';

/** Runs work that the first Ctrl-C asks to end, with what it has; the second ends it at once. */
export async function interruptible<Result>(
  session: Session,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(exitCode.interrupted);
    controller.abort();
    session.err.write('\nStopping after this step; Ctrl-C again to stop at once.\n');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

/** Like `interruptible`, of work that keeps nothing of what it was at: null where it was asked to end. */
export async function unlessInterrupted<Result>(
  session: Session,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | null> {
  return interruptible(session, async (signal) => {
    try {
      return await work(signal);
    } catch (error) {
      if (signal.aborted && error === signal.reason) return null;
      throw error;
    }
  });
}
