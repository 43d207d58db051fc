import type { Feature } from '../../../runtime/program/index.ts';
import type { Line } from '../lines.ts';
import { graphsWithin } from './graph.ts';
import { quoted } from './identifiers.ts';
import { call, numberList } from './layout.ts';
import type { ModuleModel } from './model.ts';
import { numberText } from './numbers.ts';
import type { ConstantText } from './parts.ts';

/** Values that are the same for every sample and too large to stand in a line, and fixed transforms, made once. */
export function valueConstants(model: ModuleModel): readonly ConstantText[] {
  return graphsWithin(model).flatMap((graph) => [
    ...graph.nodes.flatMap((index): readonly ConstantText[] => {
      const { operation, shape, origin } = graph.program.nodes[index]!;
      if (operation.kind !== 'constant' || shape.length === 0) return [];
      const name = graph.names.get(index)!;
      const lines = tensorLines(name, shape, operation.values.map(numberText), origin);
      return [{ kind: 'constant', name, about: [], type: null, lines, literal: false }];
    }),
    ...[...graph.features].flatMap(([index, name]): readonly ConstantText[] => {
      const { operation, inputs, shape, origin } = graph.program.nodes[index]!;
      if (operation.kind !== 'feature') return [];
      const from = graph.program.nodes[inputs[0]!]!.shape;
      const shapes = `{ from: [${from.join(', ')}], to: [${shape.join(', ')}] }`;
      const head = `const ${name} = /* @__PURE__ */ defineFeature`;
      const lines = call(head, [featureText(operation.feature), shapes], ';', { origin });
      return [{ kind: 'constant', name, about: [], type: null, lines, literal: false }];
    }),
  ]);
}

function tensorLines(
  name: string,
  shape: readonly number[],
  numbers: readonly string[],
  origin: number,
): readonly Line[] {
  const head = `const ${name} = /* @__PURE__ */ tensor`;
  const sizes = `[${shape.join(', ')}]`;
  const single = call(head, [sizes, `[${numbers.join(', ')}]`], ';', { origin });
  if (single.length === 1) return single;
  return [
    { text: `${head}(`, origin },
    { text: `  ${sizes},`, origin },
    ...numberList('[', numbers, '],', { origin, indent: 2 }),
    { text: ');', origin },
  ];
}

function featureText(feature: Feature): string {
  const entries = Object.entries(feature).map(([key, value]) =>
    typeof value === 'string' ? `${key}: ${quoted(value)}` : `${key}: ${value}`,
  );
  return `{ ${entries.join(', ')} }`;
}
