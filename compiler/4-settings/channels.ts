import type { Expression } from '../../grammar/tree.ts';
import type { Channel, GateNoise, NoiseModel } from '../../runtime/program/index.ts';
import { gateNames } from '../3-elaborate/gate-table.ts';
import { diagnose, replacement } from '../diagnostics/diagnose.ts';
import { optionsOf, type Option } from './options.ts';
import { at, callIn, unknownName, wrong, type Reader } from './reader.ts';

type Call = Extract<Expression, { readonly kind: 'call' }>;

const chance: Option = {
  standard: Number.NaN,
  wanted: 'a probability from 0 to 1',
  holds: (value) => value >= 0 && value <= 1,
};
/** More than this is the opposite error, more often than not. */
const flipping: Option = {
  standard: Number.NaN,
  wanted: 'a probability from 0 to 0.5',
  holds: (value) => value >= 0 && value <= 0.5,
};
/** A number without a unit counts seconds, which no qubit lives for. */
const duration: Option = {
  standard: Number.NaN,
  wanted: 'a duration, e.g. `180us`',
  holds: (value) => value > 0 && value < 0.1,
};

/** Nanoseconds that a gate takes where `thermal` does not say: those of IBM's Heron machines. */
const ONE_QUBIT = 24;
const OTHERS = 84;

const kinds = {
  depolarize: { probability: chance },
  dephase: { probability: flipping },
  flip: { probability: flipping },
  damp: { gamma: chance },
  phase_damp: { lambda: chance },
  thermal: { t1: duration, t2: duration, duration },
} as const satisfies Record<Channel['kind'], Readonly<Record<string, Option>>>;

export const channelNames = Object.keys(kinds) as Channel['kind'][];

const classes = ['one_qubit', 'two_qubit', 'measure'] as const;

/** One of the channels of `noise`; what is wrong with it is reported, and it is left out. */
export function readChannel(reader: Reader, expression: Expression): NoiseModel {
  const none: NoiseModel = { gates: [], readout: [] };
  if (expression.kind !== 'call') {
    wrong(reader, expression, 'A channel of `noise`', 'e.g. `depolarize(0.01)`', [
      'depolarize(0.01)',
    ]);
    return none;
  }
  const kind = channelNames.find((one) => one === expression.name.text);
  if (kind === undefined) {
    unknownName(reader, expression.name, 'channel', expression.name.text, channelNames);
    return none;
  }
  const after = readAfter(reader, expression);
  const channel = channelOf(reader, expression, kind);
  if (after === undefined || channel === undefined) return none;
  if (after === 'measure') return readoutError(reader, expression, channel) ?? none;
  const act = (when: GateNoise['after'], one: Channel): GateNoise => ({
    after: when,
    on: null,
    channel: one,
  });
  if (channel.kind !== 'thermal' || !Number.isNaN(channel.duration)) {
    return { gates: [act(after, channel)], readout: [] };
  }
  const [short, long] = [ONE_QUBIT, OTHERS].map((time) => ({ ...channel, duration: time }));
  if (after === 'one_qubit') return { gates: [act(after, short!)], readout: [] };
  if (after !== 'every') return { gates: [act(after, long!)], readout: [] };
  return { gates: [act('one_qubit', short!), act('two_qubit', long!)], readout: [] };
}

function channelOf(reader: Reader, call: Call, kind: Channel['kind']): Channel | undefined {
  const options: Readonly<Record<string, Option>> = kinds[kind];
  const before = reader.diagnostics.length;
  const { values } = optionsOf(reader, call, options, ['after']);
  if (reader.diagnostics.length > before) return undefined;
  const missing = Object.keys(options).find(
    (name) => name !== 'duration' && Number.isNaN(values[name]),
  );
  if (missing !== undefined) {
    const place = at(reader, call);
    const example = `${call.name.text}(${EXAMPLES[kind]})`;
    reader.diagnostics.push(
      diagnose(
        'missing-argument',
        'default',
        place,
        { callee: call.name.text, name: missing },
        {
          help: `For example \`${example}\`.`,
          fixes: [replacement(`Write \`${example}\``, place, example)],
        },
      ),
    );
    return undefined;
  }
  if (kind !== 'thermal') return { kind, ...values } as Channel;
  const [t1, t2] = [values['t1']!, values['t2']!];
  if (t2 > 2 * t1) {
    refuse(
      reader,
      call,
      `\`t2\` is ${micro(t2)} and \`t1\` ${micro(t1)}: coherence outlives the qubit. It can be 2 \`t1\` at most.`,
      [[callIn(call)!.named.get('t2') ?? callIn(call)!.positional[1], micro(2 * t1)]],
    );
    return undefined;
  }
  return {
    kind,
    t1: nanoseconds(t1),
    t2: nanoseconds(t2),
    duration: nanoseconds(values['duration']!),
  };
}

const EXAMPLES: Readonly<Record<Channel['kind'], string>> = {
  depolarize: '0.01',
  dephase: '0.01',
  flip: '0.01',
  damp: '0.01',
  phase_damp: '0.01',
  thermal: 't1: 180us, t2: 120us',
};

/** `every` without it; undefined where it names nothing, which is reported. */
function readAfter(reader: Reader, call: Call): GateNoise['after'] | 'measure' | undefined {
  const expression = callIn(call)!.named.get('after');
  if (expression === undefined) return 'every';
  const name = callIn(expression)?.name;
  if (name === undefined) {
    wrong(reader, expression, '`after`', 'a gate, `one_qubit`, `two_qubit` or `measure`', [
      'two_qubit',
    ]);
    return undefined;
  }
  const named = classes.find((one) => one === name);
  if (named !== undefined) return named;
  if (gateNames.includes(name)) return { gate: name };
  unknownName(reader, expression, 'gate', name, [...classes, ...gateNames]);
  return undefined;
}

/** Only a flip of the outcome is known to a measurement. */
function readoutError(reader: Reader, call: Call, channel: Channel): NoiseModel | undefined {
  if (channel.kind === 'flip') {
    const { probability } = channel;
    return { gates: [], readout: [{ on: null, zeroAsOne: probability, oneAsZero: probability }] };
  }
  refuse(
    reader,
    call,
    `After a measurement a bit is left, and \`${channel.kind}\` acts on a qubit. Only \`flip\` has a meaning there.`,
    [[call.name, 'flip']],
  );
  return undefined;
}

function refuse(
  reader: Reader,
  call: Call,
  message: string,
  instead: readonly (readonly [
    node: { readonly span: Expression['span'] } | undefined,
    text: string,
  ])[],
): void {
  const fixes = instead.flatMap(([node, text]) =>
    node ? [replacement(`Write \`${text}\``, at(reader, node), text)] : [],
  );
  reader.diagnostics.push(
    diagnose('argument-invalid', 'given', at(reader, call), { message }, { fixes }),
  );
}

/** Of seconds, without what binary fractions add to `180us`. */
function nanoseconds(seconds: number): number {
  return Number((seconds * 1e9).toPrecision(12));
}

/** Seconds as microseconds. */
function micro(seconds: number): string {
  return `${Number((seconds * 1e6).toPrecision(6))}us`;
}
