import { describe, expect, test } from 'vitest';
import { formatText } from '../../compiler/format/format-text.ts';
import { marked, openAt, serviceWith, withEdits } from './support.ts';

const service = serviceWith({});

describe('signature help', () => {
  test.each([
    ['the first argument', 'model M { evolve q with strongly_entangling(¦) }', 'layers: int = 1'],
    [
      'the second argument',
      'circuit c(a: real, b: int = 2) on q { h q }\nmodel M { evolve q with c(1, ¦) }',
      'b: int = 2',
    ],
    [
      'an argument by its name',
      'circuit c(a: real, b: int = 2) on q { h q }\nmodel M { evolve q with c(b: ¦, a: 1) }',
      'b: int = 2',
    ],
    [
      'what stands before a pipe as the first',
      'function f(x: real[n], k: int) : real { return x }\nmodel M { let y = x |> f(¦) }',
      'k: int',
    ],
    [
      'what an encode hands over as the first',
      'circuit e(x: real[n], k: int = 1) on q[n] { h q }\nmodel M { encode x into q with e(¦) }',
      'k: int = 1',
    ],
    ['an intrinsic function’s', 'let y = clip(x, ¦)', 'low'],
  ])('shows %s', (_, text, parameter) => {
    const found = service.signatureAt('m.qmm', openAt(service, 'm.qmm', text));
    const span = found?.parameters[found.active ?? -1];
    expect(found?.label.slice(span?.start, span?.end)).toBe(parameter);
  });

  test('tells what the thing is for', () => {
    const text = 'model M { evolve q with strongly_entangling(¦';
    const found = service.signatureAt('m.qmm', openAt(service, 'm.qmm', text));
    expect(found?.label).toBe('circuit strongly_entangling(layers: int = 1) on q[n]');
    expect(found?.text).toContain('ring of CX');
  });

  test('is silent outside of calls', () => {
    expect(
      service.signatureAt('m.qmm', openAt(service, 'm.qmm', 'let a = (1 + ¦2)')),
    ).toBeUndefined();
  });
});

describe('formatting', () => {
  const crooked = 'model   M{\nmodality x:real[2]\n\n\n\n  let y = x\n      let z =   y\n}\n';

  test('gives the one form, by edits of the lines that differ', async () => {
    service.set({ path: 'f.qmm', version: 1, text: crooked });
    const edits = await service.formatEdits('f.qmm');
    expect(
      withEdits(
        crooked,
        edits.map(({ span, text }) => ({ ...span, text })),
      ),
    ).toBe(await formatText(crooked));
    expect(
      edits.some(({ span }) => crooked.slice(span.start, span.end).includes('  let y = x\n')),
    ).toBe(false);
  });

  test('changes only lines that a range touches', async () => {
    service.set({ path: 'f.qmm', version: 2, text: crooked });
    const at = crooked.indexOf('let z');
    const edits = await service.formatRangeEdits('f.qmm', { start: at, end: at });
    expect(
      withEdits(
        crooked,
        edits.map(({ span, text }) => ({ ...span, text })),
      ),
    ).toBe(crooked.replace('      let z =   y', '  let z = y'));
  });

  test('leaves a text alone that cannot be read', async () => {
    service.set({ path: 'f.qmm', version: 3, text: 'model {' });
    expect(await service.formatEdits('f.qmm')).toEqual([]);
  });
});

describe('quick fixes', () => {
  const fixes = (text: string, others: Readonly<Record<string, string>> = {}): string[] => {
    const own = serviceWith(others);
    const { text: plain, offsets } = marked(text);
    own.set({ path: 'm.qmm', version: 1, text: plain });
    const span = { start: offsets[0]!, end: offsets[0]! };
    return own.fixesIn('m.qmm', span).flatMap(({ fixes: found }) =>
      found.map(({ edits }) =>
        withEdits(
          plain,
          edits.map(({ at, text: put }) => ({ ...at, text: put })),
        ),
      ),
    );
  };

  test('put a misspelt name right', () => {
    expect(fixes('circuit c on q[n] {\n  repeat 2 {\n    hh¦ q\n  }\n}\n')).toContain(
      'circuit c on q[n] {\n  repeat 2 {\n    h q\n  }\n}\n',
    );
  });

  test('bring a name from another file', () => {
    const found = fixes('circuit c on q[n] {\n  wov¦en q\n}\n', {
      'lib/w.qmm': 'circuit woven on q[n] {\n  h q\n}\n',
    });
    expect(found).toContain('use woven from "lib/w.qmm"\n\ncircuit c on q[n] {\n  woven q\n}\n');
  });

  test('are offered only under the cursor', () => {
    expect(fixes('¦circuit c on q[n] {\n  hh q\n}\n')).toEqual([]);
  });
});
