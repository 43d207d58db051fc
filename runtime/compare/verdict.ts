import type { Comparison, Row } from './comparison.ts';

const CHANCE = 0.05;

/**
 * What a comparison says in plain words: against the best classical model, against other runs, against the twins, and of each modality. A
 * difference counts where its corrected p is below 0.05; it may well say that the quantum part adds nothing.
 */
export function verdictOf(comparison: Comparison): string[] {
  const { rows, trials } = comparison;
  const model = rows[0]!;
  if (trials < 2) {
    return [
      'One trial says nothing about chance: take more seeds before you believe any difference in this table.',
    ];
  }
  return [
    ...quantumPart(comparison, model),
    ...rivals(comparison),
    ...entanglement(comparison),
    ...modalities(comparison),
  ];
}

function quantumPart(comparison: Comparison, model: Row): string[] {
  const classical = comparison.rows.filter(isClassical);
  if (classical.length === 0) return [];
  const best = classical.reduce((one, other) =>
    gain(comparison, other) > gain(comparison, one) ? other : one,
  );
  const words = `${best.name} (${figure(best)}), the best classical model on the same features`;
  if (!isCertain(best)) {
    return [
      `The quantum part adds nothing measurable here: ${model.name} (${figure(model)}) and ${words}, are not told apart (p ${pText(best)}).`,
    ];
  }
  if (gain(comparison, best) > 0) {
    return [
      `The quantum part adds nothing here: ${model.name} (${figure(model)}) is beaten by ${words} (p ${pText(best)}).`,
    ];
  }
  const unsure = classical.filter((row) => !isCertain(row));
  return unsure.length === 0
    ? [
        `${model.name} (${figure(model)}) beats every classical model here; ${words}, comes nearest (p ${pText(best)}).`,
      ]
    : [
        `${model.name} (${figure(model)}) beats ${words} (p ${pText(best)}), but is not told apart from ${unsure.map(({ name }) => name).join(' and ')}.`,
      ];
}

function rivals(comparison: Comparison): string[] {
  const model = comparison.rows[0]!;
  return comparison.rows
    .filter(({ kind }) => kind === 'rival')
    .map((row) => {
      const other = `\`${row.name}\` (${figure(row)})`;
      if (!isCertain(row))
        return `${model.name} (${figure(model)}) and ${other} are not told apart (p ${pText(row)}).`;
      const [word, by] = [gain(comparison, row) > 0 ? 'worse' : 'better', amount(row)];
      return `${model.name} (${figure(model)}) is ${word} than ${other} by ${by} (p ${pText(row)}).`;
    });
}

function entanglement(comparison: Comparison): string[] {
  return comparison.rows
    .filter(({ kind, name }) => kind === 'twin' && name.startsWith('without '))
    .map((row) => {
      const what =
        row.name === 'without entanglement'
          ? 'Entanglement'
          : 'Bringing the modalities together in gates';
      const [by, p] = [amount(row), pText(row)];
      if (!isCertain(row))
        return `${what} makes no difference that these trials can tell (${by}, p ${p}).`;
      return gain(comparison, row) > 0
        ? `${what} does harm: without it the model is better by ${by} (p ${p}).`
        : `${what} is worth ${by} (p ${p}).`;
    });
}

function modalities(comparison: Comparison): string[] {
  return comparison.rows
    .filter(({ kind, name }) => kind === 'ablation' && name.startsWith('without '))
    .map((row) => {
      const modality = row.name.slice('without '.length);
      const [by, p] = [amount(row), pText(row)];
      if (!isCertain(row))
        return `What \`${modality}\` is worth cannot be told from these trials (${by}, p ${p}).`;
      return gain(comparison, row) > 0
        ? `\`${modality}\` does harm: without it the model is better by ${by} (p ${p}).`
        : `\`${modality}\` is worth ${by} (p ${p}).`;
    });
}

/** Was it made of classical parts only? */
function isClassical({ kind, name }: Row): boolean {
  return kind === 'classical' || (kind === 'twin' && !name.startsWith('without '));
}

/** By how much it is better than the model. */
function gain({ isBetterHigh }: Comparison, { difference }: Row): number {
  return (isBetterHigh ? 1 : -1) * (difference ?? 0);
}

function isCertain({ p }: Row): boolean {
  return p !== null && p < CHANCE;
}

/** `2.3 points` of an accuracy, a number of anything else. */
function amount({ metric, difference }: Row): string {
  const size = Math.abs(difference ?? 0);
  return metric === 'accuracy' ? `${(100 * size).toFixed(1)} points` : size.toFixed(3);
}

function figure({ metric, mean }: Row): string {
  return `${metric} ${mean.toFixed(3)}`;
}

/** `0.03`, `below 0.001` */
export function pText({ p }: Pick<Row, 'p'>): string {
  if (p === null) return '';
  return p < 0.001 ? 'below 0.001' : p.toFixed(p < 0.1 ? 3 : 2);
}
