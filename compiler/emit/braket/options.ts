import * as v from 'valibot';
import { whole } from '../option-values.ts';

/** What `--option` sets of a task for Amazon Braket. */
export const braketOptions = v.strictObject({
  /** Of each circuit; 0 for exact values, which simulators tell. */
  shots: v.exactOptional(whole(0)),
});
