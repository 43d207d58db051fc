import type { DiagonalPass, PhasePass, RotationPass } from '../plan/plan.ts';
import {
  type ProgramContext,
  writeDiagonal,
  writeDiagonalWeights,
  writePhaseGradients,
  writePhaseProduct,
  writePhases,
  writeRotationGradients,
  writeRotations,
} from './passes.ts';
import type { Memory, Segment } from './trace.ts';
import { diagonalVaries, passVaries, rotationsVary } from './varies.ts';
import type { StateRef } from './writer.ts';

/**
 * Adds the gradients of a segment and takes it off the adjoint state; with one state for all (`reuse`), off that
 * state too.
 */
export function writeSegmentGradients(
  context: ProgramContext,
  segment: Segment,
  memory: Memory,
): void {
  if (memory === 'reuse') {
    const passes = segment.kind === 'rotation' ? [segment.pass] : segment.passes;
    for (const pass of passes.toReversed()) {
      if (pass.kind === 'rotation') takeRotationsOffBoth(context, pass, segment.to);
      else takeDiagonalOffBoth(context, pass, segment.to);
    }
  } else if (segment.kind === 'diagonals') takeDiagonalsOff(context, segment);
  else takeRotationsOff(context, segment.pass, segment);
}

function takeRotationsOff(
  context: ProgramContext,
  pass: RotationPass,
  states: { readonly from: number; readonly to: number },
): void {
  const weighted = diagonalVaries(context.plan, pass.diagonal);
  if (rotationsVary(context.plan, pass)) {
    const between = { before: states.from, after: states.to };
    const diagonal = weighted ? 'fused' : 'none';
    writeRotationGradients(context, pass, between, { diagonal, factor: context.places.factor() });
    if (weighted) return;
  } else {
    writeRotations(context, pass, { from: 'adjoint', to: 'adjoint' }, 'back');
  }
  if (pass.diagonal === null) return;
  writeDiagonal(context, pass.diagonal, { from: 'adjoint', to: 'adjoint' }, 'back');
  // The weights want adjoint and state on the same side of the diagonal.
  if (weighted) writeDiagonalWeights(context, pass.diagonal, states.from);
}

/** All gradients first, with adjoint and state after the last diagonal; they are the same on either side of each. */
function takeDiagonalsOff(
  context: ProgramContext,
  segment: Extract<Segment, { kind: 'diagonals' }>,
): void {
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

function takeRotationsOffBoth(context: ProgramContext, pass: RotationPass, state: number): void {
  if (rotationsVary(context.plan, pass)) {
    const factor = context.places.factor(pass);
    const between = { before: state, after: state };
    writeRotationGradients(context, pass, between, { diagonal: 'none', factor });
  } else {
    writeRotations(context, pass, { from: 'adjoint', to: 'adjoint' }, 'back');
  }
  writeRotations(context, pass, { from: state, to: state }, 'back');
  if (pass.diagonal === null) return;
  takeDiagonalOffBoth(context, { kind: 'diagonal', diagonal: pass.diagonal }, state);
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
  if (pass.kind === 'phase') writePhases(context, pass, { from, to: from }, 'back');
  else writeDiagonal(context, pass.diagonal, { from, to: from }, 'back');
}
