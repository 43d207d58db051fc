import { besidePath } from '../../compiler/index.ts';
import type { Edit } from './rename.ts';
import type { Analysis } from './workspace.ts';

/** The edit that brings a name of another file: into the `use` of that file where there is one, else a line of its own. */
export function importEdit({ path, text, tree }: Analysis, file: string, name: string): Edit {
  const uses = tree.declarations.filter((one) => one.kind === 'use-import');
  const same = uses.find((one) => besidePath(path, one.path) === file);
  const last = same?.imports.at(-1);
  if (last)
    return { at: { file: path, start: last.span.end, end: last.span.end }, text: `, ${name}` };
  const line = `use ${name} from "${relativePath(path, file)}"`;
  const above = uses.at(-1) ?? tree.declarations.find((one) => one.kind === 'use-version');
  if (above) {
    const at = { file: path, start: above.span.end, end: above.span.end };
    return { at, text: `\n${line}` };
  }
  const start = firstCode(text);
  return { at: { file: path, start, end: start }, text: `${line}\n\n` };
}

/** `../parts/layers.qmm`, as `use` writes it in the file `from`. */
function relativePath(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')];
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared++;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
}

/** Behind the comments about the file at its top. */
function firstCode(text: string): number {
  return /^(?:\/\/!.*\n|\s*\n)*/.exec(text)?.[0].length ?? 0;
}
