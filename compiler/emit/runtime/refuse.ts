import {
  casesOf,
  conditionBits,
  conditionText,
  UserProblem,
  type Circuit,
  type Condition,
} from '../../../runtime/program/index.ts';
import type { RuntimeOptions } from './options.ts';

/**
 * What IBM's machines do not take of circuits that decide on the way: `if` within `if`, measurements under `if`, and
 * dynamical decoupling beside them (IBM Quantum documentation, "OpenQASM 3 feature table" and "Execute dynamic
 * circuits").
 *
 * @throws UserProblem `target-cannot`
 */
export function refuseBeyondRuntime(
  { gates, bits = [] }: Circuit,
  target: string,
  options: RuntimeOptions,
): void {
  const refuse = (message: string, help: string): never => {
    throw new UserProblem({ code: 'target-cannot', message, help });
  };
  for (const { name, conditions } of gates) {
    if (conditions === undefined) continue;
    const needed = new Set(conditions.flatMap(conditionBits));
    const text = conditions.map((one) => conditionText(one, nameOf)).join(' and ');
    if (needed.size > 1 && !isOneBit(conditions))
      refuse(
        `\`${target}\` takes no \`if\` within another, and \`${text}\` asks for more than one bit.`,
        'Let one bit decide, or run the model on the simulator.',
      );
    if (name === 'measure')
      refuse(
        `\`${target}\` takes no measurement under \`if\`, and one depends on \`${text}\`.`,
        'Measure the qubit whatever the bit is.',
      );
    if (options.dynamical_decoupling?.enable === true)
      refuse(
        `\`${target}\` does no dynamical decoupling in circuits with an \`if\` on a measured bit.`,
        'Leave `dynamical_decoupling` out.',
      );
  }

  function nameOf(bit: number): string {
    return `${bits[bit]!.register}[${bits[bit]!.index}]`;
  }
}

/** Conditions that come down to a single question. */
function isOneBit(conditions: readonly Condition[]): boolean {
  const asked = casesOf(conditions).map((one) => one.map(({ bit }) => bit));
  return new Set(asked.flat()).size <= 1;
}
