import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import type { Rule, Source } from './rule.ts';
import { addTraining } from './rules/add-training.ts';
import { callObjective } from './rules/call-objective.ts';
import { changeEncoder } from './rules/change-encoder.ts';
import { changeNumber, changeTwoNumbers } from './rules/change-number.ts';
import { changeRegister } from './rules/change-register.ts';
import { changeType } from './rules/change-type.ts';
import { closeBracket } from './rules/close-bracket.ts';
import { encodeFeatures } from './rules/encode-features.ts';
import { fitPipeline } from './rules/fit-pipeline.ts';
import { flattenPicture } from './rules/flatten-picture.ts';
import { leaveOutLabel } from './rules/leave-out-label.ts';
import { moveToTarget } from './rules/move-to-target.ts';
import { moveToCircuit } from './rules/move-to-circuit.ts';
import { prepareFirst } from './rules/prepare-first.ts';
import { readRegister } from './rules/read-register.ts';
import { regroupOperands } from './rules/regroup-operands.ts';
import { removeArgument } from './rules/remove-argument.ts';
import { renameDuplicate } from './rules/rename-duplicate.ts';
import { renameReserved } from './rules/rename-reserved.ts';
import { settleSize } from './rules/settle-size.ts';
import { swapSizes } from './rules/swap-sizes.ts';
import { unshareCopy } from './rules/unshare-copy.ts';
import { useRange } from './rules/use-range.ts';
import { wholeQuotient } from './rules/whole-quotient.ts';
import { writeOperation } from './rules/write-operation.ts';

/** In this order; all are asked, and each knows what it is for. */
const rules: readonly Rule[] = [
  ...[
    useRange,
    writeOperation,
    closeBracket,
    moveToCircuit,
    moveToTarget,
    renameReserved,
    renameDuplicate,
  ],
  ...[regroupOperands, changeRegister, prepareFirst, encodeFeatures, fitPipeline, flattenPicture],
  ...[leaveOutLabel, callObjective, readRegister, addTraining, unshareCopy, removeArgument],
  ...[settleSize, wholeQuotient, swapSizes, changeNumber, changeEncoder, changeType],
];

const lastRules: readonly Rule[] = [changeTwoNumbers];

/** What was proposed where the error was found, then what the rules propose. */
export function* candidatesFor(diagnostic: Diagnostic, source: Source): Iterable<Fix> {
  yield* diagnostic.fixes;
  for (const rule of rules) yield* rule(diagnostic, source);
}

/** What is proposed only where none of those helps. */
export function* lastCandidatesFor(diagnostic: Diagnostic, source: Source): Iterable<Fix> {
  for (const rule of lastRules) yield* rule(diagnostic, source);
}
