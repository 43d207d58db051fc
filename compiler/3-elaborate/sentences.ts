import type { Encode, Evolve, Fuse, Register, Sentence } from '../../grammar/tree.ts';
import { diagnose } from '../diagnostics/diagnose.ts';
import type { Location } from '../diagnostics/diagnostic.ts';
import { integer } from './expressions.ts';
import {
  findName,
  locate,
  named,
  ordinal,
  Refusal,
  textAt,
  type Frame,
  type PlacedQubits,
} from './frame.ts';
import { note } from './note.ts';
import { allocate, sourcesOf } from './quantum.ts';
import { counted, listed, refuse, silently } from './report.ts';
import { nothing, union, type GivenValue } from './value.ts';

/** `register`, `encode`, `fuse`, `evolve`. */
export function runSentence(frame: Frame, sentence: Sentence): void {
  if (sentence.kind === 'register') {
    runRegister(frame, sentence);
    return;
  }
  try {
    runApplication(frame, sentence);
  } catch (error) {
    // One mistake, one error: what the failed sentence should have done is not missed a second time.
    for (const operand of sentence.operands) poison(frame, operand);
    throw error;
  }
}

function runRegister(frame: Frame, sentence: Register): void {
  for (const wire of sentence.wires) {
    const name = wire.name.text;
    const size = wire.size ? integer(frame, wire.size) : frame.sizes.register(wire);
    if (size === undefined || !Number.isInteger(size)) {
      frame.names.set(name, { kind: 'failed' });
      unsettled(frame, name, wire.span);
      continue;
    }
    const ids = allocate(frame.elaboration.quantum, name, size, locate(frame, wire.name.span));
    frame.names.set(name, { kind: 'qubits', ids, name });
    note(frame, wire.name.span, `${name}: ${counted(size, 'qubit')}`);
  }
}

/** Which sentence should have settled a register is told when that sentence is reached. */
function unsettled(
  frame: Frame,
  name: string,
  span: { readonly start: number; readonly end: number },
): void {
  frame.elaboration.unsettled.set(name, locate(frame, span));
}

function runApplication(frame: Frame, sentence: Encode | Fuse | Evolve): void {
  const { rules, quantum, graph } = frame.elaboration;
  const at = locate(frame, sentence.span);
  checkSettled(frame, sentence);
  const first = firstName(sentence.operands[0]);
  const inner = named(frame, ordinal(frame, `${sentence.kind} ${first}`, sentence));
  const values: GivenValue[] =
    sentence.kind !== 'encode'
      ? []
      : sentence.values.map((value) => ({
          value: rules.expression(inner, value),
          at: locate(frame, value.span),
        }));
  if (values.some(({ value }) => value.kind === 'failed')) silently();
  refuseLabels(frame, values);
  const operands = sentence.operands.map((operand) => rules.operand(frame, operand));
  const circuit = rules.circuit(inner, sentence.circuit);
  checkSources(frame, sentence, operands);
  graph.from(at, inner.trace);
  const before = operands.flatMap(({ qubits }) =>
    qubits.ids.map((id) => quantum.qubits[id]?.sources.size ?? 0),
  );
  rules.apply(
    { ...inner, when: [...frame.when, ...required(frame, values)] },
    {
      circuit,
      leading: values,
      operands,
      at,
      place: sentence,
    },
  );
  const ids = operands.flatMap(({ qubits }) => qubits.ids);
  if (sentence.kind === 'fuse') warnUnfused(frame, sentence, before, ids);
  note(
    frame,
    sentence.circuit.name.span,
    `${sentence.kind} on ${counted(ids.length, 'qubit')}, carrying ${listed([...sourcesOf(quantum, ids)]) || 'nothing yet'}`,
  );
}

/**
 * Modalities without which an `encode` does nothing: optional ones, and the only one there is. Where several
 * modalities enter together and one is taken away, the rest still counts, and an average stands in for what is gone.
 */
function required(frame: Frame, values: readonly GivenValue[]): string[] {
  const needs = [
    ...union(...values.map(({ value }) => (value.kind === 'tensor' ? value.needs : nothing))),
  ];
  return needs.length === 1 ? needs : needs.filter((name) => frame.elaboration.optional.has(name));
}

/** A `fuse` whose gates leave every qubit with the sources it had fuses nothing. */
function warnUnfused(
  frame: Frame,
  sentence: Fuse,
  before: readonly number[],
  ids: readonly number[],
): void {
  const { quantum, diagnostics } = frame.elaboration;
  const sources = sourcesOf(quantum, ids);
  const joined = ids.some(
    (id, index) =>
      (quantum.qubits[id]?.sources.size ?? 0) > (before[index] ?? 0) ||
      before[index] === sources.size,
  );
  if (joined) return;
  const names = listed([...sources].map((source) => `\`${source}\``));
  const at = locate(frame, sentence.span);
  diagnostics.push(diagnose('fusion-without-entanglement', 'default', at, { sources: names }));
}

function refuseLabels(frame: Frame, values: readonly GivenValue[]): void {
  for (const { value, at } of values) {
    const label =
      value.kind === 'tensor'
        ? [...value.sources].find((name) => frame.elaboration.labels.has(name))
        : undefined;
    if (label !== undefined && frame.body === 'model')
      refuse(
        'label-in-features',
        'default',
        at,
        { name: label },
        { related: labelPlace(frame, label) },
      );
  }
}

/** Where a label of the model is declared. */
export function labelPlace(frame: Frame, name: string): { at: Location; label: string }[] {
  const models = frame.elaboration.world.modules.get(frame.file)?.models ?? [];
  return models
    .flatMap(({ items }) => items)
    .filter((one) => one.kind === 'label')
    .filter((one) => one.name.text === name)
    .slice(0, 1)
    .map((one) => ({ at: locate(frame, one.name.span), label: 'the label' }));
}

/** `fuse` wants two or more sources on its operands, `evolve` at most one. */
function checkSources(
  frame: Frame,
  sentence: Encode | Fuse | Evolve,
  operands: readonly PlacedQubits[],
): void {
  if (sentence.kind === 'encode') return;
  const { quantum } = frame.elaboration;
  const sources = [
    ...sourcesOf(
      quantum,
      operands.flatMap(({ qubits }) => qubits.ids),
    ),
  ];
  const word = { ...locate(frame, sentence.span), end: sentence.span.start + sentence.kind.length };
  const fix = (text: string) => [{ title: `Write \`${text}\``, edits: [{ at: word, text }] }];
  const names = sources.map((source) => `\`${source}\``);
  if (sentence.kind === 'fuse' && sources.length < 2) {
    const found = names.length === 0 ? 'no modality is' : `only ${listed(names)} is`;
    refuse('fuse-needs-sources', 'default', word, { found }, { fixes: fix('evolve') });
  }
  if (sentence.kind === 'evolve' && sources.length > 1) {
    refuse(
      'evolve-spans-sources',
      'default',
      word,
      { found: listed(names) },
      { fixes: fix('fuse') },
    );
  }
}

/** A register whose size is not settled by the first sentence that uses it is refused there. */
function checkSettled(frame: Frame, sentence: Encode | Fuse | Evolve): void {
  const { unsettled: waiting } = frame.elaboration;
  for (const name of sentence.operands.flatMap(namesOf)) {
    const declared = waiting.get(name);
    if (declared === undefined) continue;
    waiting.delete(name);
    const circuit = textAt(frame, locate(frame, sentence.circuit.span));
    throw new Refusal(
      diagnose(
        'size-not-inferred',
        'register',
        locate(frame, sentence.span),
        {
          name,
          reason: `\`${circuit}\` fits any number of qubits here`,
        },
        {
          related: [{ at: declared, label: 'declared without a size' }],
        },
      ),
    );
  }
}

function namesOf(operand: Encode['operands'][number]): string[] {
  return operand.kind === 'joined' ? operand.parts.flatMap(namesOf) : [operand.name.text];
}

function firstName(operand: Encode['operands'][number] | undefined): string {
  return operand === undefined ? '' : (namesOf(operand)[0] ?? '');
}

/** Marks registers as failed: what follows on them is silent. */
export function poison(frame: Frame, operand: Encode['operands'][number]): void {
  for (const name of namesOf(operand)) {
    if (findName(frame, name) === undefined) frame.elaboration.astray.yes = true;
    frame.names.set(name, { kind: 'failed' });
  }
}
