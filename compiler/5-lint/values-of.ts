import type { Program } from '../../runtime/program/index.ts';

/** Between what bounds the values of a node lie. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Bounds that a model declares: those of pictures and sounds, and of what is clipped or scaled. */
export function valuesOf(program: Program, index: number): Bounds | undefined {
  const { operation, inputs } = program.nodes[index]!;
  if (operation.kind === 'input') {
    const type = program.inputs.find(({ name }) => name === operation.name)?.type;
    if (type?.kind === 'image') return { low: 0, high: 1 };
    return type?.kind === 'audio' ? { low: -1, high: 1 } : undefined;
  }
  if (operation.kind === 'reshape' || operation.kind === 'slice')
    return valuesOf(program, inputs[0]!);
  if (operation.kind !== 'clip') return undefined;
  const [low, high] = inputs.slice(1).map((input) => {
    const bound = program.nodes[input]!.operation;
    return bound.kind === 'constant' && bound.values.length === 1 ? bound.values[0] : undefined;
  });
  return low === undefined || high === undefined ? undefined : { low, high };
}
