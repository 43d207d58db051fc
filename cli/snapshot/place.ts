import { statSync } from 'node:fs';

/** Where the snapshot of a script lies: beside it, one for each Node, since it is good for no other. */
export function snapshotPath(script: string): string {
  const { size, mtimeMs } = statSync(process.execPath);
  const stamp = `${process.version}-${process.arch}-${size}-${Math.trunc(mtimeMs)}`;
  return script.replace(/\.cjs$/, `-${stamp}.blob`);
}
