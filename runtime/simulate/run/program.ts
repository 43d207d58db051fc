import type { KernelNumbers } from '../kernels/kernel.ts';
import { writePasses, writePassGradients } from './evolution.ts';
import type { ProgramContext } from './passes.ts';
import { writeReadouts, writeSeeds } from './readouts.ts';
import { writeStart, writeStartGradients } from './start.ts';
import { writeSubsystemGradients, writeSubsystems } from './subsystems.ts';
import { type Memory, type Trace, traceStates } from './trace.ts';
import { beginningVaries } from './varies.ts';
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
  const begins = beginningVaries(plan);
  writePassGradients(full, trace, memory, begins ? 'varies' : 'stays');
  if (begins) {
    if (plan.subsystems.length > 0) writeSubsystemGradients(full);
    else writeStartGradients(full);
  }
  return full.writer.records;
}

function writeForward(context: ProgramContext, trace: Trace): void {
  if (context.plan.subsystems.length > 0) writeSubsystems(context);
  else writeStart(context);
  writePasses(context, trace);
}
