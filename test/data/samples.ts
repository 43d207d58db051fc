import { encode as encodePng } from 'fast-png';
import { loadDataset } from '../../runtime/data/index.ts';
import type { Dataset, LoadRequest } from '../../runtime/data/index.ts';
import { UserProblem } from '../../runtime/program/index.ts';
import type {
  ColumnReference,
  DataSource,
  Input,
  InputType,
  ProblemDetails,
  Source,
  Split,
} from '../../runtime/program/index.ts';
import { memoryHost } from '../support/memory-host.ts';

const anInput = (
  role: Input['role'],
  name: string,
  type: InputType,
  shape: readonly number[],
): Input => ({ name, role, type, shape, optional: false, origin: 0 });

export const optional = (input: Input): Input => ({ ...input, optional: true });
export const asLabel = (input: Input): Input => ({ ...input, role: 'label' });

export const image = (name: string, height: number, width: number, channels?: number): Input =>
  anInput(
    'modality',
    name,
    { kind: 'image', height, width, channels: channels ?? null },
    channels === undefined ? [height, width] : [height, width, channels],
  );

export const audio = (name: string, rate: number, seconds: number): Input =>
  anInput('modality', name, { kind: 'audio', rate, seconds }, [rate * seconds]);

export const text = (
  name: string,
  words: number,
  vocabulary: number,
  unknown: 'skip' | 'shared' = 'skip',
): Input => anInput('modality', name, { kind: 'text', words, vocabulary, unknown }, [words]);

export const real = (name: string, ...shape: readonly number[]): Input =>
  anInput('modality', name, { kind: 'tensor', element: 'real' }, shape);

export const bits = (name: string, ...shape: readonly number[]): Input =>
  anInput('modality', name, { kind: 'tensor', element: 'bit' }, shape);

export const classes = (name: string, count: number): Input =>
  anInput('label', name, { kind: 'class', count, names: null }, []);

export const named = (name: string, ...names: readonly string[]): Input =>
  anInput('label', name, { kind: 'class', count: names.length, names }, []);

export const word = (name: string, modality: string, count: number): Input =>
  anInput('label', name, { kind: 'word', modality, count }, []);

export const fractions = (
  train: number,
  validate: number,
  test: number,
  group: string | null = null,
): Split => ({ kind: 'fractions', train, validate, test, group });

export const column = (name: string): ColumnReference => ({ kind: 'name', name });

export const PLACE = { file: 'main.qmm', start: 10, end: 20 } as const;

export interface Loading extends Partial<Omit<LoadRequest, 'source' | 'inputs'>> {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly source?: Source;
  readonly columns?: Readonly<Record<string, ColumnReference>>;
  readonly split?: Split;
  readonly take?: number;
  readonly seed?: number;
}

/** Loads `table.csv` of some files in memory, or another source; every input is needed unless it is said. */
export function load(inputs: readonly Input[], loading: Loading): Dataset {
  const { files, source, columns, split, take, seed, ...request } = loading;
  const data: DataSource = {
    name: 'things',
    source: source ?? { kind: 'csv', paths: { kind: 'one', path: 'table.csv' } },
    columns: columns ?? {},
    split: split ?? fractions(1, 0, 0),
    take: take ?? null,
    seed: seed ?? 0,
    place: PLACE,
  };
  return loadDataset({
    source: data,
    inputs,
    base: '',
    host: memoryHost(files),
    needed: new Set(inputs.map(({ name }) => name)),
    ...request,
  });
}

export function synthetic(
  generator: string,
  samples: number,
  options: Readonly<Record<string, number | string | boolean>> = {},
  seed = 1,
): Source {
  return { kind: 'synthetic', generator, samples, seed, options };
}

/** What the user is told; fails where nothing is wrong. */
export function problemOf(work: () => unknown): ProblemDetails {
  try {
    work();
  } catch (error) {
    if (error instanceof UserProblem) return error.details;
    throw error;
  }
  throw new Error('nothing was wrong');
}

/** One line with everything that is said: `code: message / help`. */
export function toldBy(work: () => unknown): string {
  const { code, message, help } = problemOf(work);
  return `${code}: ${message}${help === undefined ? '' : ` / ${help}`}`;
}

export function valuesOf(dataset: Dataset, name: string): number[] {
  return [...dataset.columns.get(name)!.values];
}

/** A PNG of 8-bit samples. */
export function png(
  height: number,
  width: number,
  channels: number,
  data: readonly number[],
): Uint8Array {
  return encodePng({ height, width, channels, data: Uint8Array.from(data) });
}

/** A WAV of 16-bit samples, one list for each channel. */
export function wav(rate: number, ...channels: readonly (readonly number[])[]): Uint8Array {
  const length = channels[0]!.length;
  const bytes = new Uint8Array(44 + length * channels.length * 2);
  const view = new DataView(bytes.buffer);
  const write = (place: number, name: string): void => {
    bytes.set(new TextEncoder().encode(name), place);
  };
  write(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels.length * 2, true);
  view.setUint16(32, channels.length * 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, length * channels.length * 2, true);
  for (let index = 0; index < length * channels.length; index += 1) {
    const value = channels[index % channels.length]![Math.floor(index / channels.length)]!;
    view.setInt16(44 + 2 * index, Math.round(value * 32767), true);
  }
  return bytes;
}
