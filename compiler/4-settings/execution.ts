import type { Expression, TargetDeclaration } from '../../grammar/tree.ts';
import { EXACT, MACHINE_SHOTS, MOST_SHOTS } from '../../runtime/program/index.ts';
import type { Execution, GradientMethod } from '../../runtime/program/index.ts';
import { diagnose, replacement } from '../diagnostics/diagnose.ts';
import { type NoiseContext, readNoise } from './noise.ts';
import { at, callIn, numberIn, unknownName, wholeSetting, wrong, type Reader } from './reader.ts';

/** How the circuits of a run are executed: what its `target` says of shots and noise, exactly without one. */
export function readExecution(
  reader: Reader,
  target: Expression | undefined,
  targets: readonly TargetDeclaration[],
  context: NoiseContext,
): Execution {
  const name = target && callIn(target)?.name;
  const declared = targets.find((one) => one.name.text === name);
  return declared ? executionOf(reader, declared, context) : EXACT;
}

/** A run whose training steps a machine takes. */
export interface OnMachine {
  /** Repetitions of each circuit; undefined for what the target says. */
  readonly shots?: number | undefined;
}

/** A machine gives outcomes, whatever a simulator would. */
export function asMachine(execution: Execution, onMachine: OnMachine | undefined): Execution {
  if (onMachine === undefined) return execution;
  return { ...execution, shots: onMachine.shots ?? execution.shots ?? MACHINE_SHOTS };
}

/** What a target says of how circuits are executed. */
export function executionOf(
  reader: Reader,
  { settings }: TargetDeclaration,
  context: NoiseContext,
): Execution {
  const entries = new Map(
    settings?.entries.flatMap((entry) =>
      entry.kind === 'setting' ? [[entry.key.text, entry.value] as const] : [],
    ),
  );
  return {
    shots: readShots(reader, entries.get('shots')),
    noise: readNoise(reader, entries.get('noise'), context),
    seed: wholeSetting(reader, entries, 'seed', 0, 0),
  };
}

function readShots(reader: Reader, expression: Expression | undefined): number | null {
  if (expression === undefined) return null;
  const shots = numberIn(expression);
  if (shots !== undefined && Number.isInteger(shots) && shots >= 1 && shots <= MOST_SHOTS)
    return shots;
  wrong(reader, expression, '`shots`', `a whole number from 1 to ${MOST_SHOTS}`);
  return null;
}

const methods: readonly GradientMethod[] = ['adjoint', 'shift', 'spsa'];

/**
 * `gradient`: without it, `adjoint` where the state is known, and with shots what a machine can do. The adjoint one
 * with shots is refused.
 */
export function readGradient(
  reader: Reader,
  expression: Expression | undefined,
  { shots }: Execution,
): GradientMethod {
  if (expression === undefined) return shots === null ? 'adjoint' : 'shift';
  const name = callIn(expression)?.name;
  const method = methods.find((one) => one === name);
  if (method === undefined) {
    unknownName(reader, expression, 'gradient', name ?? 'this', methods);
    return 'adjoint';
  }
  if (method === 'adjoint' && shots !== null) noStateLeft(reader, expression, shots);
  return method;
}

function noStateLeft(reader: Reader, expression: Expression, shots: number): void {
  const place = at(reader, expression);
  reader.diagnostics.push(
    diagnose(
      'argument-invalid',
      'given',
      place,
      {
        message: `The gradient \`adjoint\` walks back through the state, and ${shots} shots leave outcomes and no state.`,
      },
      {
        help: '`shift` runs shifted circuits for each angle, `spsa` two for each sample; without `gradient`, it is `shift`.',
        fixes: ['shift', 'spsa'].map((one) => replacement(`Write \`${one}\``, place, one)),
      },
    ),
  );
}
