import type { SessionMode } from './session.ts';
import type { SubmitSettings } from './settings.ts';
import type { SubmitTarget } from './target.ts';

/** Options that IBM's primitives leave out on this computer (documentation, "Qiskit Runtime local testing mode"). */
const ON_MACHINES_ONLY = ['dynamical_decoupling', 'twirling', 'resilience'] as const;

/** What of the settings makes no difference where simulators run the jobs. */
export function localRemarks(
  { job: { options = {}, resilienceLevel } }: SubmitSettings,
  { kind }: Pick<SubmitTarget, 'kind'>,
): readonly string[] {
  if (kind !== 'fake' && kind !== 'aer') return [];
  const left = [
    ...ON_MACHINES_ONLY.filter((name) => options[name] !== undefined),
    ...(resilienceLevel == null ? [] : ['resilience_level']),
  ];
  if (left.length === 0) return [];
  return [
    `IBM's primitives on this computer leave out ${left.map((name) => `\`${name}\``).join(', ')}; a machine does it.`,
  ];
}

/** What a dry run cannot show. */
export function dryRemarks(mode: SessionMode | undefined, isDry: boolean): readonly string[] {
  if (mode === undefined || !isDry) return [];
  const what = mode === 'batch' ? 'batch' : 'session';
  return [`Sent in a ${what}, each job has its \`session_id\` too, which IBM gives out then.`];
}
