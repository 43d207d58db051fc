import type { RuntimeJobOptions } from './emit.ts';
import { primitivesIn, type RuntimeSettings } from './options.ts';

type Asked = Omit<RuntimeJobOptions, 'target' | 'samples' | 'lowering' | 'limits'>;

/** What `--option` says, as the options of a job. */
export function jobOptions(settings: RuntimeSettings): Asked {
  const { backend, shots, precision, tags } = settings;
  const { resilience_level: resilienceLevel, max_execution_time: maxExecutionTime } = settings;
  const { private: isPrivate, log_level: logLevel } = settings;
  return {
    ...(backend !== undefined && { backend }),
    ...(shots !== undefined && { shots }),
    ...(precision !== undefined && { precision }),
    ...(resilienceLevel !== undefined && { resilienceLevel }),
    ...(maxExecutionTime !== undefined && { maxExecutionTime }),
    ...(tags !== undefined && { tags }),
    ...(isPrivate !== undefined && { isPrivate }),
    ...(logLevel !== undefined && { logLevel }),
    options: primitivesIn(settings),
  };
}
