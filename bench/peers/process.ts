import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Answers, Request } from './protocol.ts';
import { readAnswer } from './protocol.ts';

export interface PeerCommand {
  readonly command: string;
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A peer that runs and waits for requests, one at a time. */
export interface PeerProcess {
  /**
   * @throws Error with what the peer says, or that it ended or took longer than `seconds`; then it runs no more
   */
  ask<Asked extends Request>(request: Asked, seconds: number): Promise<Answers[Asked['do']]>;
  /** Has it ended? Then nothing more can be asked. */
  hasEnded(): boolean;
  stop(): void;
}

/** Lines of its error stream that are kept, to say why it ended. */
const KEPT_LINES = 20;

export function startPeer({ command, words, environment }: PeerCommand): PeerProcess {
  const child = spawn(command, words, { env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  let waiting: { answer: (line: string) => void; fail: (error: Error) => void } | undefined;
  let hasEnded = false;
  const end = (why: string): void => {
    hasEnded = true;
    waiting?.fail(new Error(why));
    waiting = undefined;
  };

  createInterface({ input: child.stdout }).on('line', (line) => {
    waiting?.answer(line);
    waiting = undefined;
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (line.trim() !== '') complaints.push(line.trim());
    complaints.splice(0, complaints.length - KEPT_LINES);
  });
  child.on('error', (error) => {
    end(`could not be started: ${error.message}`);
  });
  child.on('exit', (code, signal) => {
    end(`ended (${signal ?? `exit code ${code}`}): ${complaints.at(-1) ?? 'without a word'}`);
  });
  // What is written to a process that has ended is told by its end.
  child.stdin.on('error', () => undefined);
  const stop = (): void => {
    hasEnded = true;
    child.kill('SIGKILL');
  };

  return {
    stop,
    hasEnded: () => hasEnded,
    async ask<Asked extends Request>(request: Asked, seconds: number) {
      if (hasEnded) throw new Error(`has ended: ${complaints.at(-1) ?? 'without a word'}`);
      const line = new Promise<string>((answer, fail) => {
        waiting = { answer, fail };
      });
      const timer = setTimeout(() => {
        end(`not done in ${seconds} s`);
        stop();
      }, seconds * 1000);
      child.stdin.write(`${JSON.stringify(request)}\n`);
      try {
        return readAnswer<Asked['do']>(request.do, await line);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
