import type { Program } from '../../program/index.ts';
import { objectiveText, type Flow, type Lane } from '../flow.ts';
import { laneParts, lastCircuit } from '../flow-text.ts';
import { registerPicture } from '../registers.ts';
import { CHARACTER, escape, label, stack, tag, type Figure } from './markup.ts';
import { registersFigure } from './registers.ts';

const HEIGHT = 26;
const ARROW = 26;

/** Modalities through their features into registers, readouts and objectives. */
export function flowFigure(program: Program, flow: Flow, width: number): Figure {
  const features = flow.lanes.filter((lane) => lastCircuit(flow, lane) === undefined);
  const figures = features.map((lane) => laneFigure(flow, lane, width));
  flow.blocks.forEach((block, index) => {
    if (block.circuit === null) return;
    if (program.circuits.length > 1) figures.push(textFigure(block.title));
    figures.push(
      registersFigure(registerPicture(program, program.circuits[block.circuit]!), width),
    );
    const after = flow.lanes.filter((lane) => lastCircuit(flow, lane) === index);
    figures.push(...after.map((lane) => laneFigure(flow, lane, width)));
  });
  program.objectives.forEach((objective, index) => {
    const name = objective.name === '' ? 'objective' : `objective ${objective.name}`;
    figures.push(textFigure(`${name}: ${objectiveText(program, flow, index)}`));
  });
  return stack(figures, 12);
}

export function textFigure(text: string, emphasis: 'strong' | 'quiet' = 'strong'): Figure {
  return {
    body: label(0, 9, text, { class: emphasis }),
    width: text.length * CHARACTER,
    height: 18,
  };
}

function laneFigure(flow: Flow, lane: Lane, width: number): Figure {
  let x = 0;
  let y = 0;
  let widest = 0;
  const pieces = laneParts(flow, lane).map((text, i) => {
    const own = text.length * CHARACTER + 16;
    const wraps = i > 0 && x + ARROW + own > width;
    if (wraps) {
      x = ARROW;
      y += HEIGHT + 8;
    }
    const arrow = i === 0 ? '' : arrowMarkup(x, y + HEIGHT / 2);
    if (i > 0) x += ARROW;
    const box = tag('rect', {
      class: 'box',
      x: x + 0.5,
      y: y + 0.5,
      width: own - 1,
      height: HEIGHT - 1,
      rx: 13,
    });
    const piece =
      arrow +
      tag(
        'g',
        {},
        tag('title', {}, escape(text)) +
          box +
          label(x + own / 2, y + HEIGHT / 2, text, { class: 'middle' }),
      );
    x += own;
    widest = Math.max(widest, x);
    return piece;
  });
  return { body: pieces.join(''), width: widest, height: y + HEIGHT };
}

function arrowMarkup(x: number, y: number): string {
  const shaft = tag('path', { class: 'join', d: `M${x + 3} ${y}h${ARROW - 10}` });
  return shaft + tag('path', { class: 'dot', d: `M${x + ARROW - 3} ${y}l-7 -4v8z` });
}
