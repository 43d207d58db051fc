import * as v from 'valibot';
import { flag, oneOf, whole, word } from '../option-values.ts';

/** What `--option` sets of a job for IonQ; names as in its API, v0.4. */
export const ionqOptions = v.strictObject({
  backend: v.exactOptional(word('qpu.forte-1')),
  gateset: v.exactOptional(oneOf(['qis', 'native'])),
  shots: v.exactOptional(whole(1, 1_000_000)),
  name: v.exactOptional(word('my-run')),
  error_mitigation: v.exactOptional(
    v.strictObject({
      /** Symmetrisation over variants of the circuit. */
      debiasing: v.exactOptional(flag()),
    }),
  ),
  /** Of the simulator. */
  noise: v.exactOptional(
    v.strictObject({
      model: v.exactOptional(word('forte-1')),
      seed: v.exactOptional(whole(0)),
    }),
  ),
});

export type IonqOptions = v.InferOutput<typeof ionqOptions>;
