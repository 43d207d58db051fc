import { writeSegmentGradients } from './backward.ts';
import { type ProgramContext, writeDiagonal, writePhaseProduct, writePhases } from './passes.ts';
import { writeRotations } from './rotations.ts';
import type { Memory, Segment, Trace } from './trace.ts';
import { diagonalVaries, passVaries } from './varies.ts';

/** All passes of a plan, after its start. */
export function writePasses(context: ProgramContext, trace: Trace): void {
  for (const segment of trace.segments) {
    const { to } = segment;
    let { from } = segment;
    for (const pass of segment.passes) {
      if (pass.kind === 'rotation') {
        writeRotations(context, pass, { from, to }, 'forward');
      } else if (pass.kind === 'diagonal') {
        writeDiagonal(context, pass.diagonal, { from, to }, 'forward');
      } else {
        writePhaseProduct(context, pass);
        writePhases(context, pass, { from, to }, 'forward');
      }
      from = to;
    }
  }
}

/**
 * Gradients of all passes, which are taken off the adjoint state.
 * @param beginning whether what is before them has gradients too; otherwise the first ones may stay
 */
export function writePassGradients(
  context: ProgramContext,
  trace: Trace,
  memory: Memory,
  beginning: 'varies' | 'stays',
): void {
  const first =
    beginning === 'varies' ? 0 : trace.segments.findIndex((segment) => varies(context, segment));
  if (first < 0) return;
  for (const segment of trace.segments.slice(first).reverse()) {
    writeSegmentGradients(context, segment, memory);
  }
}

function varies({ plan }: ProgramContext, segment: Segment): boolean {
  return segment.passes.some(
    (pass) =>
      passVaries(plan, pass) || (pass.kind === 'rotation' && diagonalVaries(plan, pass.diagonal)),
  );
}
