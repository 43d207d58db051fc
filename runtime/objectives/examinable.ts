import { lateBehind } from '../graph/late/index.ts';
import type { Late } from '../graph/solved.ts';
import { guessOf } from '../program/index.ts';
import type { Program } from '../program/index.ts';

/** The Program with those metrics and judged solvers only whose late fits are known. */
export function examinable(program: Program, { fits, solved }: Late): Program {
  const known = (nodes: readonly number[]): boolean =>
    lateBehind(program, nodes).every((node) => fits.has(node) || solved.has(node));
  return {
    ...program,
    metrics: program.metrics.filter(({ inputs }) => known(inputs)),
    judged: program.judged.filter((task) => known([guessOf(task)])),
  };
}
