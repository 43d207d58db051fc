import { expect, test } from 'vitest';
import { partsAt } from '../../../editor/vscode/circuit/parts-at.ts';
import type { CircuitPart, Place } from '../../../editor/vscode/circuit/request.ts';

const MODEL = 'file:///models/iris.qmm';
const LIBRARY = 'file:///stdlib/layers.qmm';

/** `encode x into q with angle` is line 5; `circuit mine on q { h q … cx q[0], q[1] }` lines 10 to 13. */
const encoding: CircuitPart = {
  id: 'rx',
  places: [place(LIBRARY, 3, 2, 9), place(MODEL, 5, 2, 30)],
};
const hadamard: CircuitPart = { id: 'h', places: [place(MODEL, 11, 4, 7), place(MODEL, 6, 2, 20)] };
const entangler: CircuitPart = {
  id: 'cx',
  places: [place(MODEL, 12, 4, 18), place(MODEL, 6, 2, 20)],
};
const parts = [encoding, hadamard, entangler];

const idsAt = (uri: string, line: number, character: number): string[] =>
  partsAt(parts, uri, { line, character }).map(({ id }) => id);

test('a cursor on a gate of a circuit marks that gate', () => {
  expect(idsAt(MODEL, 11, 5)).toEqual(['h']);
  expect(idsAt(MODEL, 12, 18)).toEqual(['cx']);
});

test('a cursor on a sentence of the model marks all gates it stands for', () => {
  expect(idsAt(MODEL, 6, 10)).toEqual(['h', 'cx']);
  expect(idsAt(MODEL, 5, 10)).toEqual(['rx']);
});

test('a cursor in the library marks what comes from there, and one elsewhere nothing', () => {
  expect(idsAt(LIBRARY, 3, 4)).toEqual(['rx']);
  expect(idsAt(LIBRARY, 5, 10)).toEqual([]);
  expect(idsAt(MODEL, 8, 0)).toEqual([]);
});

function place(uri: string, line: number, from: number, to: number): Place {
  return { uri, range: { start: { line, character: from }, end: { line, character: to } } };
}
