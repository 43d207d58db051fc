import * as v from 'valibot';
import { type BitArray, unpackBits } from './bit-array.ts';
import { answerAs, parseAnswer, unreadable } from './parse.ts';
import { decodeTensor, type Tensor } from './tensor.ts';

/** What a job of a Runtime V2 primitive answers. */
export interface PrimitiveResult {
  readonly pubs: readonly PubResult[];
}

export interface PubResult {
  /**
   * By name: `evs` and `stds` of an estimator (of a level with extrapolation also `evs_noise_factors`, ...), bit
   * registers of a sampler.
   */
  readonly fields: ReadonlyMap<string, Field>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export type Field = BitArray | (Tensor & { readonly kind: 'numbers' });

const metadataSchema = v.optional(v.record(v.string(), v.unknown()), {});
const pubSchema = v.object({
  __type__: v.picklist(['SamplerPubResult', 'EstimatorPubResult', 'PubResult']),
  __value__: v.object({
    data: v.object({
      __type__: v.literal('DataBin'),
      __value__: v.object({ fields: v.record(v.string(), v.unknown()) }),
    }),
    metadata: metadataSchema,
  }),
});
const typedSchema = v.object({
  __type__: v.literal('PrimitiveResult'),
  __value__: v.object({ pub_results: v.array(pubSchema) }),
});
const plainSchema = v.object({
  results: v.array(v.object({ data: v.record(v.string(), v.unknown()), metadata: metadataSchema })),
});
const bitsSchema = v.object({
  __type__: v.literal('BitArray'),
  __value__: v.object({ array: v.unknown(), num_bits: v.number() }),
});
const samplesSchema = v.object({ samples: v.array(v.string()), num_bits: v.number() });

/**
 * Reads the text of `GET /jobs/ID/results` of a sampler or an estimator, in the typed form (`support_qiskit: true`) or
 * the plain one.
 * @throws UserProblem `answer-unreadable`
 */
export function decodePrimitiveResult(text: string): PrimitiveResult {
  const value = parseAnswer(text);
  if (v.is(plainSchema, value)) {
    const pubs = answerAs(plainSchema, value).results;
    return { pubs: pubs.map(({ data, metadata }) => ({ fields: fieldsOf(data), metadata })) };
  }
  const { pub_results } = answerAs(typedSchema, value).__value__;
  return {
    pubs: pub_results.map(({ __value__: { data, metadata } }) => ({
      fields: fieldsOf(data.__value__.fields),
      metadata,
    })),
  };
}

/** @throws UserProblem `answer-unreadable` where the pub has no such field, or one of the other kind */
export function fieldOf<Kind extends Field['kind']>(
  { fields }: PubResult,
  name: string,
  kind: Kind,
): Extract<Field, { kind: Kind }> {
  const field = fields.get(name);
  if (field?.kind === kind) return field as Extract<Field, { kind: Kind }>;
  const names = [...fields.keys()].map((each) => `\`${each}\``).join(', ');
  throw unreadable(`it has no ${kind} called \`${name}\`, but ${names === '' ? 'nothing' : names}`);
}

function fieldsOf(fields: Readonly<Record<string, unknown>>): ReadonlyMap<string, Field> {
  return new Map(Object.entries(fields).map(([name, value]) => [name, decodeField(value)]));
}

function decodeField(value: unknown): Field {
  if (v.is(bitsSchema, value)) {
    const { array, num_bits } = answerAs(bitsSchema, value).__value__;
    return unpackBits(decodeTensor(array), num_bits);
  }
  if (v.is(samplesSchema, value)) {
    const { samples, num_bits: bits } = answerAs(samplesSchema, value);
    const outcomes = samples.map((sample) => BigInt(sample).toString(2).padStart(bits, '0'));
    return { kind: 'bits', shape: [], shots: samples.length, bits, outcomes };
  }
  return { kind: 'numbers', ...decodeTensor(value) };
}
