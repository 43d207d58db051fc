import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { circuitNames, intrinsicNames, typeNames } from '../../compiler/known-names.ts';
import { keywords } from '../../grammar/index.ts';
import { createService, type Hover, type Service } from '../../editor/service/index.ts';
import { functionDocs } from '../../editor/service/words/functions.ts';
import { gateDocs } from '../../editor/service/words/gates.ts';
import { keywordDocs } from '../../editor/service/words/keywords.ts';
import { typeDocs } from '../../editor/service/words/types.ts';

const STDLIB = join(import.meta.dirname, '..', '..', 'stdlib');

const MODEL = `use layer as mine from "parts/layers.qmm"

/// Turns every qubit by its own weight.
circuit turned on q[n] {
  param w: angle[n]
  ry(w) q
}

model Small(layers: int = 2) {
  modality x: real[2]
  label y: class(2)
  register q
  encode x into q with angle
  evolve q with turned
  evolve q with mine
  // a comment that says encode
  readout guess = expect(Z(q)) |> linear
  objective classify(guess, y)
}

data points = csv("encode.csv") {
  split: fractions(train: 0.8, test: 0.2)
}
`;

const LAYERS = `/// A layer of ours.
circuit layer on q[n] {
  h q
}
`;

describe('hover', () => {
  const service = serviceWith({ 'a/model.qmm': MODEL, 'a/parts/layers.qmm': LAYERS });

  test('shows a circuit of the file with its comment', () => {
    const hover = at(service, 'turned\n  evolve');
    expect(hover?.code.join('\n')).toContain('circuit turned on q[n]');
    expect(hover?.text).toBe('Turns every qubit by its own weight.');
  });

  test('shows an imported circuit under the name it has here', () => {
    const hover = at(service, 'mine\n  //');
    expect(hover?.code.join('\n')).toContain('circuit layer on q[n]');
    expect(hover?.text).toBe('A layer of ours.');
  });

  test('tells a gate from a value and a type', () => {
    expect(at(service, 'ry(w)')?.text).toContain('exp(-i · angle · Y / 2)');
    expect(at(service, 'angle[n]')?.text).toContain('radians');
    expect(at(service, 'angle\n')?.code.join('\n')).toContain('circuit angle(x: real[n]');
  });

  test('covers exactly the word', () => {
    const hover = at(service, 'modality x');
    expect(MODEL.slice(hover?.span.start, hover?.span.end)).toBe('modality');
  });

  test('is silent in comments, strings and names of settings', () => {
    expect(at(service, 'encode\n  readout')).toBeUndefined();
    expect(at(service, 'encode.csv')).toBeUndefined();
    expect(at(service, 'train: 0.8')).toBeUndefined();
  });
});

describe('documents', () => {
  test('an open document stands before its file, and a closed one no more', () => {
    const service = serviceWith({
      'm.qmm': MODEL.replace('with angle', 'with angel')
        .replace(/^use.*\n/, '')
        .replace(/.*mine\n/, ''),
    });
    const codes = (): string[] =>
      (service.diagnosticsFor('m.qmm').get('m.qmm') ?? []).map(({ code }) => code);
    expect(codes()).toContain('unknown-name');
    service.set({ path: 'm.qmm', version: 1, text: '' });
    expect(codes()).toEqual([]);
    service.remove('m.qmm');
    expect(codes()).toContain('unknown-name');
  });

  test('a version older than the known one is ignored', () => {
    const service = serviceWith({});
    service.set({ path: 'm.qmm', version: 2, text: '' });
    service.set({ path: 'm.qmm', version: 1, text: 'model {' });
    expect(service.diagnosticsFor('m.qmm').get('m.qmm')).toEqual([]);
  });

  test('a change reaches those who import the file', () => {
    const service = serviceWith({});
    service.set({ path: 'model.qmm', version: 1, text: MODEL.replace('parts/', '') });
    service.set({ path: 'layers.qmm', version: 1, text: LAYERS });
    const codes = (): string[] =>
      (service.diagnosticsFor('model.qmm').get('model.qmm') ?? []).map(({ code }) => code);
    expect(codes()).toEqual([]);
    expect(service.dependents('layers.qmm')).toEqual(['model.qmm', 'layers.qmm']);
    service.set({ path: 'layers.qmm', version: 2, text: '' });
    expect(codes().length).toBeGreaterThan(0);
  });

  test('mistakes in an imported file are told of that file', () => {
    const service = serviceWith({
      'model.qmm': MODEL.replace('parts/', ''),
      'layers.qmm': LAYERS.replace('h q', 'h q, ???'),
    });
    const byFile = service.diagnosticsFor('model.qmm');
    expect(byFile.get('layers.qmm')?.length).toBeGreaterThan(0);
  });
});

describe('the language’s own words', () => {
  test('are all explained', () => {
    expect(keywords.filter((name) => !Object.hasOwn(keywordDocs, name))).toEqual([]);
    expect(circuitNames.filter((name) => !Object.hasOwn(gateDocs, name))).toEqual([]);
    expect(intrinsicNames.filter((name) => !Object.hasOwn(functionDocs, name))).toEqual([]);
    expect(
      typeNames.filter((name) => !Object.hasOwn({ ...typeDocs, ...keywordDocs }, name)),
    ).toEqual([]);
  });

  test('explain nothing that is not there', () => {
    expect(Object.keys(gateDocs).filter((name) => !circuitNames.includes(name))).toEqual([]);
    expect(Object.keys(functionDocs).filter((name) => !intrinsicNames.includes(name))).toEqual([]);
    expect(Object.keys(typeDocs).filter((name) => !typeNames.includes(name))).toEqual([]);
  });
});

function serviceWith(files: Readonly<Record<string, string>>): Service {
  const library = readdirSync(STDLIB).map((name) => `library:${name}`);
  return createService({
    library,
    read: (path) =>
      path.startsWith('library:')
        ? readFileSync(join(STDLIB, path.slice('library:'.length)), 'utf8')
        : files[path],
  });
}

/** Hover at the place in the model where these characters begin. */
function at(service: Service, characters: string): Hover | undefined {
  return service.hoverAt('a/model.qmm', MODEL.indexOf(characters));
}
