import type { Schedule } from '../program/index.ts';

/**
 * What the learning rate is multiplied with.
 * @param progress epochs of the stage since the beginning, a fraction within the first one: `epoch + step / steps`
 * @param epochs of the stage in all rounds
 */
export function rateFactor(schedule: Schedule, progress: number, epochs: number): number {
  switch (schedule.kind) {
    case 'constant':
      return 1;
    case 'step':
      return schedule.factor ** Math.floor(progress / schedule.every);
    case 'cosine': {
      const { warmup } = schedule;
      if (progress < warmup) return progress / warmup;
      return (1 + Math.cos((Math.PI * (progress - warmup)) / Math.max(epochs - warmup, 1))) / 2;
    }
  }
}
