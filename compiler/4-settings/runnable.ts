import type { Expression, TargetDeclaration } from '../../grammar/tree.ts';
import { callIn, notYetSetting, type Reader } from './reader.ts';

/** Settings of a target that training on the simulator can do with. */
const harmless: readonly string[] = ['coupling', 'noise', 'precision', 'seed', 'shots'];

/** Says once for a run all of its target that this version cannot train with yet. */
export function requireRunnable(
  reader: Reader,
  target: Expression | undefined,
  targets: readonly TargetDeclaration[],
): void {
  const conditions = target ? conditionsOf(target, targets) : [];
  if (!target || conditions.length === 0) return;
  notYetSetting(reader, target, `Training under ${listOf(conditions)}`);
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

function listOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}
