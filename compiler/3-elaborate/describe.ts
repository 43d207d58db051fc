import type { Graph } from './graph.ts';
import { scalar } from './tensor.ts';
import { exact } from '../../runtime/program/index.ts';
import type { Element, Tensor, Value } from './value.ts';

/** A value in the language's own words: `real[8]`, `a circuit`, `2 qubits`. */
export function describe(value: Value): string {
  switch (value.kind) {
    case 'tensor':
      return typeText(value);
    case 'observable':
      return `observable${dimensions(value.shape)}`;
    case 'qubits':
      return 'a register';
    case 'range':
      return 'a range';
    case 'items':
      return 'an index set';
    case 'callable':
      return value.callee.kind === 'circuit' || value.callee.kind === 'gate'
        ? 'a circuit'
        : 'a function';
    case 'string':
      return 'a string';
    case 'boolean':
      return 'a bool';
    case 'hole':
      return 'the hole `_`';
    case 'outcome':
      return value.entries.length === 1
        ? 'a measured bit'
        : `${value.entries.length} measured bits`;
    case 'failed':
      return 'unknown';
  }
}

/** For messages: types in backquotes, everything else in words. */
export function described(value: Value): string {
  const text = describe(value);
  return value.kind === 'tensor' || value.kind === 'observable' ? `\`${text}\`` : text;
}

/** `real[8]`, `class(10)`, `pair`, `bit[3, 3]`. */
export function typeText(value: Tensor): string {
  const base =
    value.rate === 'pair' && value.element.kind === 'real' ? 'pair' : elementText(value.element);
  return `${base}${dimensions(value.shape)}`;
}

export function elementText(element: Element): string {
  if (element.kind !== 'class') return element.kind;
  return `class(${element.count})${element.sparse ? '?' : ''}`;
}

/** For messages: `real[8]`, or a single real. */
export function shapeText(value: Tensor): string {
  return value.shape.length === 0
    ? `a single ${elementText(value.element)}`
    : `\`${typeText(value)}\``;
}

function dimensions(shape: readonly number[]): string {
  return shape.length === 0 ? '' : `[${shape.join(', ')}]`;
}

/** Booleans stand for numbers where one is wanted; measured bits are not known before the circuit runs. */
export function asTensor(graph: Graph, value: Value): Tensor | undefined {
  if (value.kind === 'tensor') return value;
  if (value.kind === 'boolean') return scalar(graph, exact.integer(value.value ? 1 : 0));
  return undefined;
}
