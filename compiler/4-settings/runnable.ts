import type { Expression, TargetDeclaration } from '../../grammar/tree.ts';
import { callIn, notYetSetting, unknownName, type Reader } from './reader.ts';

const gradients: readonly string[] = ['adjoint', 'shift', 'spsa'];

/** Settings of a target that training on the exact simulator can do with. */
const harmless: readonly string[] = ['coupling', 'seed'];

/** Says once for a run all that this version cannot train with yet, at its `target`, else at its `gradient`. */
export function requireRunnable(
  reader: Reader,
  entries: ReadonlyMap<string, Expression>,
  targets: readonly TargetDeclaration[],
): void {
  const [target, gradient] = [entries.get('target'), entries.get('gradient')];
  const conditions = target ? conditionsOf(target, targets) : [];
  const method = gradient && methodOf(reader, gradient);
  const place = conditions.length > 0 ? target : gradient;
  if (!place || (conditions.length === 0 && method === undefined)) return;
  const under = conditions.length > 0 ? ` under ${listOf(conditions)}` : '';
  const by = method === undefined ? '' : ` with the gradient \`${method}\``;
  notYetSetting(reader, place, `Training${under}${by}`);
}

function conditionsOf(target: Expression, targets: readonly TargetDeclaration[]): string[] {
  const name = callIn(target)?.name ?? '';
  if (name === 'simulator') return [];
  const declared = targets.find((one) => one.name.text === name);
  if (!declared) return [`the target \`${name}\``];
  return (declared.settings?.entries ?? []).flatMap((entry) =>
    entry.kind === 'setting' && !harmless.includes(entry.key.text) ? [`\`${entry.key.text}\``] : [],
  );
}

/** Undefined for what training does anyway, and for what it never will, which is reported. */
function methodOf(reader: Reader, gradient: Expression): string | undefined {
  const name = callIn(gradient)?.name ?? '';
  if (name === 'adjoint') return undefined;
  if (gradients.includes(name)) return name;
  unknownName(reader, gradient, 'gradient', name, gradients);
  return undefined;
}

function listOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}
