import { describe, expect, test } from 'vitest';
import { drawHtml, drawSvg } from '../../runtime/draw/index.ts';
import { feedbackProgram } from '../support/feedback.ts';
import { irisProgram, pairProgram } from '../support/programs.ts';

describe('a model as SVG', () => {
  const svg = drawSvg(pairProgram(), { level: 'lowered' });

  test('is one well-formed document', () => {
    for (const level of ['source', 'lowered'] as const) {
      expect(unclosedTags(drawSvg(irisProgram(), { level }))).toEqual([]);
      expect(unclosedTags(drawSvg(pairProgram(), { level }))).toEqual([]);
    }
  });

  test('tells a reader who cannot see it what it shows', () => {
    expect(svg).toContain(
      'role="img" aria-labelledby="qmm-Pair-lowered-title qmm-Pair-lowered-description"',
    );
    expect(svg).toContain('Modalities eye, ear flow into circuit with 4 qubits, 30 gates');
  });

  test('gives every gate a tooltip with its whole angle', () => {
    expect(svg.match(/<title>(rz|ry|z)\b/g)).toHaveLength(30);
    expect(svg).toContain('<title>rz(gain[1,0]*ear[0] + shift[1,0]) on s[0]</title>');
    expect(svg).toContain('<title>z on v[1], controlled by v[0]</title>');
  });

  test('shows meters, where outcomes go, and what waits for them', () => {
    const drawn = drawSvg(feedbackProgram(), { level: 'lowered' });
    expect(unclosedTags(drawn)).toEqual([]);
    expect(drawn).toContain('<title>measure on check[0] into syndrome[0]</title>');
    expect(drawn).toContain('<title>x on code[0], if syndrome[0] and not syndrome[1]</title>');
    // Each comes with a double line to the bits.
    expect(drawn.match(/class="bit"/g)).toHaveLength(6);
    expect(drawn.match(/a8 8 0 0 1 16 0/g)).toHaveLength(3);
  });

  test('follows the colours of the page around it', () => {
    expect(svg).toContain('var(--qmm-ink,');
    expect(svg).toContain('@media print');
  });

  test('has a plain colour for viewers that know no custom properties', () => {
    const [style = ''] = /<style>[^]*?<\/style>/.exec(svg) ?? [];
    const plain = style.replaceAll(/[\w-]+:var\([^;}]*/g, '');
    for (const rule of ['{color:#', '.sheet{fill:#', '.box{fill:#', '.ring{fill:#']) {
      expect(plain).toContain(rule);
    }
  });

  test('asks nothing of the network', () => {
    const addresses = drawHtml(pairProgram()).match(/(https?:)?\/\/[^\s"'<)]+/g) ?? [];
    expect(addresses.filter((address) => address !== 'http://www.w3.org/2000/svg')).toEqual([]);
  });

  test('escapes what the user named', () => {
    const program = { ...irisProgram(), model: '<script>alert("1")</script>&' };
    expect(drawSvg(program)).not.toContain('<script');
    expect(drawHtml(program)).not.toContain('<script');
  });
});

/** Tags that are opened and not closed in their order, or closed and not open. */
function unclosedTags(markup: string): string[] {
  const open: string[] = [];
  for (const [, closing, name = '', selfClosing] of markup.matchAll(
    /<(\/?)([a-z]+)[^>]*?(\/?)>/g,
  )) {
    if (selfClosing === '/') continue;
    if (closing !== '/') open.push(name);
    else if (open.pop() !== name) return [name];
  }
  return open;
}
