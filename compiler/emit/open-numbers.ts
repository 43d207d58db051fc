import { UserProblem, type Circuit, type Program } from '../../runtime/program/index.ts';
import { describeLeaf } from './leaf-path.ts';

/**
 * Formats without inputs take numbers only.
 *
 * @param format as a person calls it, e.g. `OpenQASM 2`
 * @throws UserProblem `argument-invalid` where an angle of the circuit is still open
 */
export function refuseOpenNumbers(program: Program, circuit: Circuit, format: string): void {
  const used = circuit.gates.flatMap(({ angles }) => angles.map((index) => circuit.angles[index]!));
  const open = new Set(used.flatMap(({ terms }) => terms.map(({ leaf }) => leaf)));
  const [first] = [...open].sort((a, b) => a - b);
  if (first === undefined) return;
  const { path } = describeLeaf(program, circuit.leaves[first]!);
  const others = open.size === 1 ? '' : ` and ${open.size - 1} more`;
  throw new UserProblem({
    code: 'argument-invalid',
    message: `${format} takes numbers only, and \`${path}\`${others} have none in this circuit.`,
    help: 'Give the numbers of a trained run, or write OpenQASM 3, which leaves them open: `--to openqasm3`.',
  });
}
