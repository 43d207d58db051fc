import type { Expression } from '../../grammar/tree.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { ReadOptimizer } from './optimizer.ts';
import { at, wholeSetting, type Reader } from './reader.ts';

/**
 * How many epochs a block trains: what `epochs` says, or `steps` of an optimizer whose step is an epoch. Both say the
 * same thing, so only one of them may; one of the command line wins.
 * @param fallback where neither says it
 */
export function lengthOf(
  reader: Reader,
  entries: ReadonlyMap<string, Expression>,
  { optimizer, steps }: ReadOptimizer,
  fallback: number,
): number {
  const said = wholeSetting(reader, entries, 'epochs', fallback, 1);
  const epochs = entries.get('epochs');
  if (steps === null) return said;
  if (epochs === undefined) return steps;
  const [first, second] = [isOverride(epochs), isOverride(entries.get('optimizer')!)];
  if (first !== second) return first ? said : steps;
  const { kind } = optimizer;
  reader.diagnostics.push(
    diagnose(
      'argument-invalid',
      'given',
      at(reader, epochs),
      {
        message: `\`epochs\` and \`${kind}(steps: ${steps})\` both say how long to train: a step of \`${kind}\` takes the whole training split, so it is an epoch.`,
      },
      { help: 'Leave one of them out.' },
    ),
  );
  return said;
}

/** What `--set` brought in stands nowhere in the file. */
function isOverride({ span }: Expression): boolean {
  return span.end === 0;
}
