import type { For, If, Statement } from '../../grammar/openqasm/index.ts';
import { constantAngle } from '../passes/angles.ts';
import { exact } from '../../runtime/program/index.ts';
import { runCall } from './calls.ts';
import { conditionOf, opposite } from './conditions.ts';
import {
  declareAlias,
  declareClassical,
  declareGate,
  declareQubits,
  includeLibrary,
} from './declarations.ts';
import { measure } from './measure.ts';
import { integerOf } from './numbers.ts';
import { itemsOf, rangeValues } from './operands.ts';
import { blockOf, refuse, spend, unsupported, Unreadable, type Frame } from './reading.ts';

/**
 * Statements in order. One that cannot be read is told of, and the next is read; inside a gate it is the call that
 * cannot be read.
 */
export function runStatements(frame: Frame, statements: readonly Statement[]): void {
  const { reading } = frame;
  for (const statement of statements) {
    try {
      spend(frame, statement.span);
      runStatement(frame, statement);
    } catch (error) {
      if (!(error instanceof Unreadable) || frame.place === 'gate') throw error;
      report(frame, error);
      forget(frame, statement);
      if (reading.budget < 0) throw new Unreadable(null);
    }
  }
}

/** Each mistake once, however often a loop or a call comes by. */
function report({ reading }: Frame, { diagnostic }: Unreadable): void {
  if (diagnostic === null) return;
  const key = `${diagnostic.code}@${diagnostic.at.start}`;
  if (!reading.told.has(key)) reading.diagnostics.push(diagnostic);
  reading.told.add(key);
}

/** What a statement would have bound is silent from here on. */
function forget(frame: Frame, statement: Statement): void {
  const { kind } = statement;
  if (kind !== 'quantum' && kind !== 'classical' && kind !== 'alias') return;
  const { text } = statement.name;
  if (!frame.names.has(text)) frame.names.set(text, { kind: 'failed' });
}

function runStatement(frame: Frame, statement: Statement): void {
  if (frame.place === 'gate') unitaryOnly(frame, statement);
  switch (statement.kind) {
    case 'call':
      runCall(frame, statement);
      return;
    case 'include':
      includeLibrary(frame, statement);
      return;
    case 'quantum':
      declareQubits(frame, statement);
      return;
    case 'classical':
      declareClassical(frame, statement);
      return;
    case 'alias':
      declareAlias(frame, statement);
      return;
    case 'gate':
    case 'opaque':
      declareGate(frame, statement);
      return;
    case 'delay':
      // Waiting is no gate; its qubits have to be some.
      for (const operand of statement.operands) itemsOf(frame, operand, 'qubits');
      return;
    case 'barrier':
    case 'reset':
      runOperation(frame, statement);
      return;
    case 'measure': {
      const bits = statement.into && itemsOf(frame, statement.into, 'bits');
      measure(frame, statement.measurement, bits, statement.span);
      return;
    }
    case 'if':
      runIf(frame, statement);
      return;
    case 'for':
      runFor(frame, statement);
      return;
    case 'assignment':
      unsupported(
        frame,
        statement.span,
        `Assigning to \`${statement.target.name.text}\``,
        'values are fixed before the circuit runs',
      );
  }
}

/** A gate is made of gates. */
function unitaryOnly(frame: Frame, { kind, span }: Statement): void {
  if (['call', 'barrier', 'delay', 'for', 'if'].includes(kind)) return;
  if (kind === 'measure' || kind === 'reset')
    refuse(frame, 'not-unitary', 'default', span, { what: kind, action: 'part of a gate' });
  unsupported(frame, span, 'A declaration in a gate', 'a gate is made of gates');
}

function runOperation(
  frame: Frame,
  statement: Extract<Statement, { kind: 'barrier' | 'reset' }>,
): void {
  const { reading, conditions, operations } = frame;
  const operands = statement.kind === 'barrier' ? statement.operands : [statement.operand];
  const given = operands.flatMap((operand) => itemsOf(frame, operand, 'qubits').members);
  const all = Array.from({ length: reading.quantum.count }, (_, qubit) => qubit);
  const qubits = operands.length === 0 ? all : [...new Set(given)];
  const lists = statement.kind === 'barrier' ? [qubits] : qubits.map((qubit) => [qubit]);
  for (const list of lists) {
    operations.push({
      kind: 'gate',
      name: statement.kind,
      qubits: list,
      controls: [],
      angles: [],
      conditions,
      span: statement.span,
    });
  }
}

function runIf(frame: Frame, { condition, then, otherwise }: If): void {
  const found = conditionOf(frame, condition);
  if (typeof found === 'boolean') {
    frame.rules.statements(blockOf(frame), found ? then : otherwise);
    return;
  }
  const { conditions } = frame;
  frame.rules.statements(blockOf(frame, { conditions: [...conditions, found] }), then);
  const other = [...conditions, opposite(found)];
  frame.rules.statements(blockOf(frame, { conditions: other }), otherwise);
}

function runFor(frame: Frame, { name, over, body }: For): void {
  const values =
    over.kind === 'range'
      ? rangeValues(frame, over, null)
      : over.items.map((item) => integerOf(frame, item, 'a whole number'));
  for (const value of values) {
    const block = blockOf(frame);
    block.names.set(name.text, { kind: 'number', value: constantAngle(exact.integer(value)) });
    frame.rules.statements(block, body);
  }
}
