import type { Analysis, FigureName } from '../runtime/analyse/index.ts';
import { FIGURES } from '../runtime/analyse/figure.ts';
import { UsageError } from './exit.ts';
import { nearest } from './nearest.ts';
import type { Session } from './session.ts';
import { drawTable, shortNumber } from './table.ts';

/**
 * The figures that `--only` names, in the order they are shown; without it all but `noise`, which takes minutes.
 * @throws UsageError for an unknown one, or `noise` of a file
 */
export function chosenFigures(
  only: readonly string[] | undefined,
  isRun: boolean,
): readonly FigureName[] {
  const unknown = only?.find((name) => !FIGURES.some((each) => each === name));
  if (unknown !== undefined) {
    const near = nearest(unknown, FIGURES);
    throw new UsageError(
      `\`--only ${unknown}\` is no figure.`,
      near === undefined ? `They are: ${FIGURES.join(', ')}.` : `Did you mean \`${near}\`?`,
    );
  }
  if (!isRun && only?.includes('noise') === true) {
    throw new UsageError(
      '`--only noise` is about what a trained model scores, and a file has not been trained.',
      'Train it, then: `qmm analyse last --only noise`.',
    );
  }
  return FIGURES.filter((name) => (only ? only.includes(name) : name !== 'noise'));
}

/** For `--json`: each figure by its name, with all that was measured. */
export function analysisFields({ figures, left }: Analysis): Readonly<Record<string, unknown>> {
  return {
    figures: Object.fromEntries(
      figures.map(({ name, meaning, worrying, values }) => [
        name,
        { meaning, worrying, ...values },
      ]),
    ),
    left,
  };
}

/** A table of all numbers, then a sentence for each figure; those to worry about have a mark. */
export function analysisText({ figures, left }: Analysis, { paint }: Session['out']): string {
  const rows = figures.flatMap(({ name, rows }) =>
    rows.map(({ of, what, value }, row) => [row === 0 ? name : '', of, what, shortNumber(value)]),
  );
  const circuits = new Set(rows.map(([, of]) => of).filter((of) => of !== ''));
  const shown = circuits.size > 1 ? rows : rows.map(([name, , ...rest]) => [name!, '', ...rest]);
  const table =
    rows.length === 0 ? '' : drawTable(['figure', 'circuit', '', 'value'], shown, paint);
  const sentences = figures.map(({ name, meaning, worrying }) => {
    const head = worrying ? paint.warning(`! ${name}`) : `  ${name}`;
    return `${head}: ${meaning}\n`;
  });
  const untold = left.map(
    ({ figure, of, reason }) =>
      `  ${figure}${of === '' ? '' : ` of ${of}`} is not told: ${reason}.\n`,
  );
  return [table, sentences.join(''), untold.join('')].filter((part) => part !== '').join('\n');
}
