import * as v from 'valibot';
import { type Counts, type Estimate, signMean } from './counts.ts';
import { answerAs, parseAnswer, unreadable } from './parse.ts';

/** What a task of Amazon Braket answers. */
export interface BraketResult {
  /** Qubit of each column of the measurements, which is not always its number. */
  readonly measuredQubits: readonly number[];
  /** Outcomes as texts with the first column on the right; empty without shots. */
  readonly counts: Counts;
  readonly results: readonly BraketValue[];
}

export interface BraketValue {
  readonly type: string;
  /** Letters as the service writes them, lower case; empty where the type has none. */
  readonly observable: readonly string[];
  readonly targets: readonly number[];
  /** Exact where there were no shots; of expectations from shots, worked out from the rotated outcomes. */
  readonly value?: number | readonly number[];
  /** Standard error, from shots. */
  readonly error?: number;
}

const headerSchema = v.object({
  name: v.literal('braket.task_result.gate_model_task_result'),
});
const outcomesSchema = v.array(v.array(v.picklist(['0', '1', 0, 1])));
/** Where it is not cut into several files. */
const setSchema = v.object({
  braketSchemaHeader: v.object({
    name: v.literal('braket.task_result.program_set_task_result'),
  }),
  programResults: v.array(
    v.object({
      executableResults: v.array(
        v.object({ measurements: outcomesSchema, measuredQubits: v.array(v.number()) }),
      ),
    }),
  ),
});
const typeSchema = v.object({
  type: v.string(),
  observable: v.optional(v.array(v.string()), []),
  targets: v.optional(v.array(v.number()), []),
});
const resultSchema = v.object({
  braketSchemaHeader: headerSchema,
  measurements: v.optional(v.nullable(outcomesSchema), []),
  measuredQubits: v.array(v.number()),
  resultTypes: v.optional(
    v.nullable(
      v.array(
        v.union([
          v.object({ type: typeSchema, value: v.union([v.number(), v.array(v.number())]) }),
          typeSchema,
        ]),
      ),
    ),
    [],
  ),
});

/**
 * Reads a gate model task result. With shots, the service gives no values but outcomes that are already rotated into
 * the bases of the observables, so that every letter is read as Z.
 * @throws UserProblem `answer-unreadable`
 */
export function decodeBraketResult(text: string): BraketResult {
  const answer = answerAs(resultSchema, parseAnswer(text));
  const { measuredQubits } = answer;
  const counts = countsOf(answer.measurements ?? [], measuredQubits);
  const results = (answer.resultTypes ?? []).map((entry): BraketValue => {
    if ('value' in entry) return { ...entry.type, value: entry.value };
    return { ...entry, ...estimateOf(entry, counts, measuredQubits) };
  });
  return { measuredQubits, counts, results };
}

/**
 * Reads the result of a task: that of its one program, or one for each execution of its program set.
 * @throws UserProblem `answer-unreadable`
 */
export function decodeBraketTask(
  text: string,
): readonly Pick<BraketResult, 'measuredQubits' | 'counts'>[] {
  const answer = parseAnswer(text);
  if (v.is(v.object({ programResults: v.unknown() }), answer)) {
    return answerAs(setSchema, answer)
      .programResults.flatMap(({ executableResults }) => executableResults)
      .map(({ measurements, measuredQubits }) => ({
        measuredQubits,
        counts: countsOf(measurements, measuredQubits),
      }));
  }
  return [decodeBraketResult(text)];
}

function countsOf(
  shots: v.InferOutput<typeof outcomesSchema>,
  measuredQubits: readonly number[],
): Counts {
  const counts = new Map<string, number>();
  for (const row of shots) {
    if (row.length !== measuredQubits.length) {
      throw unreadable(
        `a shot has ${row.length} bits, and ${measuredQubits.length} qubits are named`,
      );
    }
    const outcome = [...row].reverse().join('');
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return counts;
}

function estimateOf(
  { type, observable, targets }: v.InferOutput<typeof typeSchema>,
  counts: Counts,
  measuredQubits: readonly number[],
): Partial<Estimate> {
  if (type !== 'expectation' || counts.size === 0) return {};
  const bits = targets.flatMap((qubit, k) => {
    if (observable[k] === 'i') return [];
    const column = measuredQubits.indexOf(qubit);
    if (column < 0) throw unreadable(`the qubit ${qubit} of an observable was not measured`);
    return [column];
  });
  return signMean(counts, bits);
}
