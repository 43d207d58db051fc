import type { Gate } from './circuit.ts';

/** The name with its controls, as the language writes it: `cx`, `ccx`, `crz`. */
export function nameWithControls({ name, controls }: Gate): string {
  return 'c'.repeat(controls.length) + name;
}
