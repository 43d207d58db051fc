import type { NoiseModel, TrainSettings } from '../program/index.ts';

/** How circuits were executed and differentiated; nothing of a run that was exact. */
export function executionRows({
  execution,
  gradient,
}: Pick<TrainSettings, 'execution' | 'gradient'>): (readonly [string, string])[] {
  const { shots, noise, seed } = execution;
  return [
    ...(shots === null ? [] : [['shots', `${shots} of each circuit, seed ${seed}`] as const]),
    ...(noise === null ? [] : [['noise', noiseText(noise)] as const]),
    ...(gradient === 'adjoint' ? [] : [['gradient', gradient] as const]),
  ];
}

function noiseText({ gates, readout }: NoiseModel): string {
  const kinds = [...new Set(gates.map(({ channel }) => channel.kind))];
  const parts = [
    ...(gates.length > 0 ? [`${kinds.join(', ')} after gates (${rules(gates.length)})`] : []),
    ...(readout.length > 0 ? [`wrong readings (${rules(readout.length)})`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : 'none that acts';
}

function rules(count: number): string {
  return count === 1 ? '1 rule' : `${count} rules`;
}
