import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';
import { packagePath } from '../package.ts';
import type { Engine } from './engine.ts';

/** The cores of this computer: a process a command, with one thread each. */
export function localEngine(slots: number = availableParallelism()): Engine {
  return {
    name: 'local',
    slots,
    run: async (words, { signal, onLine }) => {
      const child = spawn(process.execPath, [packagePath('bin/qmm.js'), ...words, '--json'], {
        env: { ...process.env, QMM_THREADS: '1', NO_COLOR: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const stop = (): void => void child.kill('SIGTERM');
      signal.addEventListener('abort', stop);
      const parts: Buffer[] = [];
      child.stdout.on('data', (part: Buffer) => parts.push(part));
      createInterface({ input: child.stderr }).on('line', onLine);
      const code = await new Promise<number | null>((resolve, reject) => {
        child.on('error', reject);
        child.on('close', resolve);
      });
      signal.removeEventListener('abort', stop);
      return { code, document: readDocument(Buffer.concat(parts).toString('utf8')) };
    },
  };
}

function readDocument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
