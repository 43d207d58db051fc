import * as v from 'valibot';
import type { CircuitDescription } from './description.ts';

/**
 * What a peer does with a circuit:
 * - `forward`: the loss
 * - `step`: the loss and its gradient by the shared leaves
 * - `training`: a step with all that training does around it: rows gathered, optimiser, scores; ours only
 * - `kernels`: what of a step runs in WebAssembly over states; ours only
 */
export type Work = 'forward' | 'step' | 'training' | 'kernels';

/** A circuit, the values of its leaves, and what is asked of it. */
export interface Task {
  readonly circuit: CircuitDescription;
  /** Values of the shared leaves. */
  readonly shared: readonly number[];
  /** For each sample of the batch, values of its own leaves. */
  readonly sampled: readonly (readonly number[])[];
  readonly what: Work;
  readonly threads: number;
  /** Probability of a depolarizing error after each gate on one qubit with an angle; null for a perfect machine. */
  readonly depolarizing: number | null;
}

/** A peer is a process that reads a request a line and answers each with a line, both JSON. */
export type Request =
  | { readonly do: 'hello' }
  /** Makes a task ready and runs it once; the task of before is forgotten. */
  | ({ readonly do: 'open' } & Task)
  /** Runs the open task and tells what came out. */
  | { readonly do: 'evaluate' }
  /** Runs the open task as often as fits into a time, once at least. */
  | { readonly do: 'time'; readonly seconds: number };

const answers = {
  hello: v.object({ versions: v.record(v.string(), v.string()) }),
  open: v.object({ firstSeconds: v.number() }),
  evaluate: v.object({ loss: v.number(), gradient: v.nullable(v.array(v.number())) }),
  time: v.object({ milliseconds: v.number(), calls: v.number() }),
};

export type Answers = {
  readonly [Name in keyof typeof answers]: v.InferOutput<(typeof answers)[Name]>;
};

/** What a peer found: the loss, and the gradient where it was asked for. */
export type Value = Answers['evaluate'];

const failure = v.object({ error: v.string() });

/** @throws Error with what the peer says where it could not, and for a line that is no answer to this request */
export function readAnswer<Name extends Request['do']>(asked: Name, line: string): Answers[Name] {
  const answer: unknown = JSON.parse(line);
  if (v.is(failure, answer)) throw new Error(answer.error);
  // The table's entry for the request says what its answer is.
  return v.parse(answers[asked] as never, answer);
}
