import type { Pass, Plan } from '../plan/plan.ts';
import type { Place } from './address.ts';
import { COEFFICIENTS, type Layout, SHARED_COEFFICIENTS, slotOrder } from './layout.ts';
import { slotVaries } from './varies.ts';

/** Where the numbers of slots, readouts and start blocks are. */
export interface Places {
  /** Cosines and sines of a slot. */
  coefficients(slot: number): Place;
  /** Tangents of a shared slot. */
  tangents(slot: number): Place;
  /** What gradients of a pass are multiplied by where states are undone; without a pass, one. */
  factor(pass?: Pass): number;
  /** Where a slot's gradient is added; the sink if it has no leaf. */
  gradient(slot: number): Place;
  /** A readout value, counted through all readouts, and the weight it gets in the backward pass. */
  value(index: number): Place;
  weight(index: number): Place;
  amplitudes(first: number): Place;
  amplitudeGradients(first: number): Place;
}

const VECTOR = 16;

interface Strided {
  readonly start: number;
  readonly stride: number;
}

export function createPlaces(plan: Plan, layout: Layout): Places {
  const order = slotOrder(plan.slots);
  const { lane } = layout;
  const inLane = (offset: number): Place => ({ offset, base: 'lane' });
  const absolute = (offset: number): Place => ({ offset, base: 'absolute' });
  const bySlot = (slot: number, shared: Strided, sampled: Strided): Place =>
    plan.slots[slot]!.rate === 'shared'
      ? absolute(shared.start + order[slot]! * shared.stride)
      : inLane(sampled.start + order[slot]! * sampled.stride);
  const sharedCoefficients = { start: layout.sharedCoefficients, stride: SHARED_COEFFICIENTS };
  const coefficients = { start: lane.coefficients, stride: COEFFICIENTS };
  const sharedGradients = { start: layout.sharedGradients, stride: VECTOR };
  const gradients = { start: lane.gradients, stride: VECTOR };
  return {
    coefficients: (slot) => bySlot(slot, sharedCoefficients, coefficients),
    tangents: (slot) =>
      absolute(layout.sharedCoefficients + order[slot]! * SHARED_COEFFICIENTS + 2 * VECTOR),
    factor: (pass) =>
      layout.factors + (pass === undefined ? 0 : VECTOR * (1 + plan.passes.indexOf(pass))),
    gradient: (slot) =>
      slotVaries(plan, slot) ? bySlot(slot, sharedGradients, gradients) : absolute(layout.sink),
    value: (index) => inLane(lane.values + index * VECTOR),
    weight: (index) => inLane(lane.weights + index * VECTOR),
    amplitudes: (first) => inLane(lane.amplitudes + first * VECTOR),
    amplitudeGradients: (first) => inLane(lane.amplitudeGradients + first * VECTOR),
  };
}
