import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnostic, Location } from '../../compiler/diagnostics/diagnostic.ts';
import { plain, positionAt, renderDiagnostic } from '../../compiler/diagnostics/render/index.ts';

const text = fc
  .array(fc.constantFrom('a', 'encode ', '\n', '\r\n', '\t', '駅', 'e\u0301', '🎈', '  '), {
    maxLength: 60,
  })
  .map((parts) => parts.join(''));
const seed = 20261123;

test('every place of every text can be drawn, and its line is shown', () => {
  fc.assert(
    fc.property(text, fc.nat(80), fc.nat(80), fc.nat(80), (source, a, b, c) => {
      const at = place(source, a, b);
      const shown = renderDiagnostic(
        diagnostic(at, place(source, b, c)),
        new Map([['main.qmm', source]]),
        { width: 60, paint: plain },
      );
      const { line, column } = positionAt(source, at.start);
      expect(shown).toContain(`┌─ main.qmm:${line}:${column}\n`);
      expect(shown).toMatch(new RegExp(`^ *${line} │`, 'm'));
      expect(shown).toContain('^');
    }),
    { seed },
  );
});

test('lines and columns lead back to the offset', () => {
  fc.assert(
    fc.property(text, fc.nat(80), (source, offset) => {
      const position = positionAt(source, offset);
      const lines = source.split('\n').slice(0, position.line - 1);
      const before = lines.reduce((sum, one) => sum + one.length + 1, 0);
      expect(before + position.column - 1).toBe(position.offset);
      expect(position.offset).toBe(Math.min(offset, source.length));
    }),
    { seed },
  );
});

function place(source: string, a: number, b: number): Location {
  const [start, end] = [Math.min(a, b, source.length), Math.min(Math.max(a, b), source.length)];
  return { file: 'main.qmm', start, end };
}

function diagnostic(at: Location, other: Location): Diagnostic {
  return {
    code: 'size-mismatch',
    severity: 'error',
    title: 'Sizes do not match',
    message: '',
    at,
    label: 'here',
    related: [{ at: other, label: 'there' }],
    fixes: [],
  };
}
