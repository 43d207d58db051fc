import { expect, test } from 'vitest';
import { readOptions } from '../../compiler/emit/read-options.ts';
import { mitigationOptions, runtimeOptions } from '../../compiler/emit/runtime/index.ts';
import { compileText } from '../support/compile.ts';

const target = (mitigation: string): string => `
target fez = ibm("ibm_fez") {
  shots: 8192
  mitigation: ${mitigation}
}
`;

test("a target's mitigation becomes options of its jobs", () => {
  const text = target(
    '[zne(factors: [1, 3, 5], fit: exponential), readout_calibration, twirl, decouple(XY4)]',
  );
  const { targets, diagnostics } = compileText(text);
  expect(diagnostics).toEqual([]);
  expect(targets[0]!.shots).toBe(8192);
  const options = mitigationOptions(targets[0]!.mitigation);
  expect(readOptions(runtimeOptions, options, 'runtime')).toEqual({
    resilience: {
      zne_mitigation: true,
      zne: { noise_factors: [1, 3, 5], extrapolator: 'exponential' },
      measure_mitigation: true,
    },
    twirling: { enable_gates: true, enable_measure: true },
    dynamical_decoupling: { enable: true, sequence_type: 'XY4' },
  });
  const cancelling = compileText(target('pec(overhead: 50)')).targets[0]!.mitigation;
  expect(mitigationOptions(cancelling)).toEqual([
    'resilience.pec_mitigation=true',
    'resilience.pec.max_overhead=50',
  ]);
});

test.for([
  ['znee', 'unknown-name', 'zne'],
  ['zne(fit: exponent)', 'unknown-name', 'exponential'],
  ['zne(factor: [1, 3])', 'unknown-argument', 'factors'],
  ['zne(factors: [0.5, 3])', 'type-mismatch', 'numbers from 1'],
  ['pec(-1)', 'type-mismatch', 'a positive number'],
  ['decouple(sequence: XY5)', 'unknown-name', 'XY4'],
  ['3', 'type-mismatch', 'readout_calibration'],
] as const)('mitigation: %s is told with what may stand there', ([mitigation, code, word]) => {
  const { diagnostics } = compileText(target(mitigation));
  expect(diagnostics.map((one) => one.code)).toEqual([code]);
  expect(JSON.stringify(diagnostics[0])).toContain(word);
});
