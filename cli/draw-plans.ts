import type { Paint } from '../compiler/diagnostics/render/paint.ts';
import type { StepPlan } from '../runtime/estimate/index.ts';
import { type PlanDescription, planSummary } from '../runtime/simulate/index.ts';
import { bytes, drawTable } from './table.ts';

const headers = ['', 'what', 'gates', 'forward', 'backward', 'memory'];

/** Plans as tables: a row for each walk over the state, with operations and traffic of one sample. */
export function drawPlans(model: string, plans: readonly StepPlan[], paint: Paint): string {
  return plans
    .map((one, i) => {
      const place = plans.length > 1 ? `, circuit ${i + 1} of ${plans.length}` : '';
      const head = `${model}${place}: ${one.qubits} qubits, ${one.rows} rows at once; ${one.engine}`;
      return [`\n${paint.strong(head)}\n`, ...one.plans.map((plan) => drawPlan(plan, paint))].join(
        '',
      );
    })
    .join('');
}

function drawPlan(plan: PlanDescription, paint: Paint): string {
  const rows = [...plan.steps, { kind: 'all', text: '', gates: {}, ...plan.total }].map(
    ({ kind, text, gates, forward, backward, bytes: moved }, i) => [
      isPass(kind) ? String(i) : kind,
      text,
      Object.entries(gates)
        .map(([name, count]) => (count === 1 ? name : `${count} ${name}`))
        .join(', '),
      String(forward),
      String(backward),
      bytes(moved),
    ],
  );
  const time = `about ${plan.milliseconds.toPrecision(2)} ms a step on one core`;
  return `${planSummary(plan)}\n${drawTable(headers, rows, paint)}${time}\n`;
}

function isPass(kind: string): boolean {
  return kind === 'rotation' || kind === 'diagonal' || kind === 'phase';
}
