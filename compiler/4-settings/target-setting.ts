import type { Expression, TrainDeclaration } from '../../grammar/tree.ts';
import type { TargetDeclaration } from '../../grammar/tree.ts';
import { callIn } from './reader.ts';

/** What a declared target says under a key. */
export function targetSetting(
  target: Expression | undefined,
  targets: readonly TargetDeclaration[],
  key: string,
): Expression | undefined {
  const name = target && callIn(target)?.name;
  return settingIn(targets.find((one) => one.name.text === name)?.settings ?? null, key);
}

/** What a block of settings says under a key. */
export function settingIn(
  settings: TrainDeclaration['settings'],
  key: string,
): Expression | undefined {
  const entry = settings?.entries.find((one) => one.kind === 'setting' && one.key.text === key);
  return entry?.kind === 'setting' ? entry.value : undefined;
}
