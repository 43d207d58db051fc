import type { BinaryOperator, Expression, TargetDeclaration } from '../../grammar/tree.ts';
import type { Read } from '../1-resolve/load.ts';
import type { World } from '../1-resolve/world.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Diagnostic, Location } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { executionOf } from './execution.ts';
import { at, callIn, entriesOf, numberIn, textArgument, type Reader } from './reader.ts';
import { readMitigation, type Mitigation } from './mitigation.ts';
import { targetKeys } from './target-keys.ts';
import { settingIn } from './target-setting.ts';

/** A `target` of the file: the machine it names and the limits it demands. */
export interface DeclaredTarget {
  readonly name: string;
  /** As `--target` would say it: `simulator`, a device of the library, a path. */
  readonly machine: string;
  readonly limits: readonly Limit[];
  /** Of each circuit; null where the target does not say. */
  readonly shots: number | null;
  readonly mitigation: readonly Mitigation[];
}

/** `require two_qubit <= 40` */
export interface Limit {
  readonly quantity: Quantity;
  readonly operator: BinaryOperator;
  readonly value: number;
  readonly at: Location;
}

export type Quantity = (typeof quantities)[number];

const quantities = [
  'qubits',
  'depth',
  'two_qubit',
  'gates',
  'parameters',
  'circuits',
  'shots',
  'bytes',
  'seconds',
] as const;

/** The targets that a file declares. */
export function readTargets(reader: Reader, world: World, read: Read): DeclaredTarget[] {
  return world.entry.targets.flatMap((declaration) => {
    entriesOf(reader, declaration.settings, 'target', targetKeys);
    const { shots } = executionOf(reader, declaration, { read, program: null });
    const machine = machineOf(declaration);
    if (machine === undefined) {
      reader.diagnostics.push(
        diagnose('type-mismatch', 'default', at(reader, declaration.source), {
          what: 'The machine of a `target`',
          found: 'something else',
          wanted: '`simulator`, `device("name")` or `ibm("ibm_name")`',
        }),
      );
      return [];
    }
    const limits = limitsOf(reader, declaration);
    const mitigation = readMitigation(reader, settingIn(declaration.settings, 'mitigation'));
    return [{ name: declaration.name.text, machine, limits, shots, mitigation }];
  });
}

function machineOf({ source }: TargetDeclaration): string | undefined {
  const call = callIn(source);
  if (call?.name === 'simulator') return 'simulator';
  const name = call && textArgument(call, 'name', 0);
  if (call?.name === 'device') return name;
  // The library holds copies of IBM's machines; the machine itself comes with `submit`.
  return call?.name === 'ibm' ? name?.replace(/^ibm_/, '') : undefined;
}

function limitsOf(reader: Reader, declaration: TargetDeclaration): Limit[] {
  return (declaration.settings?.entries ?? []).flatMap((entry) => {
    if (entry.kind !== 'require') return [];
    const limit = limitIn(entry.condition);
    if (limit) return [{ ...limit, at: at(reader, entry) }];
    const name =
      entry.condition.kind === 'binary' ? (callIn(entry.condition.left)?.name ?? '') : '';
    const near = nearest(name, quantities);
    reader.diagnostics.push(
      diagnose(
        'unknown-name',
        'default',
        at(reader, entry.condition),
        { what: 'limit', name },
        {
          help:
            near === undefined
              ? `A target limits ${quantities.join(', ')}: \`require depth <= 60\`.`
              : `Did you mean \`${near}\`?`,
        },
      ),
    );
    return [];
  });
}

function limitIn(condition: Expression): Omit<Limit, 'at'> | undefined {
  if (condition.kind !== 'binary') return undefined;
  const name = callIn(condition.left)?.name;
  const quantity = quantities.find((one) => one === name);
  const value = numberIn(condition.right);
  const compares = ['<', '<=', '>', '>=', '==', '!='].includes(condition.operator);
  return quantity === undefined || value === undefined || !compares
    ? undefined
    : { quantity, operator: condition.operator, value };
}

/**
 * Holds what a compiled circuit costs against a target's limits.
 * @param costs by quantity; a quantity that is not known is not judged
 * @param dearest the sentence that pays most of it, as the source names it
 */
export function checkLimits(
  target: DeclaredTarget,
  costs: Readonly<Partial<Record<Quantity, number>>>,
  dearest: string | undefined,
): Diagnostic[] {
  return target.limits.flatMap(({ quantity, operator, value, at: place }) => {
    const found = costs[quantity];
    if (found === undefined || holds(found, operator, value)) return [];
    return [
      diagnose(
        'target-limit',
        'default',
        place,
        {
          limit: `\`${quantity} ${operator} ${value}\``,
          found: `the compiled circuit needs ${found}`,
        },
        dearest === undefined ? {} : { help: `\`${dearest}\` pays most of it.` },
      ),
    ];
  });
}

function holds(found: number, operator: BinaryOperator, value: number): boolean {
  switch (operator) {
    case '<':
      return found < value;
    case '<=':
      return found <= value;
    case '>':
      return found > value;
    case '>=':
      return found >= value;
    case '==':
      return found === value;
    default:
      return found !== value;
  }
}
