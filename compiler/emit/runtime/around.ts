import type { Device } from '../../targets/device.ts';
import type { RuntimeSettings } from './options.ts';

/** What a job says beside its program, whichever that is; what is not set is left to the service. */
export interface AroundOptions {
  readonly target: Device;
  /** The service's name of the machine; without it `ibm_` and the target's name. */
  readonly backend?: string;
  /** Seconds on the machine after which the service stops the job. */
  readonly maxExecutionTime?: number;
  readonly tags?: readonly string[];
  /** Whether the service hides the job's input and gives its results out once. */
  readonly isPrivate?: boolean;
  readonly logLevel?: NonNullable<RuntimeSettings['log_level']>;
}

/** The same in the words of `POST /jobs`. */
export interface Around {
  readonly backend: string;
  readonly cost?: number;
  readonly tags?: readonly string[];
  readonly private?: true;
  readonly log_level?: string;
}

export function aroundOf({
  target,
  backend = `ibm_${target.name}`,
  maxExecutionTime,
  tags,
  isPrivate,
  logLevel,
}: AroundOptions): Around {
  return {
    backend,
    ...(maxExecutionTime !== undefined && { cost: maxExecutionTime }),
    ...(tags !== undefined && { tags }),
    ...(isPrivate === true && { private: true }),
    ...(logLevel !== undefined && { log_level: logLevel }),
  };
}
