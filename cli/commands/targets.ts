import {
  type Device,
  GENERATED_PATTERNS,
  LIBRARY_NAMES,
  libraryDevice,
} from '../../compiler/targets/index.ts';
import { defineCommand } from '../command.ts';
import { nodeHost } from '../host.ts';
import { drawTable } from '../table.ts';
import { resolveTarget } from '../target.ts';

/** A target as programs read it; the keys are those of a device file, and such a file may be made from it. */
interface TargetFields {
  readonly name: string;
  readonly qubits: number;
  readonly basis: readonly string[];
  /** Pairs of qubits that a two-qubit gate can act on; empty where every pair can. */
  readonly edges: readonly (readonly [number, number])[];
  readonly fractional: boolean;
  readonly source: 'simulator' | Device['source'];
}

export const targetsCommand = defineCommand({
  options: (yargs) =>
    yargs.positional('name', {
      type: 'string',
      describe: 'one of them, a shape such as grid:3x4, or the path of a device file',
    }),
  run: async ({ name }, session) => {
    const targets = name === undefined ? await everyTarget() : [await oneTarget(name)];
    const rows = targets.map((target) => [
      target.name,
      String(target.qubits),
      target.edges.length > 0 ? String(target.edges.length) : 'all',
      target.basis.join(' '),
      target.fractional ? 'yes' : '',
      target.source,
    ]);
    const headers = ['name', 'qubits', 'pairs', 'basis', 'any angle', 'source'];
    const table = drawTable(headers, rows, session.out.paint);
    const shapes = `Made to measure: ${GENERATED_PATTERNS.join(', ')}. A device file is given by its path.\n`;
    return { fields: { targets }, text: name === undefined ? `${table}\n${shapes}` : table };
  },
});

async function everyTarget(): Promise<TargetFields[]> {
  const devices = await Promise.all(LIBRARY_NAMES.map((name) => libraryDevice(name)));
  return [simulator(), ...devices.flatMap((device) => (device ? [fieldsOf(device)] : []))];
}

async function oneTarget(name: string): Promise<TargetFields> {
  const target = await resolveTarget(name);
  return target.kind === 'device' ? fieldsOf(target.device) : simulator();
}

function fieldsOf({ name, qubits, basis, edges, fractional, source }: Device): TargetFields {
  const pairs = edges.map(({ from, to }) => [from, to] as const);
  return { name, qubits, basis, edges: pairs, fractional, source };
}

/** As many qubits as one state fits into the memory, at two single-precision numbers an amplitude. */
function simulator(): TargetFields {
  const qubits = Math.floor(Math.log2(nodeHost().memory() / 8));
  return { name: 'simulator', qubits, basis: [], edges: [], fractional: true, source: 'simulator' };
}
