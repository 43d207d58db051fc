import { UserProblem } from '../program/index.ts';
import type { Place, RuntimeCode } from '../program/index.ts';
import type { CellPlace } from './table/table.ts';

/** A problem that the row of a table has; the message starts with where it is. */
export function rowProblem(
  code: RuntimeCode,
  place: CellPlace,
  message: string,
  help?: string,
): UserProblem {
  return new UserProblem({
    code,
    message: `${place.words}: ${message}`,
    file: place.file,
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(help === undefined ? {} : { help }),
  });
}

/** A problem that a whole file or data source has. */
export function sourceProblem(
  code: RuntimeCode,
  message: string,
  details: { readonly help?: string; readonly file?: string } = {},
): UserProblem {
  return new UserProblem({ code, message, ...details });
}

/** Runs `work`; a problem that comes out of it without a place in the .qmm source gets this one. */
export function withPlace<T>(place: Place, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UserProblem) || error.details.place !== undefined) throw error;
    throw new UserProblem({ ...error.details, place });
  }
}

/** `a`, `b` and `c`; at most `limit` of them are written out. */
export function listed(names: readonly string[], limit = 12): string {
  const shown = names.slice(0, limit).map((name) => `\`${name}\``);
  const left = names.length - shown.length;
  if (left > 0) return `${shown.join(', ')} and ${left} more`;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)!}`;
}

/** A cell as it is shown in a message: quoted, cut where it is long. */
export function quoted(value: unknown): string {
  const text =
    typeof value === 'number'
      ? String(value)
      : typeof value === 'string'
        ? value
        : JSON.stringify(value);
  return `\`${text.length > 40 ? `${text.slice(0, 37)}...` : text}\``;
}

/** `1 row`, `2 rows`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
