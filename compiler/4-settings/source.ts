import type { DataDeclaration, Expression } from '../../grammar/tree.ts';
import type { FilePaths, Source, TableKind } from '../../runtime/program/index.ts';
import { diagnose, replacement } from '../diagnostics/diagnose.ts';
import { readAligned, readPerField } from './aligned.ts';
import { at, numberArgument, numberIn, textArgument, unknownSetting, wrong } from './reader.ts';
import type { CallParts, Reader } from './reader.ts';

export const sourceNames: readonly string[] = [
  'csv',
  'jsonl',
  'parquet',
  'npy',
  'npz',
  'idx',
  'windows',
  'aligned',
  'synthetic',
];

/** Named arguments of a source that are files and not fields. */
export const pathNames: readonly string[] = ['train', 'validate', 'test'];

/** What a `data` is read from or made by; null when it cannot be read (reported). */
export function readSource(
  reader: Reader,
  declaration: DataDeclaration,
  call: CallParts,
): Source | null {
  switch (call.name) {
    case 'synthetic':
      return readSynthetic(reader, declaration, call);
    case 'windows':
      return readWindows(reader, declaration.source, call);
    case 'aligned':
      return readAligned(reader, declaration.source, call);
    case 'idx':
      return readPerField(reader, declaration.source, call, 'idx');
    case 'npy':
      return hasPath(call)
        ? readTables(reader, declaration.source, call, 'npy')
        : readPerField(reader, declaration.source, call, 'npy');
    default:
      return readTables(reader, declaration.source, call, call.name as TableKind);
  }
}

function readTables(
  reader: Reader,
  expression: Expression,
  call: CallParts,
  kind: TableKind,
): Source | null {
  const paths = readPaths(reader, expression, call);
  if (paths !== null) refuseSamePaths(reader, expression, call, paths);
  return paths && { kind, paths };
}

/** One file for two splits: what is learnt from would be tested on. */
function refuseSamePaths(
  reader: Reader,
  expression: Expression,
  call: CallParts,
  paths: FilePaths,
): void {
  if (paths.kind !== 'split') return;
  const { train, validate, test } = paths;
  const twice =
    [validate, test].find((path) => path === train) ?? (validate === test ? test : null);
  if (twice === null) return;
  const [first, second] = pathNames.flatMap((name) => {
    const value = call.named.get(name);
    return value?.kind === 'string' && value.value === twice ? [value] : [];
  });
  if (expression.kind !== 'call' || first === undefined || second === undefined) return;
  const others = expression.arguments
    .filter(({ name }) => name === null || !pathNames.includes(name.text))
    .map(({ span }) => reader.text.slice(span.start, span.end));
  const text = `${call.name}(${[`"${twice}"`, ...others].join(', ')})`;
  reader.diagnostics.push(
    diagnose(
      'split-overlap',
      'given',
      at(reader, second),
      {
        message: `\`${twice}\` is named for two splits, and a sample may stand in one only: a model that has seen the answer repeats it.`,
      },
      {
        label: 'and once more',
        related: [{ at: at(reader, first), label: 'here' }],
        help: 'Name it once, and let `split` divide it.',
        fixes: [replacement(`Write \`${text}\``, at(reader, expression), text)],
      },
    ),
  );
}

function readWindows(reader: Reader, expression: Expression, call: CallParts): Source | null {
  for (const [key, value] of call.named) {
    if (![...pathNames, 'context', 'next'].includes(key))
      unknownSetting(reader, at(reader, value), key, 'windows', ['context', 'next', ...pathNames]);
  }
  const paths = readPaths(reader, expression, call);
  const context = wholeArgument(reader, expression, call, 'context', undefined);
  const next = wholeArgument(reader, expression, call, 'next', 1);
  if (paths === null || context === null || next === null) return null;
  return { kind: 'windows', paths, context, next };
}

function wholeArgument(
  reader: Reader,
  expression: Expression,
  call: CallParts,
  name: string,
  fallback: number | undefined,
): number | null {
  const given = call.named.get(name);
  const value = given === undefined ? fallback : numberIn(given);
  if (value !== undefined && Number.isInteger(value) && value >= 1) return value;
  wrong(reader, given ?? expression, `\`${name}\` of \`windows\``, 'a number of words, at least 1');
  return null;
}

function hasPath(call: CallParts): boolean {
  return call.positional.length > 0 || call.named.has('train');
}

function readPaths(reader: Reader, expression: Expression, call: CallParts): FilePaths | null {
  const path = call.positional[0];
  if (path?.kind === 'string') return { kind: 'one', path: path.value };
  const train = textArgument(call, 'train', -1);
  if (train === undefined) {
    const wanted = 'a path, or paths for `train:`, `validate:` and `test:`';
    wrong(reader, expression, `\`${call.name}\``, wanted);
    return null;
  }
  return {
    kind: 'split',
    train,
    validate: textArgument(call, 'validate', -1) ?? null,
    test: textArgument(call, 'test', -1) ?? null,
  };
}

function readSynthetic(
  reader: Reader,
  declaration: DataDeclaration,
  call: CallParts,
): Source | null {
  const generator = textArgument(call, 'name', 0);
  if (generator === undefined) {
    wrong(
      reader,
      call.positional[0] ?? declaration.source,
      'The first argument of `synthetic`',
      'the name of a source in quotes',
    );
    return null;
  }
  const options: Record<string, number | string | boolean> = {};
  for (const [key, expression] of call.named) {
    if (key === 'samples' || key === 'seed' || key === 'name') continue;
    const value =
      expression.kind === 'string' || expression.kind === 'boolean'
        ? expression.value
        : numberIn(expression);
    if (value === undefined) wrong(reader, expression, `\`${key}\``, 'a number, a text or a bool');
    else options[key] = value;
  }
  return {
    kind: 'synthetic',
    generator,
    samples: numberArgument(call, 'samples', 1, 1000),
    seed: numberArgument(call, 'seed', 2, 0),
    options,
  };
}
