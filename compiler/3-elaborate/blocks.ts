import type { Block, For, GateStep, If } from '../../grammar/tree.ts';
import { exact, isMarker, notCondition } from '../../runtime/program/index.ts';
import { described } from './describe.ts';
import { integer } from './expressions.ts';
import { negateForm } from './form.ts';
import { blockOf, locate, textAt, type Frame } from './frame.ts';
import { singleOutcome } from './outcomes.ts';
import { inverseName, live, nameBits, spread, type PendingGate } from './quantum.ts';
import { presenceOf } from './presence.ts';
import { counted, refuse, silently } from './report.ts';
import { affineTensor, scalar } from './tensor.ts';
import { elements, nothing, type Outcome, type Tensor, type Value } from './value.ts';

/** The statements of a circuit's block, in order. */
export function runBlock(frame: Frame, block: Block): void {
  for (const step of block.steps) runStep(frame, step);
}

function runStep(frame: Frame, step: GateStep): void {
  const { rules } = frame.elaboration;
  switch (step.kind) {
    case 'let':
    case 'param':
    case 'fit':
    case 'require':
      rules.statement(frame, step);
      return;
    case 'for':
      runFor(frame, step);
      return;
    case 'repeat': {
      const count = integer(frame, step.count);
      for (let pass = 0; pass < count; pass++) {
        runBlock(blockOf(frame, { loops: [...frame.loops, pass] }), step.body);
      }
      return;
    }
    case 'if':
      runIf(frame, step);
      return;
    case 'control': {
      const control = rules.operand(frame, step.operand);
      const [id, ...more] = live(frame.elaboration.quantum, control.qubits.ids);
      if (id === undefined || more.length > 0) {
        refuse('operand-count', 'default', control.at, {
          name: 'control',
          wanted: 'one qubit',
          given: `${more.length + 1} are`,
        });
      }
      const gates = wrapped(frame, step.body, 'controlled');
      for (const gate of gates) {
        if (gate.qubits.includes(id) || gate.controls.includes(id)) {
          refuse('repeated-qubit', 'default', control.at, { what: control.qubits.name });
        }
        if (isMarker(gate.name)) {
          frame.sink.gates.push(gate);
          continue;
        }
        spread(frame.elaboration.quantum, [id, ...gate.controls, ...gate.qubits], nothing);
        frame.sink.gates.push({ ...gate, controls: [id, ...gate.controls] });
      }
      return;
    }
    case 'inverse':
      frame.sink.gates.push(...wrapped(frame, step.body, 'inverted').reverse().map(inverted));
      return;
    case 'operation': {
      const { graph } = frame.elaboration;
      if (!frame.file.startsWith('library:')) graph.from(locate(frame, step.span), frame.trace);
      const call = {
        kind: 'call' as const,
        name: step.name,
        called: step.arguments.length > 0,
        arguments: step.arguments,
        span: step.span,
      };
      rules.apply(frame, {
        circuit: rules.circuit(frame, call),
        leading: [],
        operands: step.operands.map((operand) => rules.operand(frame, operand)),
        at: locate(frame, step.span),
        place: step,
      });
      return;
    }
  }
}

/** The gates of a block that is wrapped as a whole. */
function wrapped(frame: Frame, body: Block, unitaryOnly: 'controlled' | 'inverted'): PendingGate[] {
  const gates: PendingGate[] = [];
  runBlock(blockOf(frame, { sink: { gates, unitaryOnly } }), body);
  return gates;
}

function inverted(gate: PendingGate): PendingGate {
  return { ...gate, name: inverseName(gate.name), angles: gate.angles.map(negateForm) };
}

function runIf(frame: Frame, step: If): void {
  const condition = frame.elaboration.rules.expression(frame, step.condition);
  if (condition.kind === 'failed') silently();
  const otherwise = (): void => {
    if (step.else === null) return;
    if (step.else.kind === 'if') runIf(frame, step.else);
    else runBlock(blockOf(frame), step.else);
  };
  if (condition.kind === 'outcome') {
    runIfMeasured(frame, step, condition);
    return;
  }
  if (condition.kind !== 'boolean') {
    refuse('type-mismatch', 'default', locate(frame, step.condition.span), {
      what: `\`${textAt(frame, locate(frame, step.condition.span))}\``,
      found: described(condition),
      wanted: 'a bool',
    });
  }
  if (condition.value) runBlock(blockOf(frame), step.then);
  else otherwise();
}

/** Both branches become gates: which of them act is decided by the bit when the circuit runs. */
function runIfMeasured(frame: Frame, step: If, outcome: Outcome): void {
  const at = locate(frame, step.condition.span);
  const condition = singleOutcome(frame, outcome, at);
  const { unitaryOnly } = frame.sink;
  if (unitaryOnly !== null)
    refuse('not-unitary', 'default', at, { what: `if ${textAt(frame, at)}`, action: unitaryOnly });
  nameBits(frame.elaboration.quantum, 'outcome');
  const { conditions } = frame;
  runBlock(blockOf(frame, { conditions: [...conditions, condition] }), step.then);
  if (step.else === null) return;
  const other = blockOf(frame, { conditions: [...conditions, notCondition(condition)] });
  if (step.else.kind === 'if') runIf(other, step.else);
  else runBlock(other, step.else);
}

function runFor(frame: Frame, step: For): void {
  const over = frame.elaboration.rules.expression(frame, step.over);
  for (const [index, values] of passes(frame, step, over).entries()) {
    if (values.length !== step.names.length) {
      refuse('type-mismatch', 'default', locate(frame, step.over.span), {
        what: `\`${textAt(frame, locate(frame, step.over.span))}\``,
        found: `${counted(values.length, 'value')} per pass`,
        wanted: counted(step.names.length, 'name'),
      });
    }
    const block = blockOf(frame, {
      loops: [...frame.loops, index],
      presence: presenceOf(frame, values),
    });
    step.names.forEach((name, position) => block.names.set(name.text, values[position]!));
    runBlock(block, step.body);
  }
}

function passes(frame: Frame, step: For, over: Value): readonly (readonly Value[])[] {
  const { graph, quantum } = frame.elaboration;
  switch (over.kind) {
    case 'items':
      return over.passes;
    case 'range': {
      const count = Math.max(0, Math.ceil((over.end - over.start) / over.step));
      return Array.from({ length: count }, (_, index) => [
        scalar(graph, exact.integer(over.start + index * over.step)),
      ]);
    }
    case 'qubits':
      return live(quantum, over.ids).map((id) => [{ kind: 'qubits', ids: [id], name: over.name }]);
    case 'tensor':
      return rows(frame, over).map((row) => [row]);
    case 'outcome':
      return over.entries.map((entry) => [{ kind: 'outcome', entries: [entry] }]);
    case 'failed':
      return silently();
    case 'observable':
    case 'callable':
    case 'string':
    case 'boolean':
    case 'hole':
      return refuse('type-mismatch', 'default', locate(frame, step.over.span), {
        what: `\`${textAt(frame, locate(frame, step.over.span))}\``,
        found: described(over),
        wanted: 'something to walk over: a register, a range, a tensor or an index set',
      });
  }
}

/** The entries of a tensor along its first axis. */
export function rows(frame: Frame, tensor: Tensor): Tensor[] {
  const shape = tensor.shape.slice(1);
  const size = elements(shape);
  const whole = shape.map((stop) => ({ kind: 'range', start: 0, stop, step: 1 }) as const);
  return Array.from({ length: tensor.shape[0] ?? 0 }, (_, row) =>
    affineTensor(
      frame.elaboration.graph,
      { kind: 'slice', axes: [{ kind: 'index', index: row }, ...whole] },
      [tensor],
      { shape, element: tensor.element },
      (index) => tensor.form(row * size + index),
    ),
  );
}
