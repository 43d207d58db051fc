/** Options of IBM's primitives that a job may set; names and meanings as in their published schema. */
export interface RuntimeOptions {
  readonly dynamical_decoupling?: {
    readonly enable?: boolean;
    readonly sequence_type?: 'XX' | 'XpXm' | 'XY4';
  };
  readonly twirling?: {
    readonly enable_gates?: boolean;
    readonly enable_measure?: boolean;
    readonly num_randomizations?: number | 'auto';
    readonly shots_per_randomization?: number | 'auto';
    readonly strategy?: 'active' | 'active-circuit' | 'active-accum' | 'all';
  };
  /** Estimator only. */
  readonly resilience?: {
    readonly measure_mitigation?: boolean;
    readonly zne_mitigation?: boolean;
    readonly zne?: {
      readonly amplifier?: 'gate_folding' | 'gate_folding_front' | 'gate_folding_back' | 'pea';
      readonly noise_factors?: readonly number[];
      readonly extrapolator?: string | readonly string[];
    };
    readonly pec_mitigation?: boolean;
  };
  readonly execution?: { readonly init_qubits?: boolean; readonly rep_delay?: number };
}
