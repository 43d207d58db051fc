import { spawnSync } from 'node:child_process';
import { renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Makes a snapshot, tries it, and puts it in its place. Run beside the user's work: `node build.js SCRIPT BLOB`. One
 * that cannot be made leaves an empty file, so that nobody tries again.
 */
const [script = '', blob = ''] = process.argv.slice(2);
const LONGEST_MS = 30_000;
const part = `${blob}.${process.pid}.part`;
try {
  const made = node('--snapshot-blob', part, '--build-snapshot', script);
  if (made && node('--snapshot-blob', part, 'check')) renameSync(part, blob);
  else writeFileSync(blob, '');
} finally {
  rmSync(part, { force: true });
}

function node(...words: readonly string[]): boolean {
  const { status } = spawnSync(process.execPath, words, { stdio: 'ignore', timeout: LONGEST_MS });
  return status === 0;
}
