import { exact, type Operation } from '../../../runtime/program/index.ts';
import { ancestry } from '../ancestry.ts';
import { typeText } from '../describe.ts';
import { leafForm } from '../form.ts';
import { textAt } from '../frame.ts';
import { notYet } from '../not-yet.ts';
import { readState } from '../reading.ts';
import { listed, refuse, silently } from '../report.ts';
import { operationTensor } from '../tensor.ts';
import { elements, nothing, type Tensor } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

/** Bit strings that a register is measured to be, and the objectives that judge their distribution. */
export const drawings: Readonly<Record<string, (call: IntrinsicCall) => Tensor>> = {
  sample: (call) => {
    const { graph } = call.frame.elaboration;
    const qubits = call.qubits('q');
    const measurement = { kind: 'probabilities', qubits } as const;
    const distribution = readState(call, [measurement], [2 ** qubits.length]);
    const shape = [qubits.length];
    const stream = graph.nodes.filter((node) => node.operation.kind === 'sample').length;
    const node = graph.add({
      operation: { kind: 'sample', stream },
      inputs: [distribution.node()],
      shape,
      rate: 'sample',
      trainable: true,
      needs: [],
    });
    return {
      kind: 'tensor',
      element: { kind: 'bit' },
      shape,
      rate: 'sample',
      sources: distribution.sources,
      needs: nothing,
      trainable: true,
      distribution,
      form: (index) => leafForm(node, index),
      node: () => node,
    };
  },
  mmd: (call) => judged(call, { kind: 'mmd', bandwidths: bandwidths(call) }),
  divergence: (call) => judged(call, { kind: 'divergence' }),
};

/**
 * An objective of the distribution behind a drawing and of one true bit string. The drawing itself is only remembered
 * for the metrics, so that the derivative is exact.
 */
function judged(call: IntrinsicCall, operation: Operation): Tensor {
  const { elaboration } = call.frame;
  const drawn = call.tensor('drawn');
  const { distribution } = drawn;
  if (distribution === undefined)
    return mismatch(call, 'drawn', drawn, 'what `sample(q)` draws, reshaped at most');
  const truth = bitsOf(call, drawn);
  const given = givenNodes(call, distribution.node());
  const made = operationTensor(elaboration.graph, operation, [distribution, truth], { shape: [] });
  const [label] = inputNodes(call, truth.node());
  if (label !== undefined) {
    elaboration.tasks.push({
      kind: 'generation',
      drawing: drawn.node(),
      probabilities: distribution.node(),
      distance: made.node(),
      given,
      truth: truth.node(),
      label: label.name,
    });
  }
  return made;
}

function bitsOf(call: IntrinsicCall, drawn: Tensor): Tensor {
  const truth = call.tensor('truth');
  if (truth.element.kind !== 'bit' && truth.element.kind !== 'bool')
    return mismatch(call, 'truth', truth, `\`${typeText(drawn)}\` as it is drawn`);
  if (truth.shape.join() === drawn.shape.join()) return truth;
  const { at } = call.given('truth');
  const sizes = truth.shape.join(', ');
  const alike = elements(truth.shape) === elements(drawn.shape);
  return refuse(
    'size-mismatch',
    'default',
    call.given('drawn').at,
    {
      left: `what is drawn is \`${typeText(drawn)}\``,
      right: `\`${textAt(call.frame, at)}\` is \`${typeText(truth)}\``,
    },
    {
      help: alike
        ? `Bring the drawing into the shape of the truth: \`sample(q) |> reshape(${sizes})\`.`
        : `A drawing has a bit for each qubit: this truth takes ${elements(truth.shape)} of them.`,
    },
  );
}

/**
 * The modalities that the drawing depends on. All of them must be given: draws for samples that differ in another one
 * are not draws from one distribution.
 */
function givenNodes(call: IntrinsicCall, distribution: number): number[] {
  const { elaboration } = call.frame;
  const { nodes } = elaboration.graph;
  const made = [...ancestry(elaboration, distribution)];
  if (made.some((node) => ['draw', 'sample'].includes(nodes[node]!.operation.kind))) {
    const what = `\`${call.name}\` of qubits that random numbers enter`;
    notYet(call.frame, call.at, what, 'trained');
    silently();
  }
  const on = inputNodes(call, distribution);
  const named = call.has('given') ? inputNodes(call, call.tensor('given').node()) : [];
  const lacking = on.filter(({ node }) => !named.some((one) => one.node === node));
  if (lacking.length === 0) return on.map(({ node }) => node);
  const names = listed(lacking.map(({ name }) => `\`${name}\``));
  const [only] = lacking;
  return refuse(
    'missing-argument',
    'given',
    call.has('given') ? call.given('given').at : call.at,
    { callee: call.name, names },
    only && lacking.length === 1 && named.length === 0
      ? { help: `Write \`given: ${only.name}\`.` }
      : {},
  );
}

function inputNodes(call: IntrinsicCall, root: number): { name: string; node: number }[] {
  const { elaboration } = call.frame;
  return [...ancestry(elaboration, root)]
    .sort((a, b) => a - b)
    .flatMap((node) => {
      const { operation } = elaboration.graph.nodes[node]!;
      return operation.kind === 'input' ? [{ name: operation.name, node }] : [];
    });
}

/**
 * Variances of the Gaussians, in units of the Hamming distance. By default one that asks for the very string, one that
 * asks for its parts, and one that asks for single bits, so that there is a slope from anywhere (Rudolph et al. 2024).
 */
function bandwidths(call: IntrinsicCall): number[] {
  if (!call.has('bandwidths')) {
    const bits = elements(call.tensor('drawn').shape);
    return [0.25, bits / 4, bits];
  }
  const given = call.numbers('bandwidths');
  if (given.rate !== 'const' || elements(given.shape) === 0)
    return mismatch(call, 'bandwidths', given, 'a list of numbers known to the compiler');
  const found = Array.from({ length: elements(given.shape) }, (_, index) =>
    exact.toNumber(given.form(index).constant),
  );
  const wrong = found.find((one) => one <= 0);
  if (wrong === undefined) return found;
  return refuse('requirement-failed', 'default', call.given('bandwidths').at, {
    condition: 'bandwidths > 0',
    values: `one of them is ${wrong}`,
  });
}

function mismatch(call: IntrinsicCall, name: string, value: Tensor, wanted: string): never {
  const { at } = call.given(name);
  return refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(call.frame, at)}\``,
    found: `\`${typeText(value)}\``,
    wanted,
  });
}
