import type { DiagonalPass, PhasePass } from '../plan/plan.ts';
import {
  type ProgramContext,
  writeDiagonal,
  writeDiagonalWeights,
  writePhaseGradients,
  writePhaseProduct,
  writePhases,
} from './passes.ts';
import { writeRotationGradients, writeRotationOverlaps, writeRotations } from './rotations.ts';
import type { Memory, Segment } from './trace.ts';
import { diagonalVaries, passVaries, rotationsVary } from './varies.ts';
import type { StateRef } from './writer.ts';

type Rotations = Extract<Segment, { kind: 'rotations' }>;
type Diagonals = Extract<Segment, { kind: 'diagonals' }>;

/**
 * Adds the gradients of a segment and takes it off the adjoint state; with one state for all (`reuse`), off that
 * state too.
 */
export function writeSegmentGradients(
  context: ProgramContext,
  segment: Segment,
  memory: Memory,
): void {
  if (segment.kind === 'rotations') takeRotationsOff(context, segment, memory);
  else if (memory === 'keep') takeDiagonalsOff(context, segment);
  else {
    for (const pass of segment.passes.toReversed()) takeDiagonalOffBoth(context, pass, segment.to);
  }
}

/**
 * All overlaps are taken where the segment ends, since its rotations commute: those of the pass that is taken off
 * first together with that, the others before.
 */
function takeRotationsOff(context: ProgramContext, segment: Rotations, memory: Memory): void {
  const { plan, places } = context;
  const { passes, from, to } = segment;
  const last = passes.at(-1)!;
  const factor = places.factor(memory === 'keep' ? undefined : last);
  for (const pass of passes.slice(0, -1)) {
    if (rotationsVary(plan, pass)) writeRotationOverlaps(context, pass, { after: to, factor });
  }
  const { diagonal } = passes[0]!;
  const weighted = memory === 'keep' && diagonalVaries(plan, diagonal);
  for (const pass of passes.toReversed()) {
    const overlaps = pass === last && rotationsVary(plan, pass) ? 'added' : 'none';
    const before = weighted && pass === passes[0] ? from : null;
    if (overlaps === 'none' && before === null) {
      writeRotations(context, pass, { from: 'adjoint', to: 'adjoint' }, 'inverse');
    } else {
      writeRotationGradients(context, pass, { overlaps, before, after: to, factor });
    }
    if (memory === 'reuse') writeRotations(context, pass, { from: to, to }, 'inverse');
  }
  if (diagonal === null || weighted) return;
  if (memory === 'reuse') takeDiagonalOffBoth(context, { kind: 'diagonal', diagonal }, to);
  else takeOff(context, { kind: 'diagonal', diagonal }, 'adjoint');
}

/** All gradients first, with adjoint and state after the last diagonal; they are the same on either side of each. */
function takeDiagonalsOff(context: ProgramContext, segment: Diagonals): void {
  const { plan, places } = context;
  for (const pass of segment.passes) {
    if (!passVaries(plan, pass)) continue;
    if (pass.kind === 'diagonal') writeDiagonalWeights(context, pass.diagonal, segment.to);
    else writePhaseGradients(context, pass, segment.to, places.factor());
  }
  for (const pass of segment.passes.toReversed()) {
    if (pass.kind === 'phase') writePhaseProduct(context, pass);
    takeOff(context, pass, 'adjoint');
  }
}

function takeDiagonalOffBoth(
  context: ProgramContext,
  pass: DiagonalPass | PhasePass,
  state: number,
): void {
  const varies = passVaries(context.plan, pass);
  if (pass.kind === 'phase') {
    if (varies) writePhaseGradients(context, pass, state, context.places.factor(pass));
    writePhaseProduct(context, pass);
  }
  takeOff(context, pass, 'adjoint');
  takeOff(context, pass, state);
  // Here the adjoint times the state is what it should be: the diagonal has the scale of all that was undone.
  if (varies && pass.kind === 'diagonal') writeDiagonalWeights(context, pass.diagonal, state);
}

function takeOff(context: ProgramContext, pass: DiagonalPass | PhasePass, from: StateRef): void {
  if (pass.kind === 'phase') writePhases(context, pass, { from, to: from }, 'inverse');
  else writeDiagonal(context, pass.diagonal, { from, to: from }, 'inverse');
}
