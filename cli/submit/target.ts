import { UsageError } from '../exit.ts';

/** Where a run can be submitted to. */
export interface SubmitTarget {
  readonly kind: 'ibm' | 'fake' | 'aer' | 'braket';
  /** Without `ibm_` or `fake_`. */
  readonly name: string;
}

/** Does it name what runs jobs, as far as one can see? */
export function runsJobs(text: string): boolean {
  return text === 'aer' || /^(ibm|fake):/.test(text);
}

/** @throws UsageError for what is no such target */
export function submitTarget(text: string): SubmitTarget {
  if (text === 'aer') return { kind: 'aer', name: 'aer' };
  if (text === 'braket:local') return { kind: 'braket', name: 'local' };
  const [, kind, name] = /^(ibm|fake):(?:ibm_|fake_)?([a-z0-9_]+)$/.exec(text) ?? [];
  if ((kind === 'ibm' || kind === 'fake') && name !== undefined) return { kind, name };
  const help = /^[a-z]+$/.test(text)
    ? `\`--target ibm:${text}\` is the machine, \`--target fake:${text}\` its copy on this computer.`
    : 'It takes `ibm:NAME`, `fake:NAME`, `aer` or `braket:local`; `qmm compile --to runtime` writes for any other.';
  throw new UsageError(`\`--target ${text}\` runs no jobs.`, help);
}
