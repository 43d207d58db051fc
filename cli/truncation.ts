import { type Truncation, worstTruncation } from '../runtime/simulate/index.ts';

/** Remembers the worst of what matrix product states left out. */
export interface TruncationWatch {
  readonly onTruncation: (truncation: Truncation) => void;
  /** For `--json`; nothing where every state was one of amplitudes. */
  readonly fields: () => { readonly truncation?: Truncation };
  /** One line, or nothing. */
  readonly text: () => string;
}

/** Below this a loss is that of rounding. */
const EXACT = 1e-14;

export function watchTruncation(): TruncationWatch {
  let worst: Truncation | undefined;
  return {
    onTruncation: (truncation) => {
      worst = worst ? worstTruncation(worst, truncation) : truncation;
    },
    fields: () => (worst ? { truncation: worst } : {}),
    text: () => (worst ? `${truncationText(worst)}\n` : ''),
  };
}

function truncationText({ bond, reached, loss, bound }: Truncation): string {
  const states = 'simulated as matrix product states';
  if (bound < EXACT) return `${states}: exact, bonds have ${reached} of ${bond} values`;
  const [estimated, most] = [loss, bound].map((value) => value.toPrecision(2));
  return `${states}: bonds were cut to ${bond} values, fidelity lost about ${estimated}, at most ${most}`;
}
