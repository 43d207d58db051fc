import { askPython } from './python.ts';

/** What `check.py` is asked. */
export type Case =
  | {
      readonly id: string;
      readonly kind: 'text';
      readonly text: string;
      readonly values: Readonly<Record<string, number>>;
      readonly observables: readonly Readonly<Record<string, number>>[];
      /** Of bits that are read at the end. */
      readonly registers: readonly string[];
      /** A class of `fake_provider`: the text must then be made of that machine's instructions. */
      readonly backend?: string;
    }
  | {
      readonly id: string;
      readonly kind: 'operator';
      readonly plain: BoundText;
      readonly compiled: BoundText;
      /** The compiled circuit's qubit for each of the plain one, at the beginning and at the end. */
      readonly start: readonly number[];
      readonly end: readonly number[];
      /** All instructions that the compiled one may be made of. */
      readonly gates?: readonly string[];
    }
  | { readonly id: string; readonly kind: 'job'; readonly body: string; readonly backend: string }
  | { readonly id: string; readonly kind: 'array'; readonly text: string }
  | {
      readonly id: string;
      /** A function of `qiskit.circuit.library`, its parameters in the order of Qiskit. */
      readonly kind: 'library';
      readonly name: string;
      readonly arguments: Readonly<Record<string, unknown>>;
      readonly values: readonly number[];
    };

interface BoundText {
  readonly text: string;
  /** By the names of its inputs. */
  readonly values: Readonly<Record<string, number>>;
}

export interface Answer {
  readonly error?: string;
  readonly qubits?: number;
  readonly parameters?: readonly string[];
  /** Empty where every instruction is the machine's. */
  readonly isa?: string;
  readonly expectations?: readonly number[];
  readonly probabilities?: Readonly<Record<string, readonly number[]>>;
  /** Instructions that the machine does not have. */
  readonly foreign?: readonly string[];
  readonly backend?: string;
  /** `|Tr(A^dagger B)| / 2^n`: 1 where two unitaries are the same up to a global phase. */
  readonly fidelity?: number;
  readonly pubs?: readonly PubAnswer[];
  readonly dtype?: string;
  readonly shape?: readonly number[];
  readonly values?: unknown;
  /** `[row][column]` of the real and of the imaginary part. */
  readonly unitary?: readonly (readonly (readonly number[])[])[];
}

interface PubAnswer {
  readonly qubits: number;
  readonly isa: string;
  /** `[samples, observables]`. */
  readonly expectations?: readonly (readonly number[])[];
  readonly precision?: number | null;
  /** By register, for each sample. */
  readonly counts?: Readonly<Record<string, readonly Readonly<Record<string, number>>[]>>;
}

export type Answers =
  | { readonly kind: 'answered'; readonly of: (id: string) => Answer }
  | { readonly kind: 'missing'; readonly reason: string };

/** All cases in one Python process. */
export async function askQiskit(cases: readonly Case[]): Promise<Answers> {
  const asked = await askPython<Answer>('check.py', cases);
  if (asked.kind === 'missing') return asked;
  return {
    kind: 'answered',
    of: (id) => {
      const answer = asked.answers[id];
      if (answer === undefined) throw new Error(`Qiskit was not asked about ${id}`);
      if (answer.error !== undefined) throw new Error(`${id}: ${answer.error}`);
      return answer;
    },
  };
}
