import type { TrainDeclaration } from '../../grammar/tree.ts';
import type { World } from '../1-resolve/world.ts';
import { generatedDevice } from '../targets/generated.ts';
import type { Device } from '../targets/device.ts';
import { callIn, notYetSetting, textArgument, type Reader } from './reader.ts';

/** Edges for `coupled(q)`: those of the run's target among its first qubits. */
export function couplingOf(
  reader: Reader,
  world: World,
  train: TrainDeclaration,
): ((qubits: number) => readonly (readonly [number, number])[]) | null {
  const setting = train.settings?.entries.find(
    (entry) => entry.kind === 'setting' && entry.key.text === 'target',
  );
  if (setting?.kind !== 'setting') return null;
  const name = callIn(setting.value)?.name ?? '';
  const target = world.entry.targets.find((one) => one.name.text === name);
  const coupling = target?.settings?.entries.find(
    (entry) => entry.kind === 'setting' && entry.key.text === 'coupling',
  );
  if (name !== 'simulator' && target === undefined) {
    notYetSetting(reader, setting, `The target \`${name}\``);
  }
  if (
    target?.settings?.entries.some(
      (entry) =>
        entry.kind === 'setting' && entry.key.text !== 'coupling' && entry.key.text !== 'seed',
    )
  ) {
    notYetSetting(reader, setting, 'Training under shots or noise');
  }
  if (coupling?.kind !== 'setting') return null;
  const call = callIn(coupling.value);
  const device = generatedDevice((call && textArgument(call, 'name', 0)) ?? '');
  if (device === undefined) {
    notYetSetting(reader, coupling, 'The coupling of a device of the library');
    return (qubits) => Array.from({ length: qubits - 1 }, (_, a) => [a, a + 1] as const);
  }
  return (qubits) => edgesWithin(device, qubits);
}

function edgesWithin(device: Device, qubits: number): (readonly [number, number])[] {
  const seen = new Set<string>();
  return device.edges.flatMap(({ from: a, to: b }) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    const key = `${low}-${high}`;
    if (high >= qubits || seen.has(key)) return [];
    seen.add(key);
    return [[low, high] as const];
  });
}
