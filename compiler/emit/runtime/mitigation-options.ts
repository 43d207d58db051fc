import type { Mitigation } from '../../4-settings/mitigation.ts';

/** What a target says under `mitigation`, as options of a job, `KEY=VALUE`. */
export function mitigationOptions(mitigation: readonly Mitigation[]): readonly string[] {
  return mitigation.flatMap((one): readonly string[] => {
    switch (one.kind) {
      case 'readout_calibration':
        return ['resilience.measure_mitigation=true'];
      case 'twirl':
        return ['twirling.enable_gates=true', 'twirling.enable_measure=true'];
      case 'zne':
        return [
          'resilience.zne_mitigation=true',
          ...(one.factors ? [`resilience.zne.noise_factors=${one.factors.join(',')}`] : []),
          ...(one.fit ? [`resilience.zne.extrapolator=${EXTRAPOLATORS[one.fit]}`] : []),
        ];
      case 'pec':
        return [
          'resilience.pec_mitigation=true',
          ...(one.overhead === undefined ? [] : [`resilience.pec.max_overhead=${one.overhead}`]),
        ];
      case 'decouple':
        return [
          'dynamical_decoupling.enable=true',
          ...(one.sequence ? [`dynamical_decoupling.sequence_type=${one.sequence}`] : []),
        ];
    }
  });
}

const EXTRAPOLATORS = {
  linear: 'linear',
  quadratic: 'polynomial_degree_2',
  cubic: 'polynomial_degree_3',
  exponential: 'exponential',
  double_exponential: 'double_exponential',
} as const;
