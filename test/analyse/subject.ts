import { ansatzes, type Ansatz } from '../../runtime/analyse/ansatz.ts';
import { openStart } from '../../runtime/analyse/open.ts';
import type { Subject } from '../../runtime/analyse/subject.ts';
import { compileText } from '../support/compile.ts';
import { memoryHost } from '../support/memory-host.ts';

/** The model of a text with the weights that its training would start from. */
export async function subjectOf(text: string, seed = 0): Promise<Subject> {
  const { runs, diagnostics } = compileText(text);
  const [run] = runs;
  if (run === undefined) {
    throw new Error(diagnostics.map((one) => `${one.code}: ${one.message}`).join('\n'));
  }
  return openStart(run, '', memoryHost(), seed);
}

/** A model of random samples, whose circuit is this. */
export function modelOf(body: string, circuits = ''): string {
  return `${circuits}
model M {
  modality x: real
  label kind: class(2)
  ${body}
}`;
}

/** The only circuit of such a model. */
export async function ansatzOf(body: string, circuits = ''): Promise<Ansatz> {
  const [ansatz] = ansatzes(await subjectOf(modelOf(body, circuits))).ansatzes;
  if (ansatz === undefined) throw new Error('the model has no circuit with a state');
  return ansatz;
}
