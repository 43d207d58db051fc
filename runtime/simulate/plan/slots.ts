import { type Form, formText } from './form.ts';
import type { Rate, Slot } from './plan.ts';

export function rateOf(form: Form, sampled: readonly boolean[]): Rate {
  return form.terms.some(({ leaf }) => sampled[leaf]) ? 'sampled' : 'shared';
}

export interface SlotTable {
  readonly list: Slot[];
  index(angle: Form): number;
}

export function slotTable(sampled: readonly boolean[]): SlotTable {
  const list: Slot[] = [];
  const known = new Map<string, number>();
  return {
    list,
    index: (angle) => {
      const key = formText(angle);
      const index = known.get(key) ?? list.push({ angle, rate: rateOf(angle, sampled) }) - 1;
      known.set(key, index);
      return index;
    },
  };
}
