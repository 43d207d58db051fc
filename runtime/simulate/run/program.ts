import type { KernelNumbers } from '../kernels/kernel.ts';
import { writeSegmentGradients } from './backward.ts';
import { type ProgramContext, writeDiagonal, writePhaseProduct, writePhases } from './passes.ts';
import { writeRotations } from './rotations.ts';
import { writeReadouts, writeSeeds } from './readouts.ts';
import { writeStart, writeStartGradients } from './start.ts';
import { type Memory, type Segment, type Trace, traceStates } from './trace.ts';
import { blockVaries, diagonalVaries, passVaries } from './varies.ts';
import { createWriter, type KernelProgram } from './writer.ts';

type Context = Omit<ProgramContext, 'writer'> & { readonly kernels: KernelNumbers };

/** Start state, passes, readouts. */
export function forwardProgram(context: Context, memory: Memory): KernelProgram {
  const full = { ...context, writer: createWriter(context.layout, context.kernels) };
  const trace = traceStates(context.plan, memory);
  writeForward(full, trace);
  writeReadouts(full, trace.last);
  return full.writer.records;
}

/**
 * From the readouts' weights to all gradients.
 * @param begin whether the states are there from a forward run, or have to be computed first
 */
export function backwardProgram(
  context: Context,
  memory: Memory,
  begin: 'from-states' | 'from-angles',
): KernelProgram {
  const full = { ...context, writer: createWriter(context.layout, context.kernels) };
  const { plan } = context;
  const trace = traceStates(plan, memory);
  if (begin === 'from-angles') writeForward(full, trace);
  writeSeeds(full, trace.last);
  const startVaries = plan.start.some((block) => blockVaries(plan, block));
  const first = startVaries ? 0 : trace.segments.findIndex((segment) => varies(full, segment));
  if (first >= 0) {
    for (const segment of trace.segments.slice(first).reverse()) {
      writeSegmentGradients(full, segment, memory);
    }
  }
  if (startVaries) writeStartGradients(full);
  return full.writer.records;
}

function writeForward(context: ProgramContext, trace: Trace): void {
  writeStart(context);
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

function varies({ plan }: ProgramContext, segment: Segment): boolean {
  return segment.passes.some(
    (pass) =>
      passVaries(plan, pass) || (pass.kind === 'rotation' && diagonalVaries(plan, pass.diagonal)),
  );
}
