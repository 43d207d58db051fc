import type { Plan } from '../plan/plan.ts';
import { COEFFICIENTS, type Layout, type Place, slotOrder } from './layout.ts';
import { slotVaries } from './varies.ts';

/** Where the numbers of slots, readouts and start blocks are. */
export interface Places {
  /** Cosines and sines of a slot. */
  coefficients(slot: number): Place;
  /** Where a slot's gradient is added; the sink if it has no leaf. */
  gradient(slot: number): Place;
  /** A readout value, counted through all readouts, and the weight it gets in the backward pass. */
  value(index: number): Place;
  weight(index: number): Place;
  amplitudes(first: number): Place;
  amplitudeGradients(first: number): Place;
}

const VECTOR = 16;

export function createPlaces(plan: Plan, layout: Layout): Places {
  const order = slotOrder(plan.slots);
  const { lane } = layout;
  const inLane = (offset: number): Place => ({ offset, base: 'lane' });
  const bySlot = (slot: number, shared: number, sampled: number, size: number): Place =>
    plan.slots[slot]!.rate === 'shared'
      ? { offset: shared + order[slot]! * size, base: 'absolute' }
      : inLane(sampled + order[slot]! * size);
  return {
    coefficients: (slot) =>
      bySlot(slot, layout.sharedCoefficients, lane.coefficients, COEFFICIENTS),
    gradient: (slot) =>
      slotVaries(plan, slot)
        ? bySlot(slot, layout.sharedGradients, lane.gradients, VECTOR)
        : { offset: layout.sink, base: 'absolute' },
    value: (index) => inLane(lane.values + index * VECTOR),
    weight: (index) => inLane(lane.weights + index * VECTOR),
    amplitudes: (first) => inLane(lane.amplitudes + first * VECTOR),
    amplitudeGradients: (first) => inLane(lane.amplitudeGradients + first * VECTOR),
  };
}
