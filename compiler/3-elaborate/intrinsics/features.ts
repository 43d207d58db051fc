import type { Feature } from '../../../runtime/program/index.ts';
import type { NumberChange } from '../../diagnostics/diagnostic.ts';
import { typeText } from '../describe.ts';
import { textAt } from '../frame.ts';
import { refuse } from '../report.ts';
import { operationTensor } from '../tensor.ts';
import type { Tensor, Value } from '../value.ts';
import type { IntrinsicCall } from './context.ts';

type Builder = (call: IntrinsicCall) => Value;

const feature =
  (input: string, describeFeature: (call: IntrinsicCall, x: Tensor) => Feature): Builder =>
  (call) => {
    const x = call.tensor(input);
    return operationTensor(
      call.frame.elaboration.graph,
      { kind: 'feature', feature: describeFeature(call, x) },
      [x],
      { shape: call.shape().dims },
    );
  };

/** Fixed transforms of pictures, sound and text. */
export const features: Readonly<Record<string, Builder>> = {
  grey: feature('x', (call, x) => {
    wantRank(call, x, [3], 'a picture with channels');
    return { kind: 'grey' };
  }),
  resize: feature('x', (call, x) => {
    wantRank(call, x, [2, 3], 'a picture');
    return { kind: 'resize', height: call.int('height'), width: call.int('width') };
  }),
  patches: feature('x', patches),
  stft: feature('x', (call, x) => ({
    kind: 'stft',
    rate: rateOf(call, x),
    frames: call.int('frames', 16),
    bins: call.int('bins'),
  })),
  mel: feature('x', (call, x) => ({
    kind: 'mel',
    rate: rateOf(call, x),
    bands: call.int('bands'),
    frames: call.int('frames', 16),
  })),
  mfcc: feature('x', (call, x) => ({
    kind: 'mfcc',
    rate: rateOf(call, x),
    coefficients: call.int('coefficients'),
    segments: call.int('segments', 1),
  })),
  word_counts: feature('words', (call, x) => {
    wantClass(call, x);
    return { kind: 'bag' };
  }),
  hash: feature('words', (call, x) => {
    wantClass(call, x);
    return { kind: 'hash' };
  }),
};

function patches(call: IntrinsicCall, x: Tensor): Feature {
  wantRank(call, x, [2, 3], 'a picture');
  const [height, width] = [call.int('height'), call.int('width')];
  const [rows = 0, columns = 0] = x.shape;
  if (rows % height !== 0 || columns % width !== 0) {
    refuse(
      'size-mismatch',
      'default',
      call.at,
      {
        left: `a picture of ${rows} by ${columns} is given`,
        right: `patches of ${height} by ${width} do not tile it`,
      },
      { numbers: [...tilings(height, rows), ...tilings(width, columns)] },
    );
  }
  return { kind: 'patches', height, width };
}

/** The nearest sizes of a patch that tile a side, smaller and larger. */
function tilings(size: number, side: number): NumberChange[] {
  const fits = Array.from({ length: side }, (_, index) => index + 1).filter(
    (one) => side % one === 0,
  );
  const nearest = [fits.findLast((one) => one < size), fits.find((one) => one > size)];
  return side % size === 0
    ? []
    : nearest.flatMap((to) => (to === undefined ? [] : [{ from: size, to }]));
}

/** Sampling rate of the sound a value is: only the modality itself knows it. */
function rateOf(call: IntrinsicCall, x: Tensor): number {
  wantRank(call, x, [1], 'a sound');
  const rate = x.sound;
  if (rate === undefined) {
    refuse('type-mismatch', 'default', call.given('x').at, {
      what: `\`${textAt(call.frame, call.given('x').at)}\``,
      found: typeText(x),
      wanted: 'a sound, whose sampling rate is known',
    });
  }
  return rate;
}

function wantRank(call: IntrinsicCall, x: Tensor, ranks: readonly number[], what: string): void {
  if (ranks.includes(x.shape.length) && x.element.kind !== 'class') return;
  const { at } = call.given('x');
  refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(call.frame, at)}\``,
    found: `\`${typeText(x)}\``,
    wanted: what,
  });
}

function wantClass(call: IntrinsicCall, x: Tensor): void {
  if (x.element.kind === 'class' && x.shape.length === 1) return;
  const { at } = call.given('words');
  refuse('type-mismatch', 'default', at, {
    what: `\`${textAt(call.frame, at)}\``,
    found: `\`${typeText(x)}\``,
    wanted: 'words',
  });
}
