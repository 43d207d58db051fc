import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/**
 * A process that is told a line and answers with a line, one after the other. It is started when it is first told
 * something, stays for what comes next, and ends with this process, which does not wait for it.
 * @throws what it wrote last, where it ends before it answers
 */
export function openConversation(
  command: string,
  words: readonly string[],
  signal: AbortSignal,
): (line: string) => Promise<string> {
  let child: ChildProcessWithoutNullStreams | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const begin = (): ChildProcessWithoutNullStreams => {
    const begun = spawn(command, words, { signal });
    begun.stdout.setEncoding('utf8');
    begun.stderr.setEncoding('utf8');
    // Whoever waits for an answer is told of its end.
    begun.on('error', () => undefined).on('close', () => (child = undefined));
    begun.stdin.on('error', () => undefined);
    return begun;
  };
  return (line) => {
    const answer = turn.then(() => exchange((child ??= begin()), line));
    turn = answer.catch(() => undefined);
    return answer;
  };
}

function exchange(child: ChildProcessWithoutNullStreams, line: string): Promise<string> {
  hold(child, true);
  return new Promise<string>((resolve, reject) => {
    let out = '';
    let err = '';
    const hear = (text: string): void => {
      out += text;
      const end = out.indexOf('\n');
      if (end >= 0) leave(() => resolve(out.slice(0, end)));
    };
    const overhear = (text: string): void => {
      err += text;
    };
    const end = (code: number | null): void => {
      const last = err.trim().split('\n').at(-1)!;
      const why = last === '' ? `it ended with ${code ?? 'a signal'}` : last;
      leave(() => reject(new Error(why)));
    };
    const fail = (error: Error): void => leave(() => reject(error));
    const leave = (settle: () => void): void => {
      child.stdout.off('data', hear);
      child.stderr.off('data', overhear);
      child.off('close', end).off('error', fail);
      hold(child, false);
      settle();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', overhear);
    child.on('close', end).on('error', fail);
    child.stdin.write(`${line}\n`);
  });
}

/** Does this process live for it? */
function hold(child: ChildProcessWithoutNullStreams, isHeld: boolean): void {
  const parts = [child, ...[child.stdin, child.stdout, child.stderr].map((one) => one as Socket)];
  for (const part of parts) {
    if (isHeld) part.ref();
    else part.unref();
  }
}
