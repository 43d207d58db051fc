import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../runtime/analyse/figure.ts';
import { writeAnalysis } from '../../runtime/analyse/index.ts';
import { readAnalysis } from '../../runtime/analyse/store.ts';
import { analysisPage } from '../../runtime/report/index.ts';
import { memoryHost } from '../support/memory-host.ts';

const fidelity: Analysis = {
  figures: [
    {
      name: 'gradients',
      title: 'Gradients <b>',
      meaning: 'Flat: 1 < 2.',
      worrying: true,
      rows: [{ of: 'q', what: 'variance', value: 0.25 }],
      plots: [
        {
          title: 'Variance by qubits',
          x: { name: 'qubits', scale: 'linear' },
          y: { name: 'variance', scale: 'log' },
          series: [
            {
              name: 'local',
              points: [
                [2, 0.1],
                [4, 0.001],
              ],
            },
            {
              name: 'global',
              points: [
                [2, 0.1],
                [4, 0.00001],
              ],
            },
          ],
        },
      ],
      values: { slope: -1 },
    },
  ],
  left: [{ figure: 'fourier', of: '', reason: 'no feature enters it' }],
};

test('panels share their axis upwards and are told in words', () => {
  const [figure] = fidelity.figures;
  const panels = {
    title: 'What errors cost',
    y: { name: 'accuracy', scale: 'linear' },
    level: { name: 'without errors', value: 0.9 },
    panels: [
      {
        x: { name: 'gate error', scale: 'log' },
        series: [
          {
            name: 'as it is',
            points: [
              [0.001, 0.88],
              [0.1, 0.5],
            ],
          },
          {
            name: 'mitigated',
            points: [
              [0.001, 0.9],
              [0.1, 0.7],
            ],
          },
        ],
      },
      {
        x: { name: 'shots', scale: 'log' },
        series: [
          {
            name: 'as it is',
            points: [
              [10, 0.6],
              [1000, 0.89],
            ],
          },
        ],
      },
    ],
  } as const;
  const page = analysisPage('Model', { figures: [{ ...figure!, panels }], left: [] });
  expect(page).toContain(
    'aria-label="What errors cost: without errors 0.900; gate error, as it is from 0.880 at 0.001 to 0.500 at 0.100; gate error, mitigated from',
  );
  const [picture] = /<svg class="chart panels"[^]*?<\/svg>/.exec(page)!;
  for (const name of ['gate error', 'shots', 'accuracy', 'mitigated', 'without errors'])
    expect(picture).toContain(`>${name}<`);
  // A line for each series and one each in the legend.
  expect(picture.match(/<path class="line series0"/g)).toHaveLength(3);
  expect(picture.match(/<path class="line series1"/g)).toHaveLength(2);
  expect(picture.match(/<path class="grid level"/g)).toHaveLength(3);
  // Ticks upwards stand at the first panel only.
  expect(picture.match(/class="tick left"[^>]*>0\.6</g)).toHaveLength(1);
});

describe('a page of figures', () => {
  const page = analysisPage('Model', fidelity);

  test('has a plot whose axis goes in powers of ten, and says it in words', () => {
    expect(page).toContain('aria-label="Variance by qubits: local from 0.100 at 2 to 0.001 at 4;');
    for (const tick of ['1e-5', '1e-4', '0.001', '0.01', '0.1'])
      expect(page).toContain(`>${tick}<`);
    expect(page.match(/<path class="line series1"/g)).toHaveLength(1);
  });

  test('marks what to worry about, and says what was not told', () => {
    expect(page).toContain('<p class="worrying">Flat: 1 &#60; 2.</p>');
    expect(page).toContain('Gradients &#60;b&#62;');
    expect(page).toContain('<li>fourier: no feature enters it</li>');
  });
});

test('figures of a run stay until they are told again', () => {
  const host = memoryHost();
  writeAnalysis('run', fidelity, host);
  const [gradients] = fidelity.figures;
  const noise = { ...gradients!, name: 'noise' as const };
  writeAnalysis('run', { figures: [noise], left: [] }, host);
  const again = { ...gradients!, meaning: 'Steep.' };
  writeAnalysis('run', { figures: [again], left: [] }, host);
  const stored = readAnalysis('run', host);
  expect(stored?.figures.map(({ name, meaning }) => [name, meaning])).toEqual([
    ['gradients', 'Steep.'],
    ['noise', 'Flat: 1 < 2.'],
  ]);
  expect(stored?.left).toEqual(fidelity.left);
  host.write('run/checkpoint.json', 'trained further');
  expect(readAnalysis('run', host)).toBeUndefined();
  host.write('run/analysis.json', '{"format": "qmm-analysis"}');
  expect(() => readAnalysis('run', host)).toThrow(/`run\/analysis.json` cannot be used: `version`/);
});
