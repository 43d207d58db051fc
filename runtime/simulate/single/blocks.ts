import type { Plan } from '../plan/plan.ts';
import { readoutSize } from '../plan/plan.ts';
import { operationsOf, slotsOf } from './operations.ts';
import type { Part, PartContext, Setting } from './part.ts';
import { marginalPart, wordsPart } from './parts/bins.ts';
import { diagonalPart } from './parts/diagonal.ts';
import { pauliPart } from './parts/pauli.ts';
import { paritiesPart } from './parts/probabilities.ts';
import { startPart } from './parts/start.ts';
import { turnsPart } from './parts/turns.ts';
import type { PlannedBlock } from './program.ts';
import { readingsOf } from './readings.ts';
import { type ChunkLimits, schedule, type Step } from './schedule.ts';
import { stagesOf } from './stages.ts';

/** All of a plan as parts of blocks. */
export function planBlocks(setting: Setting, limits: ChunkLimits): readonly PlannedBlock[] {
  const { plan, bits, vector } = setting;
  const stages = stagesOf(plan);
  const blocks = schedule(bits, stages, readingsOf(plan), limits);
  const starts = firstValues(plan);
  // From the end, so that each rotation knows which ones are undone before it while their scale is not.
  let later: readonly number[] = [];
  const planned = blocks.toReversed().map(({ coordinates, steps }): PlannedBlock => {
    const context = { setting, coordinates };
    const parts = steps.toReversed().flatMap((step): readonly Part[] => {
      if (step.kind === 'diagonal') {
        const stage = stages[step.stage]!;
        if (stage.holdsScale) later = [];
        return [diagonalPart(context, stage, later)];
      }
      if (step.kind !== 'turns') return [partOf(context, step, starts)];
      return operationsOf(step.turns, coordinates, vector.lanes)
        .toReversed()
        .map((operation) => {
          const part = turnsPart(setting, operation, later);
          if (operation.cosines === 'before') later = [...later, ...slotsOf(operation)];
          return part;
        });
    });
    return { block: { coordinates, steps }, parts: parts.toReversed() };
  });
  return planned.toReversed();
}

function firstValues({ readouts }: Plan): readonly number[] {
  let next = 0;
  return readouts.map((readout) => {
    const first = next;
    next += readoutSize(readout);
    return first;
  });
}

function partOf(
  context: PartContext,
  step: Exclude<Step, { kind: 'diagonal' | 'turns' }>,
  starts: readonly number[],
): Part {
  if (step.kind === 'start') return startPart(context);
  const readout = context.setting.plan.readouts[step.readout]!;
  const first = starts[step.readout]!;
  switch (readout.kind) {
    case 'parities':
      return paritiesPart(context, readout.masks, first);
    case 'marginal':
      return marginalPart(context, readout.masks, first);
    case 'pauli':
      return pauliPart(context, readout, first);
    case 'words': {
      const number = readout.flips.indexOf(step.flip);
      return wordsPart(
        context,
        readout.masks,
        step.flip,
        first + number * 2 ** readout.masks.length,
      );
    }
    case 'amplitudes':
      throw new Error('amplitudes are read from the memory');
  }
}
