import type { RotationPass } from '../plan/plan.ts';
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
  const both: readonly StateRef[] = memory === 'reuse' ? ['adjoint', segment.to] : ['adjoint'];
  if (segment.kind === 'diagonals') takeDiagonalsOff(context, segment, both);
  else if (memory === 'reuse') takeRotationsOffBoth(context, segment.pass, segment.to);
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
    writeRotationGradients(context, pass, between, weighted ? 'fused' : 'none');
    if (weighted) return;
  } else {
    writeRotations(context, pass, { from: 'adjoint', to: 'adjoint' }, 'back');
    // The weights want adjoint and state on the same side of the diagonal.
  }
  if (pass.diagonal === null) return;
  writeDiagonal(context, pass.diagonal, { from: 'adjoint', to: 'adjoint' }, 'back');
  if (weighted) writeDiagonalWeights(context, pass.diagonal, states.from);
}

function takeRotationsOffBoth(context: ProgramContext, pass: RotationPass, state: number): void {
  if (rotationsVary(context.plan, pass)) {
    writeRotationGradients(context, pass, { before: state, after: state }, 'none');
  } else {
    writeRotations(context, pass, { from: 'adjoint', to: 'adjoint' }, 'back');
  }
  writeRotations(context, pass, { from: state, to: state }, 'back');
  if (pass.diagonal === null) return;
  if (diagonalVaries(context.plan, pass.diagonal)) {
    writeDiagonalWeights(context, pass.diagonal, state);
  }
  writeDiagonal(context, pass.diagonal, { from: 'adjoint', to: 'adjoint' }, 'back');
  writeDiagonal(context, pass.diagonal, { from: state, to: state }, 'back');
}

/** All gradients first, with adjoint and state after the last diagonal; they are the same on either side of each. */
function takeDiagonalsOff(
  context: ProgramContext,
  segment: Extract<Segment, { kind: 'diagonals' }>,
  states: readonly StateRef[],
): void {
  for (const pass of segment.passes) {
    if (!passVaries(context.plan, pass)) continue;
    if (pass.kind === 'phase') writePhaseGradients(context, pass, segment.to);
    else writeDiagonalWeights(context, pass.diagonal, segment.to);
  }
  for (const pass of segment.passes.toReversed()) {
    if (pass.kind === 'phase') writePhaseProduct(context, pass);
    for (const state of states) {
      if (pass.kind === 'phase') {
        writePhases(context, pass, { from: state, to: state }, 'back');
      } else {
        writeDiagonal(context, pass.diagonal, { from: state, to: state }, 'back');
      }
    }
  }
}
