/** The settings of a `target`: how a machine runs, not what is run. */
export const targetKeys: readonly string[] = [
  'shots',
  'noise',
  'coupling',
  'basis',
  'mitigation',
  'precision',
  'seed',
];
