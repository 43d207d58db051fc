import type { TrainDeclaration } from '../../grammar/tree.ts';
import type { Read } from '../1-resolve/load.ts';
import type { World } from '../1-resolve/world.ts';
import type { CouplingMap } from '../3-elaborate/coupling-map.ts';
import { generatedDevice } from '../targets/generated.ts';
import { regionOf } from '../targets/region.ts';
import { deviceIn } from './devices.ts';
import { callIn, type Reader } from './reader.ts';
import { settingIn, targetSetting } from './target-setting.ts';

/** Edges for `coupled(q)`: those of a run's target, its `coupling` first, else the device it is. */
export function couplingOf(
  reader: Reader,
  world: World,
  train: TrainDeclaration,
  read: Read,
): CouplingMap | null {
  const setting = settingIn(train.settings, 'target');
  if (setting === undefined) return null;
  const coupling = targetSetting(setting, world.entry.targets, 'coupling');
  const name = callIn(setting)?.name ?? '';
  const target = world.entry.targets.find((one) => one.name.text === name);
  const machine =
    coupling ?? (target && callIn(target.source)?.name === 'device' ? target.source : undefined);
  if (machine === undefined) return null;
  // Where the device is none, which was told, any edges keep the rest of the program readable.
  const device = deviceIn(reader, machine, read) ?? generatedDevice('linear:64')!;
  return { device: device.name, region: (qubits) => regionOf(device, qubits) };
}
