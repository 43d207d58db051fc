import type { Output, Program, Side } from '../../../runtime/program/index.ts';
import { behind } from './dependencies.ts';
import { pascalCase, type Identifiers } from './identifiers.ts';

/** A function of the module that compares two samples. */
export interface PairFunction {
  readonly name: string;
  /** Interfaces of what it reads of each sample; the same where it reads the same of both. */
  readonly sides: { readonly left: string; readonly right: string };
  /** The readout that it is, if any. */
  readonly readout: Output | undefined;
  /** The pair node that is its value. */
  readonly root: number;
  /** Nodes of one sample that it reads of each. */
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** What it works out, in order: pairs, and what all samples share. */
  readonly steps: readonly number[];
}

/** Of which of the two samples an input is read; null where the node looks at no two samples by itself. */
export function sideOf({ nodes }: Program, node: number, position: number): Side | null {
  const { operation } = nodes[node]!;
  switch (operation.kind) {
    case 'overlap':
    case 'cosine':
    case 'rbf':
      return (['left', 'right', 'both'] as const)[position]!;
    case 'across':
      return operation.sides[position]!;
    default:
      return null;
  }
}

/** @param ordered all nodes of the module */
export function pairFunction(
  program: Program,
  ordered: readonly number[],
  root: number,
  { word, identifiers }: { readonly word: string; readonly identifiers: Identifiers },
): PairFunction {
  const needed = behind(program, [root]);
  const pairs = ordered.filter((node) => needed.has(node) && program.nodes[node]!.rate === 'pair');
  const read = (side: Side): number[] => {
    const found = pairs.flatMap((node) =>
      program.nodes[node]!.inputs.filter((_, position) => sideOf(program, node, position) === side),
    );
    return ordered.filter((node) => found.includes(node));
  };
  const shared = new Set(
    pairs.flatMap((node) => program.nodes[node]!.inputs).filter((node) => isShared(node)),
  );
  const computed = behind(program, shared);
  const [left, right] = [read('left'), read('right')];
  const title = pascalCase(word);
  const isSame = left.join() === right.join();
  const [leftName, rightName] = isSame
    ? Array<string>(2).fill(identifiers.take(`${title}Side`))
    : [identifiers.take(`${title}Left`), identifiers.take(`${title}Right`)];
  return {
    name: identifiers.take(`${word}Between`),
    sides: { left: leftName!, right: rightName! },
    readout: program.readouts.find(({ node }) => node === root),
    root,
    left,
    right,
    steps: ordered.filter((node) => pairs.includes(node) || (computed.has(node) && isShared(node))),
  };

  function isShared(node: number): boolean {
    return program.nodes[node]!.rate === 'shared';
  }
}

/** Pair nodes that something else than a pair reads: a loss, a solver, or whoever asks for a readout. */
export function pairRoots(program: Program, ordered: readonly number[]): readonly number[] {
  const isPair = (node: number): boolean => program.nodes[node]?.rate === 'pair';
  const asked = ordered.flatMap((index) => {
    const { operation, inputs, rate } = program.nodes[index]!;
    if (operation.kind === 'solve') return operation.kernel ?? [];
    return rate === 'pair' ? [] : inputs.filter(isPair);
  });
  const readouts = program.readouts.map(({ node }) => node).filter(isPair);
  return [...new Set([...readouts, ...asked])];
}
