import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { snapshotPath } from './place.ts';

/**
 * The program as it is published. `qmm check FILE...` goes on in a process that starts from a snapshot, where there is
 * one; else everything runs here, and a snapshot is made meanwhile for the next time. `QMM_SNAPSHOT=0` does without.
 */
const words = process.argv.slice(2);
const script = fileURLToPath(new URL('./check.cjs', import.meta.url));
const blob = isPlainCheck(words) ? snapshotPath(script) : undefined;
const size = blob === undefined ? undefined : statSync(blob, { throwIfNoEntry: false })?.size;

if (blob !== undefined && size !== undefined && size > 0) await runFrom(blob);
else {
  enableCompileCache();
  await import('../main.ts');
  if (blob !== undefined && size === undefined) await makeLater(blob);
}

/** Nothing but files and `--json`, and nothing that asks Node to start in a way of its own. */
function isPlainCheck([command, ...rest]: readonly string[]): boolean {
  const { NODE_OPTIONS, QMM_SNAPSHOT } = process.env;
  return (
    command === 'check' &&
    rest.some((word) => word !== '--json') &&
    rest.every((word) => word === '--json' || !word.startsWith('-')) &&
    process.execArgv.length === 0 &&
    (NODE_OPTIONS ?? '') === '' &&
    QMM_SNAPSHOT !== '0'
  );
}

async function runFrom(snapshot: string): Promise<void> {
  const own = ['--snapshot-blob', snapshot, ...words];
  // Not on Windows, where a process cannot become another.
  const become = process.platform === 'win32' ? undefined : process.execve?.bind(process);
  if (become) become(process.execPath, [process.execPath, ...own], process.env);
  const { spawnSync } = await import('node:child_process');
  const { status } = spawnSync(process.execPath, own, { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

async function makeLater(snapshot: string): Promise<void> {
  try {
    accessSync(dirname(snapshot), constants.W_OK);
  } catch {
    return; // Installed for all by somebody else.
  }
  const { spawn } = await import('node:child_process');
  const maker = fileURLToPath(new URL('./snapshot-build.js', import.meta.url));
  spawn(process.execPath, [maker, script, snapshot], { detached: true, stdio: 'ignore' }).unref();
}
