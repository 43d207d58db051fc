import { knownLate, lateNodes, type Program } from '../../runtime/program/index.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.ts';

/**
 * Objectives that something enters which is fitted after training: a solver, or a fit of what training moves.
 * @param at where each objective stands
 */
export function objectivesAfterTraining(
  program: Program,
  at: readonly Location[],
  textAt: (at: Location) => string,
): Diagnostic[] {
  const late = knownLate(program);
  return program.objectives.flatMap(({ node }, index) => {
    if (!late[node]) return [];
    const cause = originOf(program, causeOf(program, node));
    const what = `\`${textAt(cause)}\``;
    return [
      diagnose(
        'fit-after-train',
        'default',
        at[index]!,
        { what },
        {
          related: [{ at: cause, label: 'fitted once training is over' }],
        },
      ),
    ];
  });
}

/** The first thing on the way to a node that is fitted after training. */
function causeOf(program: Program, node: number): number {
  const late = lateNodes(program);
  const behind = new Set<number>();
  const visit = (index: number): void => {
    if (behind.has(index)) return;
    behind.add(index);
    for (const input of program.nodes[index]!.inputs) visit(input);
  };
  visit(node);
  return late.find((each) => behind.has(each))!;
}

function originOf(program: Program, node: number): Location {
  const { file, start, end } = program.origins[program.nodes[node]!.origin]!;
  return { file: program.sources[file]!, start, end };
}
