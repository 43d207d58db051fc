import type { Program } from '../program/index.ts';
import { DEFAULT_WIDTH, type DrawOptions } from './options.ts';
import { picture, type Item } from './picture.ts';
import { circuitFigure } from './svg/circuit.ts';
import { svgDocument } from './svg/document.ts';
import { textFigure } from './svg/flow.ts';
import { CHARACTER, stack } from './svg/markup.ts';
import { circuitSummary } from './text.ts';

/** An element of a drawing and what it stands for. */
export interface DrawnPart {
  /** Its `data-part`. */
  readonly id: string;
  /** Of its gates: indices into `Program.origins`. */
  readonly origins: readonly number[];
}

/** The circuits of a Program as one SVG document, each gate an element that leads back to the source. */
export function drawLinked(
  program: Program,
  { level = 'source', width = DEFAULT_WIDTH }: DrawOptions = {},
): { readonly svg: string; readonly parts: readonly DrawnPart[] } {
  const ids = new Map<Item, string>();
  const figures = program.circuits.flatMap((circuit) => {
    const drawn = picture(program, circuit, level);
    for (const item of drawn.items) ids.set(item, String(ids.size));
    return [
      textFigure(circuitSummary(circuit)),
      circuitFigure(drawn, width * CHARACTER, (item) => ids.get(item)),
    ];
  });
  const svg = svgDocument(stack(figures, 16), {
    id: `qmm-${program.model}-circuits`,
    title: `Circuits of ${program.model}`,
    description: program.circuits.map(circuitSummary).join('; '),
  });
  return { svg, parts: [...ids].map(([{ origins }, id]) => ({ id, origins })) };
}
