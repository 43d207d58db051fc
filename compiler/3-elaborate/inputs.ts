import type { Label, Modality, TypeExpression } from '../../grammar/tree.ts';
import type { Input, InputType } from '../../runtime/program/index.ts';
import { audioLength, quantity } from '../2-infer/types.ts';
import { replacement } from '../diagnostics/diagnose.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { integer } from './expressions.ts';
import { findName, locate, textAt, type Frame } from './frame.ts';
import { refuse, silently } from './report.ts';
import { leafForm } from './form.ts';
import type { Element, Tensor } from './value.ts';

export const inputTypes: readonly string[] = [
  'real',
  'angle',
  'int',
  'bit',
  'bool',
  'class',
  'word',
  'image',
  'audio',
  'text',
];

/** A modality or label: what it is in memory, and its value as a tensor. */
export function declareInput(
  frame: Frame,
  statement: Modality | Label,
): { input: Input; tensor: Tensor } {
  const { graph } = frame.elaboration;
  const name = statement.name.text;
  const { type, element, shape } = inputType(frame, statement.type);
  const optional = statement.type.suffixes.some(
    (suffix, index) => suffix.kind === 'optional' && index === statement.type.suffixes.length - 1,
  );
  graph.from(locate(frame, statement.span), [...frame.trace, `${statement.kind} ${name}`]);
  const input: Input = {
    name,
    role: statement.kind,
    type,
    shape,
    optional,
    origin: graph.origin(),
  };
  const needs = statement.kind === 'modality' ? [name] : [];
  const node = graph.add({
    operation: { kind: 'input', name },
    inputs: [],
    shape,
    rate: 'sample',
    trainable: false,
    needs,
  });
  const tensor: Tensor = {
    kind: 'tensor',
    element,
    shape,
    rate: 'sample',
    sources: new Set([name]),
    needs: new Set(needs),
    trainable: false,
    ...(statement.kind === 'label' ? { label: name } : {}),
    ...(type.kind === 'audio' ? { sound: type.rate } : {}),
    form: (index) => leafForm(node, index),
    node: () => node,
  };
  return { input, tensor };
}

interface Described {
  readonly type: InputType;
  readonly element: Element;
  readonly shape: readonly number[];
}

function inputType(frame: Frame, type: TypeExpression): Described {
  const outer = type.suffixes.flatMap((suffix) =>
    suffix.kind === 'dimensions' ? suffix.dimensions.map((size) => integer(frame, size)) : [],
  );
  const head = headType(frame, type);
  return { ...head, shape: [...head.shape, ...outer] };
}

function headType(frame: Frame, type: TypeExpression): Described {
  switch (type.name.text) {
    case 'real':
    case 'angle':
      return { type: { kind: 'tensor', element: 'real' }, element: { kind: 'real' }, shape: [] };
    case 'int':
      return { type: { kind: 'tensor', element: 'int' }, element: { kind: 'int' }, shape: [] };
    case 'bit':
    case 'bool':
      return { type: { kind: 'tensor', element: 'bit' }, element: { kind: 'bit' }, shape: [] };
    case 'class':
      return classType(frame, type);
    case 'word':
      return wordType(frame, type);
    case 'image':
      return imageType(frame, type);
    case 'audio':
      return audioType(frame, type);
    case 'text':
      return textType(frame, type);
    default: {
      const near = nearest(type.name.text, inputTypes);
      return refuse(
        'unknown-name',
        'default',
        locate(frame, type.name.span),
        { what: 'type', name: type.name.text },
        {
          help:
            near === undefined
              ? `Types of modalities and labels are ${inputTypes.join(', ')}.`
              : `Did you mean \`${near}\`?`,
          fixes: inputTypes.map((one) =>
            replacement(`Write \`${one}\``, locate(frame, type.name.span), one),
          ),
        },
      );
    }
  }
}

function classType(frame: Frame, type: TypeExpression): Described {
  const names = type.arguments.flatMap((one) =>
    one.value.kind === 'string' ? [one.value.value] : [],
  );
  const [first] = type.arguments;
  if (first === undefined) {
    refuse(
      'missing-argument',
      'default',
      locate(frame, type.span),
      { callee: 'class', name: 'k' },
      {
        help: 'Write how many classes there are, `class(3)`, or their names, `class("a", "b")`.',
      },
    );
  }
  const count = names.length > 0 ? names.length : integer(frame, first.value);
  const sparse = type.suffixes[0]?.kind === 'optional' && type.suffixes.length > 1;
  return {
    type: { kind: 'class', count, names: names.length > 0 ? names : null },
    element: { kind: 'class', count, names: names.length > 0 ? names : null, sparse },
    shape: [],
  };
}

function wordType(frame: Frame, type: TypeExpression): Described {
  const of = type.arguments[0]?.value;
  const modality = of?.kind === 'call' ? findName(frame, of.name.text) : undefined;
  if (modality?.kind === 'failed') silently();
  if (of?.kind !== 'call' || modality?.kind !== 'tensor' || modality.element.kind !== 'class') {
    refuse('type-mismatch', 'default', locate(frame, type.span), {
      what: `\`${textAt(frame, locate(frame, type.span))}\``,
      found: 'no word of a text',
      wanted: '`word(m)` with a text modality `m`',
    });
  }
  const { count } = modality.element;
  return {
    type: { kind: 'word', modality: of.name.text, count },
    element: { kind: 'class', count, names: null, sparse: false },
    shape: [],
  };
}

function imageType(frame: Frame, type: TypeExpression): Described {
  const [height, width, channels] = type.arguments.map((one) => integer(frame, one.value));
  if (height === undefined || width === undefined) {
    refuse('missing-argument', 'default', locate(frame, type.span), {
      callee: 'image',
      name: height === undefined ? 'height' : 'width',
    });
  }
  const shape = channels === undefined ? [height, width] : [height, width, channels];
  return {
    type: { kind: 'image', height, width, channels: channels ?? null },
    element: { kind: 'real' },
    shape,
  };
}

function audioType(frame: Frame, type: TypeExpression): Described {
  const [rate, length] = type.arguments;
  if (rate === undefined || length === undefined) {
    refuse('missing-argument', 'default', locate(frame, type.span), {
      callee: 'audio',
      name: rate === undefined ? 'rate' : 'length',
    });
  }
  wantUnit(frame, rate.value, ['Hz', 'kHz'], 'a sampling rate in Hz or kHz');
  wantUnit(frame, length.value, ['s', 'ms', 'us', 'ns'], 'a length in s or ms');
  const seconds = quantity(length.value);
  const hertz = quantity(rate.value);
  const samples = audioLength(type);
  if (seconds === undefined || hertz === undefined || samples === undefined) silently();
  return {
    type: { kind: 'audio', rate: hertz, seconds },
    element: { kind: 'real' },
    shape: [samples],
  };
}

function wantUnit(
  frame: Frame,
  value: TypeExpression['arguments'][number]['value'],
  units: readonly string[],
  wanted: string,
): void {
  const at = locate(frame, value.span);
  if (value.kind === 'number' && value.unit !== null && units.includes(value.unit)) return;
  const written = textAt(frame, at);
  const found =
    value.kind !== 'number'
      ? 'no number with a unit'
      : value.unit === null
        ? 'a number without a unit'
        : `in ${value.unit}`;
  const digits = value.kind === 'number' ? value.digits : '';
  refuse(
    'unit-mismatch',
    'default',
    at,
    { what: `\`${written}\``, found, wanted },
    {
      fixes: units
        .slice(0, 1)
        .map((unit) => replacement(`Write \`${digits}${unit}\``, at, `${digits}${unit}`)),
    },
  );
}

function textType(frame: Frame, type: TypeExpression): Described {
  const size = (name: string, position: number): number => {
    const argument =
      type.arguments.find((one) => one.name?.text === name) ??
      type.arguments.filter((one) => one.name === null)[position];
    if (argument === undefined) {
      return refuse('missing-argument', 'default', locate(frame, type.span), {
        callee: 'text',
        name,
      });
    }
    return integer(frame, argument.value);
  };
  const unknown = type.arguments.find((one) => one.name?.text === 'unknown')?.value;
  const shared = unknown?.kind === 'call' && unknown.name.text === 'shared';
  const [words, vocabulary] = [size('words', 0), size('vocabulary', 1)];
  return {
    type: { kind: 'text', words, vocabulary, unknown: shared ? 'shared' : 'skip' },
    element: { kind: 'class', count: vocabulary, names: null, sparse: true },
    shape: [words],
  };
}
