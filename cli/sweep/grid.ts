import { UsageError } from '../exit.ts';

/** Values of the settings that a sweep goes through, by setting. */
export type Grid = Readonly<Record<string, readonly string[]>>;

/**
 * `--grid KEY=V1,V2…` as typed; commas inside brackets and strings belong to a value, as in `split=folds(5, group: "a")`.
 * @throws UsageError for anything else
 */
export function parseGrid(given: readonly string[]): Grid {
  const grid: Record<string, readonly string[]> = {};
  for (const text of given) {
    const at = text.indexOf('=');
    const values = at < 1 ? [] : splitValues(text.slice(at + 1));
    if (values.length === 0 || values.includes('')) {
      throw new UsageError(
        `\`--grid ${text}\` is not KEY=V1,V2,….`,
        'For example: `--grid layers=1,2,4`.',
      );
    }
    const key = text.slice(0, at).trim();
    if (key in grid) {
      throw new UsageError(
        `\`--grid\` names \`${key}\` twice.`,
        `Give all its values at once: \`--grid ${key}=${[...grid[key]!, ...values].join(',')}\`.`,
      );
    }
    grid[key] = [...new Set(values)];
  }
  return grid;
}

/** Every choice of one value for each setting; the last setting changes fastest. */
export function pointsOf(grid: Grid): readonly Readonly<Record<string, string>>[] {
  return Object.entries(grid).reduce<Record<string, string>[]>(
    (points, [key, values]) =>
      points.flatMap((point) => values.map((value) => ({ ...point, [key]: value }))),
    [{}],
  );
}

function splitValues(text: string): string[] {
  const values: string[] = [];
  let [depth, isQuoted, start] = [0, false, 0];
  for (let place = 0; place < text.length; place += 1) {
    const character = text.charAt(place);
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    else if (character === ',' && depth === 0) {
      values.push(text.slice(start, place).trim());
      start = place + 1;
    }
  }
  return [...values, text.slice(start).trim()];
}
