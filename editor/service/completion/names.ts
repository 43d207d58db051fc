import {
  intrinsicParameters,
  knownNames,
  type Binding,
  type Declared,
} from '../../../compiler/index.ts';
import { documentedDeclared } from '../declarations.ts';
import { functionDocs } from '../words/functions.ts';
import { gateDocs } from '../words/gates.ts';
import type { WordDocs } from '../words/word.ts';
import type { Candidate, Place } from './completion.ts';

/** What kind of name a place asks for. */
export type Wish =
  'circuit' | 'function' | 'register' | 'value' | 'size' | 'model' | 'data' | 'run';

/** Names that can be seen from a place and may be what it asks for. */
export function namesInSight(place: Place, wish: Wish): Candidate[] {
  if (wish === 'data' || wish === 'run') return runNames(place, wish);
  return [...localNames(place, wish), ...topNames(place, wish), ...builtinNames(wish)];
}

/** From the innermost body outwards; an inner name hides an outer one. */
function localNames(place: Place, wish: Wish): Candidate[] {
  const seen = new Map<string, Binding>();
  for (const { names } of sightsAround(place)) {
    for (const [name, binding] of names) if (isBefore(place, binding)) seen.set(name, binding);
  }
  return [...seen].flatMap(([label, binding]): Candidate[] => {
    const rank = rankOf(binding, wish);
    if (rank === undefined || label === '') return [];
    return [{ label, kind: binding.kind, ...describe(place, binding), rank }];
  });
}

/** Whether a name is bound before the place, and not only by the statement that is being written there. */
function isBefore({ situation }: Place, { kind, name }: Binding): boolean {
  const ownStatement = ['let', 'param', 'fit', 'readout', 'objective', 'metric'].includes(kind);
  return name.span.start < (ownStatement ? situation.statementStart : situation.word.start);
}

/** Bodies around the place; one whose `}` is missing goes on to where the next declaration begins. */
function sightsAround({ analysis, situation }: Place): ReturnType<typeof analysis.names>['sights'] {
  const offset = situation.word.start;
  const { sights } = analysis.names();
  const { text, tree } = analysis;
  const next = Math.min(
    ...tree.declarations.map(({ span }) => span.start).filter((start) => start > offset),
    text.length,
  );
  return sights.filter(({ span: { start, end } }) => {
    if (start > offset) return false;
    return offset <= end
      ? offset < end || !isClosed(text, end)
      : !isClosed(text, end) && offset <= next;
  });
}

function isClosed(text: string, end: number): boolean {
  return text.charAt(end - 1) === '}';
}

/** How well a local name fits, or undefined where it does not. */
function rankOf({ kind, callee }: Binding, wish: Wish): number | undefined {
  const isRegister = kind === 'register' || kind === 'index' || kind === 'let';
  switch (wish) {
    case 'register':
      return isRegister ? (kind === 'register' ? 0 : 1) : undefined;
    case 'circuit':
    case 'function':
      if (callee) return callee.kind === wish ? 0 : undefined;
      return kind === 'parameter' ? 1 : undefined;
    case 'size':
      return ['size', 'parameter', 'index'].includes(kind) ? 0 : undefined;
    case 'value':
      return 0;
    case 'model':
    case 'data':
    case 'run':
      return undefined;
  }
}

/** The type that the compiler found, or how it is written. */
function describe(
  { analysis }: Place,
  { kind, name }: Binding,
): Pick<Candidate, 'detail' | 'text'> {
  const found = analysis
    .recentFacts()
    .find(({ at, text }) => at.file === analysis.path && text.startsWith(`${name.text}: `));
  const line = analysis.text.slice(name.span.start).split('\n', 1)[0] ?? '';
  const written =
    kind === 'parameter' ? (/^[^,)=]*/.exec(line)?.[0] ?? '') : `${kind} ${name.text}`;
  return { detail: (found?.text ?? written).trim(), text: found?.doc ?? '' };
}

function topNames(place: Place, wish: Wish): Candidate[] {
  const { module, world } = place.analysis;
  const own = [...module.declared, ...module.imported].map((one) => [...one, 0] as const);
  const library = [...world.library].map((one) => [...one, 1] as const);
  return [...own, ...library].flatMap(([label, declared, rank]): Candidate[] => {
    const fits = fit(declared, wish);
    if (fits === undefined || declared.kind === 'failed') return [];
    const doc = documentedDeclared(place.workspace, declared);
    return [
      {
        label,
        kind: declared.kind,
        detail: doc?.header ?? '',
        text: doc?.doc ?? '',
        rank: rank + fits,
      },
    ];
  });
}

function fit({ kind }: Declared, wish: Wish): number | undefined {
  if (wish === 'value') return kind === 'model' ? undefined : kind === 'circuit' ? 2 : 0;
  if (wish === 'size') return kind === 'let' ? 1 : undefined;
  return kind === wish ? 0 : undefined;
}

function builtinNames(wish: Wish): Candidate[] {
  const functions = (rank: number): Candidate[] =>
    knownNames.intrinsics.map((label) => builtin(label, 'intrinsic', functionDocs, rank));
  const gates = (rank: number): Candidate[] =>
    knownNames.circuits.map((label) => builtin(label, 'gate', gateDocs, rank));
  switch (wish) {
    case 'circuit':
      return gates(1);
    case 'function':
      return functions(1).filter(({ label }) => intrinsicParameters(label).length > 0);
    case 'value':
      return [...functions(1), ...gates(3)];
    default:
      return [];
  }
}

function builtin(
  label: string,
  kind: 'intrinsic' | 'gate',
  docs: WordDocs,
  rank: number,
): Candidate {
  return { label, kind, detail: docs[label]?.usage ?? '', text: docs[label]?.text ?? '', rank };
}

function runNames({ analysis: { module } }: Place, wish: 'data' | 'run'): Candidate[] {
  const names =
    wish === 'data'
      ? module.data.map(({ name, doc }) => [name, doc] as const)
      : module.trains.flatMap(({ name, doc }) => (name ? [[name, doc] as const] : []));
  return names.map(([{ text: label }, text]) => ({
    label,
    kind: wish,
    detail: `${wish === 'data' ? 'data' : 'train'} ${label}`,
    text,
    rank: 0,
  }));
}
