import { intrinsicShapes } from './2-infer/intrinsic-shapes.ts';
import { gateNames } from './3-elaborate/gate-table.ts';

/** Values and functions the compiler itself knows. */
export const intrinsicNames: readonly string[] = [
  ...intrinsicShapes.keys(),
  'pi',
  'normal',
  'glorot',
  'uniform',
];

/** Gates and operations the compiler itself knows. */
export const circuitNames: readonly string[] = gateNames;

export const typeNames: readonly string[] = [
  'real',
  'angle',
  'int',
  'bit',
  'bool',
  'string',
  'class',
  'word',
  'observable',
  'pair',
  'qubit',
  'circuit',
  'function',
  'image',
  'audio',
  'text',
];

/** What needs no declaration, for the phase that resolves names. */
export const knownNames = { intrinsics: intrinsicNames, circuits: circuitNames, types: typeNames };
