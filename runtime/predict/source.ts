import type { RunRecord } from '../checkpoint/files.ts';
import { UserProblem } from '../program/index.ts';
import { renameFiles } from '../program/index.ts';
import type { DataSource, Source } from '../program/index.ts';

/** Where the samples of a command come from. */
export interface ChosenSource {
  readonly source: DataSource;
  readonly base: string;
  /** Other data than the run was trained on. */
  readonly isNew: boolean;
}

/**
 * The run's own data, or other data of the same form.
 * @param base folder that paths of the run's own data are relative to; default: as it was when the run was trained
 * @param data a file to read instead (as the user wrote it), or a whole data source relative to `base`
 */
export function chooseSource(
  record: RunRecord,
  base: string | undefined,
  data: string | DataSource | undefined,
): ChosenSource {
  const own = record.run.data;
  const folder = base ?? record.base;
  if (typeof data === 'object') return { source: data, base: folder, isNew: true };
  if (!own) {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `The run \`${record.name}\` has no data of its own.`,
    });
  }
  if (data === undefined) return { source: own, base: folder, isNew: false };
  const { source } = own;
  if (source.kind === 'synthetic') {
    throw new UserProblem({
      code: 'argument-invalid',
      message: `\`${data}\` cannot replace the data of this run: it is made by \`synthetic("${source.generator}")\`, not read from a file.`,
      help: 'Leave `--data` out.',
    });
  }
  return {
    source: { ...own, source: otherFiles(source, data), take: null },
    base: '',
    isNew: true,
  };
}

/** One file in place of the source's own; a folder, where a source has a file for each field. */
function otherFiles(source: Exclude<Source, { kind: 'synthetic' }>, data: string): Source {
  if (source.kind !== 'aligned') return { ...source, paths: { kind: 'one', path: data } };
  return renameFiles(source, (path) => `${data}/${path.split(/[/\\]/).at(-1)!}`);
}
