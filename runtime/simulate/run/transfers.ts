import { type Form, scaleForm } from '../plan/form.ts';
import type { Plan } from '../plan/plan.ts';
import type { Vector } from '../wasm/vector.ts';
import { type Cells, formsOf, startEntries, valuesOf } from './cells.ts';
import { type FormList, type IndexedForm, listForms, transposed } from './forms.ts';
import { type LeafOrder, orderLeaves } from './leaves.ts';
import type { Store } from './store.ts';
import { type TableMethod, type TablePlaces, tablePlaces } from './tables.ts';

/** How numbers get from leaves to kernels and back, as lists that kernels walk. */
export interface Transfers {
  readonly cells: Cells;
  readonly methods: readonly TableMethod[];
  /** Of the tables that are products. */
  readonly places: readonly (TablePlaces | undefined)[];
  readonly leaves: LeafOrder;
  /** All value cells over the shared leaves. */
  readonly values: FormList;
  /** Over the sampled leaves: half the angles of sampled slots, and amplitudes. */
  readonly angles: FormList;
  readonly entries: FormList;
  /** The circuit's outputs over the readouts' values, and the weights of values over the gradients of outputs. */
  readonly outputs: FormList;
  readonly weights: FormList;
  /** Gradients of shared leaves over gradient cells; of sampled leaves over the gradients of angles and of amplitudes. */
  readonly sharedGradients: FormList;
  readonly angleGradients: FormList;
  readonly entryGradients: FormList;
}

const DOUBLE = 8;
const VECTOR = 16;

export function writeTransfers(
  plan: Plan,
  v: Vector,
  store: Store,
  shape: { readonly cells: Cells; readonly methods: readonly TableMethod[] },
): Transfers {
  const { cells, methods } = shape;
  const leaves = orderLeaves(plan.sampled);
  const [shared, sampled] = [formsOf(plan, 'shared'), formsOf(plan, 'sampled')];
  const entries = startEntries(plan);
  const outputs = plan.outputs.map(({ constant, terms }): IndexedForm => ({
    constant,
    terms: terms.map(({ value, coefficient }) => ({ index: value, coefficient })),
  }));
  const ofSample = (forms: readonly Form[], factor: number): IndexedForm[] =>
    forms.map((form) => ({ ...over(scaleForm(form, factor), leaves.sampled), constant: 0 }));
  const gradientsOf = (forms: readonly Form[], factor: number): readonly IndexedForm[] =>
    transposed(ofSample(forms, factor), leaves.sampledCount);
  return {
    ...shape,
    leaves,
    places: methods.map((method) =>
      method.kind === 'product' ? tablePlaces(method, v, store) : undefined,
    ),
    values: listForms(store, 'values', valueForms(cells, leaves, plan, methods), DOUBLE),
    angles: listForms(store, 'angles', ofSample(sampled, 0.5), DOUBLE),
    entries: listForms(store, 'entries', ofSample(entries, 1), DOUBLE),
    outputs: listForms(store, 'outputs', outputs, VECTOR),
    weights: listForms(store, 'weights', transposed(outputs, valuesOf(plan)), DOUBLE),
    sharedGradients: listForms(
      store,
      'shared gradients',
      sharedGradients({ cells, leaves, plan, methods, shared }),
      DOUBLE,
    ),
    angleGradients: listForms(store, 'angle gradients', gradientsOf(sampled, 1), VECTOR),
    // An amplitude a is in both <psi| and |psi>.
    entryGradients: listForms(store, 'entry gradients', gradientsOf(entries, 2), VECTOR),
  };
}

/** The part of a form that is over one kind of leaf. */
function over({ constant, terms }: Form, order: readonly number[]): IndexedForm {
  return {
    constant,
    terms: terms
      .map(({ leaf, coefficient }) => ({ index: order[leaf]!, coefficient }))
      .filter(({ index }) => index >= 0),
  };
}

function valueForms(
  { values }: Cells,
  { shared: order }: LeafOrder,
  plan: Plan,
  methods: readonly TableMethod[],
): readonly IndexedForm[] {
  const forms = new Array<IndexedForm>(values.count).fill({ constant: 0, terms: [] });
  const put = (first: number, angles: readonly Form[], factor: number): void => {
    angles.forEach((angle, i) => {
      forms[first + i] = over(scaleForm(angle, factor), order);
    });
  };
  put(0, formsOf(plan, 'shared'), 0.5);
  put(values.bases, formsOf(plan, 'sampled'), 0.5);
  put(values.entries, startEntries(plan), 1);
  methods.forEach(({ angles }, i) => {
    const forms = angles.map(({ angle }) => angle);
    put(values.tables[i]!, forms, -0.5);
  });
  return forms;
}

function sharedGradients(options: {
  readonly cells: Cells;
  readonly leaves: LeafOrder;
  readonly plan: Plan;
  readonly methods: readonly TableMethod[];
  readonly shared: readonly Form[];
}): readonly IndexedForm[] {
  const { cells, leaves, plan, methods, shared } = options;
  const { gradients } = cells;
  const forms = new Array<IndexedForm>(gradients.count).fill({ constant: 0, terms: [] });
  const put = (first: number, angles: readonly Form[], factor = 1): void => {
    angles.forEach((angle, i) => {
      forms[first + i] = over(scaleForm(angle, factor), leaves.shared);
    });
  };
  put(0, shared);
  put(gradients.bases, formsOf(plan, 'sampled'));
  put(gradients.entries, startEntries(plan), 2);
  methods.forEach(({ angles }, i) => {
    put(
      gradients.tables[i]!,
      angles.map(({ angle }) => angle),
    );
  });
  return transposed(forms, leaves.sharedCount);
}
