import { UserProblem, type Program } from '../../../runtime/program/index.ts';
import type { Device } from '../../targets/device.ts';

/**
 * A machine tells outcomes, and from many of them expectations; never the amplitudes of its state.
 *
 * @throws UserProblem `target-cannot`
 */
export function refuseAmplitudes(
  program: Program,
  circuitIndex: number,
  device: Pick<Device, 'name'>,
): void {
  const { measurements } = program.circuits[circuitIndex]!;
  if (!measurements.some(({ kind }) => kind === 'amplitudes')) return;
  const node = program.nodes.find(
    ({ operation }) => operation.kind === 'circuit' && operation.circuit === circuitIndex,
  );
  const origin = node === undefined ? undefined : program.origins[node.origin];
  throw new UserProblem({
    code: 'target-cannot',
    message: `\`${device.name}\` cannot tell the amplitudes of a state, and the model computes with those of circuit ${circuitIndex + 1}.`,
    help: 'Read expectations or probabilities instead; or train with a `target` that has `noise`, under which `overlap` compares what measurements tell.',
    ...(origin && {
      place: { file: program.sources[origin.file]!, start: origin.start, end: origin.end },
    }),
  });
}
