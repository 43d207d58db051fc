import { nearest } from '../diagnostics/nearest.ts';
import type { Device } from './device.ts';
import { GENERATED_PATTERNS, generatedDevice } from './generated.ts';
import { LIBRARY_NAMES, libraryDevice } from './library.ts';

export type Target =
  /** Runs exactly, on any number of qubits that the memory holds. */
  | { readonly kind: 'simulator'; readonly name: string }
  | { readonly kind: 'device'; readonly name: string; readonly device: Device }
  /** A name the language knows and this version cannot compile for; a sentence says what to use instead. */
  | {
      readonly kind: 'not-yet';
      readonly name: string;
      readonly message: string;
      readonly help: string;
    }
  | {
      readonly kind: 'unknown';
      readonly name: string;
      readonly message: string;
      readonly help: string;
    };

/** What `--target NAME` or `device("NAME")` means, files and the names that a model declares aside. */
export async function findTarget(name: string): Promise<Target> {
  if (name === 'simulator') return { kind: 'simulator', name };
  const device = generatedDevice(name) ?? (await libraryDevice(name));
  if (device !== undefined) return { kind: 'device', name, device };
  return notYet(name) ?? unknown(name);
}

interface TargetSummary {
  readonly name: string;
  readonly qubits: number;
  readonly basis: readonly string[];
  readonly edges: number;
  readonly fractional: boolean;
  readonly source: 'simulator' | Device['source'];
}

/** The devices of the library, by name. */
export async function listTargets(): Promise<readonly TargetSummary[]> {
  const devices = await Promise.all(LIBRARY_NAMES.map((name) => libraryDevice(name)));
  return devices.flatMap((device) => (device === undefined ? [] : [summarizeDevice(device)]));
}

/** The line that `qmm targets` shows of a device. */
function summarizeDevice(device: Device): TargetSummary {
  const { name, qubits, basis, fractional, source } = device;
  return { name, qubits, basis, edges: device.edges.length, fractional, source };
}

function notYet(name: string): Target | undefined {
  const [kind, rest] = splitOnce(name);
  const message = `The target \`${name}\` cannot be used in this version of qmm.`;
  if (kind === 'ibm' || kind === 'fake') {
    const known = rest.replace(/^(ibm|fake)_/, '');
    const stored = LIBRARY_NAMES.includes(known) ? known : 'fez';
    const help = `\`--target ${stored}\` compiles for the stored copy of that machine.`;
    const runs = `\`qmm submit RUN --target ${name}\` runs jobs on it.`;
    return {
      kind: 'not-yet',
      name,
      message,
      help:
        known === stored
          ? `${help} ${runs}`
          : `The library has stored machines, e.g. \`--target ${stored}\`. ${runs}`,
    };
  }
  if (name === 'aer' || name === 'braket:local') {
    const runs = name === 'aer' ? ' `qmm submit RUN --target aer` runs jobs there.' : '';
    const help = `\`--target simulator\` runs the same circuits exactly.${runs}`;
    return { kind: 'not-yet', name, message, help };
  }
  return undefined;
}

function unknown(name: string): Target {
  const known = [
    'simulator',
    ...LIBRARY_NAMES,
    ...GENERATED_PATTERNS.map((each) => each.split(':')[0]!),
  ];
  const pattern = GENERATED_PATTERNS.find((each) => each.startsWith(`${splitOnce(name)[0]}:`));
  const close = nearest(name, known);
  const message = `There is no target \`${name}\`.`;
  if (pattern !== undefined)
    return {
      kind: 'unknown',
      name,
      message,
      help: `Write \`${pattern}\` with sizes that make a device.`,
    };
  const guess = close === undefined ? '' : `Did you mean \`${close}\`? `;
  return {
    kind: 'unknown',
    name,
    message,
    help: `${guess}\`qmm targets\` lists them; a device file is given by its path.`,
  };
}

function splitOnce(name: string): [kind: string, rest: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? [name, ''] : [name.slice(0, colon), name.slice(colon + 1)];
}
