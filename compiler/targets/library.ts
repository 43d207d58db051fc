import type { Device } from './device.ts';
import { parseDevice } from './parse.ts';

/** Only the table that is asked for is loaded: all of them are larger than the rest of the compiler's start. */
const TABLES: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>> = {
  aachen: () => import('./library/aachen.json', { with: { type: 'json' } }),
  boston: () => import('./library/boston.json', { with: { type: 'json' } }),
  brisbane: () => import('./library/brisbane.json', { with: { type: 'json' } }),
  fez: () => import('./library/fez.json', { with: { type: 'json' } }),
  hanoi: () => import('./library/hanoi.json', { with: { type: 'json' } }),
  ionq_forte_36: () => import('./library/ionq_forte_36.json', { with: { type: 'json' } }),
  iqm_emerald_54: () => import('./library/iqm_emerald_54.json', { with: { type: 'json' } }),
  iqm_garnet_20: () => import('./library/iqm_garnet_20.json', { with: { type: 'json' } }),
  kingston: () => import('./library/kingston.json', { with: { type: 'json' } }),
  kyiv: () => import('./library/kyiv.json', { with: { type: 'json' } }),
  marrakesh: () => import('./library/marrakesh.json', { with: { type: 'json' } }),
  miami: () => import('./library/miami.json', { with: { type: 'json' } }),
  montreal: () => import('./library/montreal.json', { with: { type: 'json' } }),
  nighthawk: () => import('./library/nighthawk.json', { with: { type: 'json' } }),
  pittsburgh: () => import('./library/pittsburgh.json', { with: { type: 'json' } }),
  rigetti_107: () => import('./library/rigetti_107.json', { with: { type: 'json' } }),
  sherbrooke: () => import('./library/sherbrooke.json', { with: { type: 'json' } }),
  torino: () => import('./library/torino.json', { with: { type: 'json' } }),
};

/** Names of the devices that come with qmm. */
export const LIBRARY_NAMES: readonly string[] = Object.keys(TABLES);

/** Where a source host finds the text of a device of the library; undefined for other names. */
export function libraryDevicePath(name: string): string | undefined {
  return Object.hasOwn(TABLES, name) ? `library:devices/${name}.json` : undefined;
}

/** A device of the library, read from its table. */
export async function libraryDevice(name: string): Promise<Device | undefined> {
  if (!Object.hasOwn(TABLES, name)) return undefined;
  const table = await TABLES[name]!();
  return parseDevice(JSON.stringify(table.default), `${name}.json`, 'library');
}
