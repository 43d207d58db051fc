import { unzlibSync, zlibSync } from 'fflate';
import { randomStream } from '../../../runtime/data/random.ts';
import { draw, loaded, simulate } from './run-body.ts';

interface Body {
  readonly params: {
    readonly quantum_program: {
      readonly shots: number;
      readonly circuits: { readonly data: readonly string[] };
      readonly items: readonly {
        readonly circuit_arguments: { readonly data: string; readonly shape: readonly number[] };
      }[];
    };
  };
}

/** The same for the program `executor`, schema v2.0: outcomes in bits, the first of a byte in its lowest place. */
export function runExecutorBody(text: string): string {
  const { shots, circuits, items } = (JSON.parse(text) as Body).params.quantum_program;
  const data = items.map(({ circuit_arguments: { data: packed, shape } }, item) => {
    const numbers = float64(unzlibSync(Buffer.from(packed, 'base64')));
    const { circuit, readouts, rows } = loaded(circuits.data[item]!, { shape, values: numbers });
    const [{ register, bits }] = readouts as [(typeof readouts)[number]];
    const chances = simulate(circuit, rows);
    const random = randomStream(7, text);
    const size = 2 ** bits.length;
    const flags: number[] = [];
    for (let shot = 0; shot < rows.count * shots; shot++) {
      const row = Math.floor(shot / shots);
      const outcome = draw(chances.subarray(row * size, (row + 1) * size), random.uniform());
      bits.forEach((_, bit) => flags.push((outcome >> bit) & 1));
    }
    const outer = rows.parametric ? [rows.count] : [];
    return {
      results: {
        [register]: {
          data: Buffer.from(zlibSync(packedBits(flags))).toString('base64'),
          shape: [...outer, shots, bits.length],
          dtype: 'bool',
        },
      },
      metadata: {},
    };
  });
  return JSON.stringify({ schema_version: 'v2.0', data, metadata: { chunk_timing: [] } });
}

function float64(bytes: Uint8Array): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: bytes.length / 8 }, (_, k) => view.getFloat64(8 * k, true));
}

function packedBits(flags: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(flags.length / 8));
  flags.forEach((flag, k) => (bytes[k >> 3]! |= flag << (k & 7)));
  return bytes;
}
