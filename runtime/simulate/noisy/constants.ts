import type { Vector } from '../wasm/vector.ts';
import { tableEntry } from './kernels/entries.ts';
import type { Range } from './layout.ts';
import type { NoisyPlan, Table } from './plan.ts';
import { type NoisyProgram, type NoisyPrograms, RECORD_LISTS } from './programs.ts';
import { startCount } from './slots.ts';
import { blockBytes, COEFFICIENT, offsetOf, startOffset, strideOf } from './strides.ts';

/** Tables, the list of what is read, and the records, which all batches share. */
export function writeConstants(
  plan: NoisyPlan,
  v: Vector,
  programs: NoisyPrograms,
  memory: WebAssembly.Memory,
): ReadonlyMap<NoisyProgram['forward'], Range> {
  const { layout } = programs;
  if (plan.tables.length > 0) {
    const places = placesOf(plan);
    plan.tables.forEach((table, i) => {
      writeTable(table, v, memory, { address: layout.tables[i]!, places });
    });
  }
  new Int32Array(memory.buffer, layout.list.start).set(
    readIndices(plan).map((index) => offsetOf(index, plan.qubits)),
  );
  plan.start.forEach((one, i) => {
    const offsets = Int32Array.from({ length: startCount(one) }, (_, index) =>
      startOffset(index, one.digit),
    );
    new Int32Array(memory.buffer, layout.starts[i]!.start).set(offsets);
  });
  const addresses = new Map<NoisyProgram['forward'], Range>();
  let next = layout.end;
  for (const name of RECORD_LISTS) {
    for (const words of [programs[name].forward, programs[name].backward]) {
      new Int32Array(memory.buffer, next, words.length).set(words);
      const end = next + 4 * words.length;
      addresses.set(words, { start: next, end });
      next = end;
    }
  }
  return addresses;
}

function writeTable(
  table: Table,
  v: Vector,
  memory: WebAssembly.Memory,
  { address, places }: { readonly address: number; readonly places: Int32Array },
): void {
  const entry = tableEntry(v);
  const offsets = new Int32Array(memory.buffer, address);
  const numbers =
    v.precision === 'f32'
      ? new Float32Array(memory.buffer, address)
      : new Float64Array(memory.buffer, address);
  for (let k = 0; k < places.length; k++) {
    const at = (places[k]! / COEFFICIENT) * entry.bytes;
    offsets[at / 4] = places[table.sources[k]!]!;
    numbers[(at + entry.coefficient) / v.bytes] = table.coefficients[k]!;
  }
}

/** The coefficient that is read for each word and block, in this order. */
function readIndices({ readouts, bits, qubits, last }: NoisyPlan): readonly number[] {
  const blocks = Array.from({ length: 2 ** bits }, (_, block) => block * 4 ** qubits);
  const indices = readouts.words.flatMap((word) => blocks.map((first) => first + word));
  return last === null ? indices : indices.map((index) => last.sources[index]!);
}

/** The offset of each coefficient, digit by digit. */
function placesOf({ qubits, bits }: NoisyPlan): Int32Array {
  const places = new Int32Array(4 ** qubits * 2 ** bits);
  for (let digit = 0, count = 1; digit < qubits; digit++, count *= 4) {
    const stride = strideOf(digit);
    for (let k = count; k < 4 * count; k++) places[k] = places[k - count]! + stride;
  }
  const block = 4 ** qubits;
  const bytes = blockBytes(qubits);
  for (let k = block; k < places.length; k++) places[k] = places[k - block]! + bytes;
  return places;
}
