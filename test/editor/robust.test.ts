import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serviceWith, withEdits } from './support.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const texts = ['moons', 'scenes', 'sentiment', 'qcnn'].flatMap((name) =>
  globSync(`examples/${name}/main.qmm`, { cwd: ROOT }).map((file) =>
    readFileSync(join(ROOT, file), 'utf8'),
  ),
);

const typed = fc.constantFrom(
  ...['x', ' ', '\n', ',', '=', ':', '|>', '{', '}', '(', ')', '[', ']', '"', '//', '.', 'with '],
);
const keystroke = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat({ max: 12 }),
  put: fc.option(typed, { nil: '' }),
});

test('every feature answers on texts that are broken anywhere, with places that are in the text', () => {
  const service = serviceWith({});
  let version = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(keystroke, { minLength: 1, maxLength: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (start, keys, place) => {
        const text = keys.reduce((so, { at, removed, put }) => {
          const from = Math.floor(at * so.length);
          const end = Math.min(so.length, from + removed);
          return withEdits(so, [{ start: from, end, text: put }]);
        }, start);
        const offset = Math.floor(place * text.length);
        const all = { start: 0, end: text.length };
        service.set({ path: 'm.qmm', version: version++, text });
        const spans = [
          ...service.completionsAt('m.qmm', offset).map(({ span }) => span),
          ...service.referencesAt('m.qmm', offset).map(({ at }) => at),
          ...service.symbolsOf('m.qmm').flatMap(({ span, nameSpan }) => [span, nameSpan]),
          ...service.foldsOf('m.qmm'),
          ...service.selectionsAt('m.qmm', offset),
          ...service.semanticTokensOf('m.qmm').map(({ span }) => span),
          ...service.lensesOf('m.qmm').map(({ span }) => span),
          ...service.hintsIn('m.qmm', all).map(({ offset: at }) => ({ start: at, end: at })),
          ...service.syntaxDiagnosticsFor('m.qmm').map(({ at }) => at),
        ];
        const hover = service.hoverAt('m.qmm', offset);
        if (hover) spans.push(hover.span);
        for (const span of spans)
          expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
        service.signatureAt('m.qmm', offset);
        service.definitionAt('m.qmm', offset);
        service.renameTargetAt('m.qmm', offset);
        service.circuitAt('m.qmm', offset);
      },
    ),
    { numRuns: process.env['QMM_NIGHTLY'] === undefined ? 25 : 2000 },
  );
});
