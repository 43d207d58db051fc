import { textAt } from '../frame.ts';
import { leafForm } from '../form.ts';
import { refuse } from '../report.ts';
import { typeText } from '../describe.ts';
import { operationTensor } from '../tensor.ts';
import { elements, type Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

/**
 * `across(score, modality)`: a score of one sample becomes one of two, with the modality of the first and all else of
 * the second. What the score is made of is cut out at the end (`outline.ts`).
 */
export const acrossSamples: Readonly<Record<string, (call: IntrinsicCall) => Value>> = {
  across: (call) => {
    const { graph, outlines } = call.frame.elaboration;
    const score = call.numbers('score');
    const at = call.given('score').at;
    if (score.rate !== 'sample' || elements(score.shape) !== 1) {
      refuse('type-mismatch', 'default', at, {
        what: `\`${textAt(call.frame, at)}\``,
        found: score.rate === 'pair' ? 'a value of two samples already' : typeText(score),
        wanted: 'one number of one sample',
      });
    }
    const { node: modality, name } = modalityOf(call);
    if (![...score.sources].some((source) => source !== name)) {
      refuse('type-mismatch', 'default', at, {
        what: `\`${textAt(call.frame, at)}\``,
        found: `made of \`${name}\` alone`,
        wanted: 'a score of several modalities',
      });
    }
    const result = score.node();
    const made = operationTensor(
      graph,
      { kind: 'across', modality: name, sides: [], body: { nodes: [], circuits: [], result } },
      [],
      { shape: [], rate: 'pair' },
    );
    const node = (): number => {
      const index = made.node();
      graph.nodes[index]!.trainable = score.trainable;
      graph.nodes[index]!.needs = [...score.needs];
      outlines.set(index, { handed: [], result, leftOf: modality });
      return index;
    };
    return {
      ...made,
      shape: [],
      sources: score.sources,
      needs: score.needs,
      trainable: score.trainable,
      node,
      form: (index) => leafForm(node(), index),
    };
  },
};

/** The input that an argument names, as it was declared. */
function modalityOf(call: IntrinsicCall): { readonly node: number; readonly name: string } {
  const value = call.tensor('modality');
  const node = value.rate === 'sample' ? value.node() : -1;
  const operation = call.frame.elaboration.graph.nodes[node]?.operation;
  if (operation?.kind === 'input' && value.label === undefined) {
    return { node, name: operation.name };
  }
  const { at } = call.given('modality');
  return refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(call.frame, at)}\``,
    found: 'computed',
    wanted: 'the name of a modality',
  });
}
