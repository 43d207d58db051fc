import type { Condition, Gate } from '../../../runtime/program/index.ts';
import { nested, type Nested } from '../../passes/nested.ts';
import { plain, type Line } from '../lines.ts';

/** How one gate is written at some depth. */
type GateCode = (gate: Gate, indent: number) => readonly Line[];

/** Gates under the same condition stand in one block: first what must be present, then what was measured. */
export function gateLines(
  gates: readonly Gate[],
  codeOf: GateCode,
  bitName: (bit: number) => string,
): readonly Line[] {
  const lines: Line[] = [];
  for (const run of presenceRuns(gates)) {
    const { when, origin } = run[0]!;
    when.forEach((modality, depth) => {
      lines.push({ text: `${'  '.repeat(depth + 2)}when('${modality}', () => {`, origin });
    });
    lines.push(...inside(nested(run), codeOf, bitName, 4 + 2 * when.length));
    for (let depth = when.length; depth > 0; depth--)
      lines.push(plain(`${'  '.repeat(depth + 1)}});`));
  }
  return lines;
}

/** Gates in a row that need the same modalities. */
function presenceRuns(gates: readonly Gate[]): readonly Gate[][] {
  const runs: Gate[][] = [];
  for (const gate of gates) {
    const last = runs.at(-1);
    if (last?.[0]!.when.join(' ') === gate.when.join(' ')) last.push(gate);
    else runs.push([gate]);
  }
  return runs;
}

function inside(
  parts: readonly Nested<Gate>[],
  codeOf: GateCode,
  bitName: (bit: number) => string,
  indent: number,
): readonly Line[] {
  const space = ' '.repeat(indent);
  return parts.flatMap((part): readonly Line[] => {
    if (part.kind === 'item') return codeOf(part.item, indent);
    const { origin } = part.first;
    const condition = outcomeCode(part.condition, bitName);
    const block = (inner: readonly Nested<Gate>[], depth: number): readonly Line[] =>
      inside(inner, codeOf, bitName, indent + depth);
    const head = `${space}given(${condition}, () => {`;
    if (part.otherwise.length === 0)
      return [{ text: head, origin }, ...block(part.then, 2), plain(`${space}});`)];
    return [
      { text: `${space}given(`, origin },
      { text: `${space}  ${condition},`, origin },
      plain(`${space}  () => {`),
      ...block(part.then, 4),
      plain(`${space}  },`),
      plain(`${space}  () => {`),
      ...block(part.otherwise, 4),
      plain(`${space}  },`),
      plain(`${space});`),
    ];
  });
}

/** `and(outcome, not(outcome2))` */
function outcomeCode(condition: Condition, bitName: (bit: number) => string): string {
  switch (condition.kind) {
    case 'bit':
      return bitName(condition.bit);
    case 'not':
      return `not(${outcomeCode(condition.of, bitName)})`;
    case 'and':
    case 'or':
    case 'same': {
      const parts = [condition.left, condition.right].map((part) => outcomeCode(part, bitName));
      return `${condition.kind}(${parts.join(', ')})`;
    }
  }
}

/** What of the tools for outcomes these gates need, in the order in which they are asked for. */
export function outcomeTools(gates: readonly Gate[]): readonly string[] {
  const used = new Set<string>();
  const visit = (condition: Condition): void => {
    if (condition.kind === 'bit') return;
    used.add(condition.kind);
    if (condition.kind === 'not') visit(condition.of);
    else [condition.left, condition.right].forEach(visit);
  };
  // What stands behind an opposite is written in the same block, without a `not`.
  const written = (parts: readonly Nested<Gate>[]): void =>
    parts.forEach((part) => {
      if (part.kind === 'item') return;
      visit(part.condition);
      written(part.then);
      written(part.otherwise);
    });
  presenceRuns(gates).forEach((run) => written(nested(run)));
  return [
    ...(gates.some(({ name }) => name === 'measure') ? ['measure'] : []),
    ...(gates.some(({ conditions }) => conditions !== undefined) ? ['given'] : []),
    ...['not', 'and', 'or', 'same'].filter((name) => used.has(name)),
  ];
}
