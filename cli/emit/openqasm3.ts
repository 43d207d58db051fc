import {
  bindFile,
  emitOpenqasm3,
  type OpenqasmOptions,
} from '../../compiler/emit/openqasm3/index.ts';
import type { Program } from '../../runtime/program/index.ts';
import { type LeafValues, leafValues } from '../../runtime/predict/index.ts';
import { openTrace } from '../trace-passes.ts';
import { UsageError } from '../exit.ts';
import type { Emit, Emitted, EmitRequest } from './emission.ts';

/** A text for each circuit, and for each sample where features are given; else features stay inputs. */
export const emitOpenqasm: Emit = async (request) => {
  const { program } = request.run;
  if (request.lowering.slots) refuseLostPrograms(request);
  const bound = await boundValues(request);
  const samples = bound && request.features ? bound.ids.keys() : [undefined];
  return [...samples].flatMap((sample) =>
    program.circuits.map((_, circuit) => emitOne(request, circuit, bound, sample)),
  );
};

/** @throws UsageError where slots make no sense or their bind program would be lost */
function refuseLostPrograms({ device, out }: EmitRequest): void {
  if (!device) {
    throw new UsageError('`--slots` leaves angles of a machine open.', 'Name one: `--target fez`.');
  }
  if (out === undefined) {
    throw new UsageError(
      '`--slots` writes a bind program beside the text.',
      'Say where: `--out FILE.qasm`; the program becomes `FILE.qasm.bind.json`.',
    );
  }
}

/** Weights and features of the run's samples; without a run nothing is known. */
async function boundValues(request: EmitRequest): Promise<LeafValues | undefined> {
  const { trained, features, take } = request;
  if (!trained) return undefined;
  const limit = features ? take : 1;
  return leafValues({
    ...trained,
    ...(features?.split === undefined ? {} : { split: features.split }),
    ...(limit === undefined ? {} : { limit }),
  });
}

function emitOne(
  { run: { program }, device, lowering, trace: isTraced }: EmitRequest,
  circuit: number,
  bound: LeafValues | undefined,
  sample: number | undefined,
): Emitted {
  const absent = sample === undefined ? undefined : bound?.absent[sample];
  const trace = device && isTraced ? openTrace(device) : undefined;
  const options: OpenqasmOptions = {
    ...(bound ? { values: valuesOf(program, circuit, bound, sample) } : {}),
    ...(absent ? { present: (modality: string) => !absent.includes(modality) } : {}),
    ...(device
      ? { form: 'isa', target: device, lowering: { ...lowering, observe: trace?.observe } }
      : { form: 'logical' }),
  };
  const { text, stats, slots } = emitOpenqasm3(program, circuit, options);
  const parts = [
    ...(program.circuits.length > 1 ? [`circuit-${circuit + 1}`] : []),
    ...(sample === undefined ? [] : [`sample-${bound?.ids[sample] ?? sample + 1}`]),
  ];
  const beside = slots && [
    { suffix: '.bind.json', text: `${JSON.stringify(bindFile(program, circuit, slots))}\n` },
  ];
  return {
    part: parts.join('-'),
    extension: '.qasm',
    text,
    stats: { ...stats, ...(trace && { passes: trace.passes }) },
    ...(beside && { beside }),
  };
}

/** Without a sample only what all samples share has a value. */
function valuesOf(
  program: Program,
  circuit: number,
  bound: LeafValues,
  sample: number | undefined,
): (number | undefined)[] {
  const { leaves } = program.circuits[circuit]!;
  const values = bound.circuits[circuit]!;
  const row = (sample ?? 0) * leaves.length;
  return leaves.map(({ node }, leaf) => {
    const shared = program.nodes[node]!.rate === 'shared';
    return shared || sample !== undefined ? values[row + leaf] : undefined;
  });
}
