import type { DataDeclaration, ModelDeclaration, TrainDeclaration } from '../grammar/tree.ts';
import type { Program, Run } from '../runtime/program/index.ts';
import { checkNames } from './1-resolve/names.ts';
import {
  loadWorld,
  readLibrary,
  type Library,
  type LoadedWorld,
  type Read,
} from './1-resolve/load.ts';
import { lookup, type World } from './1-resolve/world.ts';
import type { Fact } from './3-elaborate/facts.ts';
import { elaborateModel, type ElaboratedModel } from './3-elaborate/model.ts';
import { withoutAllowed } from './5-lint/allowed.ts';
import { blindEncoder } from './5-lint/blind-encoder.ts';
import { deadParameter } from './5-lint/dead-parameter.ts';
import { deepPreparation } from './5-lint/deep-preparation.ts';
import { globalCost } from './5-lint/global-cost.ts';
import { idleQubit } from './5-lint/idle-qubit.ts';
import { naming } from './5-lint/naming.ts';
import { dataKeys, readData } from './4-settings/data.ts';
import { createOverrides, type Overrides } from './4-settings/overrides.ts';
import type { Reader } from './4-settings/reader.ts';
import { readCompares, type CompareSettings } from './4-settings/compare.ts';
import type { OnMachine } from './4-settings/execution.ts';
import { readTargets, type DeclaredTarget } from './4-settings/declared-targets.ts';
import { requireSuited } from './4-settings/suited.ts';
import { readTrain, trainKeys } from './4-settings/train.ts';
import { settingIn, targetSetting } from './4-settings/target-setting.ts';
import { couplingOf } from './4-settings/targets.ts';
import { mended, type Attempt } from './6-mend/mend.ts';
import { diagnose } from './diagnostics/diagnose.ts';
import { withoutEchoes } from './diagnostics/echoes.ts';
import type { Diagnostic, Location } from './diagnostics/diagnostic.ts';
import { nearest } from './diagnostics/nearest.ts';
import { knownNames } from './known-names.ts';

export interface CompileRequest {
  /** Path of the .qmm file, as `host.read` knows it. */
  readonly entry: string;
  /** Gives files by path, the library's under `library:NAME.qmm`, its machines under `library:devices/NAME.json`. */
  readonly host: { readonly read: Read };
  /** The library where it was read before; without it, it is read through `host`. */
  readonly library?: Library;
  /** The files where they were read before, as `loadWorld` gives them; without them, they are read through `host`. */
  readonly loaded?: LoadedWorld;
  /** Whether fixes are tried out, which compiles the files a few times more; with `false`, errors have none. */
  readonly fixes?: boolean;
  /** `--set KEY=VALUE`: a setting of `train` or of its `data`, or an argument of the model. */
  readonly set?: Readonly<Record<string, string>>;
  /** A machine takes the training steps of the runs, so that their circuits have shots. */
  readonly onMachine?: OnMachine | undefined;
}

/** What the checker reports of one `train`, or of one model with its defaults. */
export interface ModelReport {
  readonly name: string;
  readonly run?: string;
  readonly qubits: number;
  readonly live: number;
  readonly parameters: number;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface Compilation {
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by path: the entry and what it imports, without the library. */
  readonly sources: ReadonlyMap<string, string>;
  readonly models: readonly ModelReport[];
  /** In the order of the file; only those with nothing wrong. */
  readonly runs: readonly Run[];
  readonly facts: readonly Fact[];
  /** What `target` declarations say, for `--target NAME`. */
  readonly targets: readonly DeclaredTarget[];
  /** What `compare` declarations ask for. */
  readonly compares: readonly CompareSettings[];
}

/** Text to checked model to Program, for everything one file declares. Pure: reads only through `host`. */
export function compile(request: CompileRequest): Compilation {
  const read: Read = (path) => request.host.read(path);
  const library = request.library ?? readLibrary(read);
  const { world, diagnostics: told } = request.loaded ?? loadWorld(request.entry, read, library);
  if (world === undefined) return missingEntry(request.entry);
  const compilation = compileWorld(request, world, told);
  const { diagnostics } = compilation;
  if (!diagnostics.some((one) => one.severity === 'error')) return compilation;
  if (request.fixes === false) {
    const told = withoutEchoes(diagnostics).map((one) => ({ ...one, fixes: [] }));
    return { ...compilation, diagnostics: told };
  }
  const attempt: Attempt = (texts) => {
    const changed = loadWorld(request.entry, (path) => texts.get(path) ?? read(path), library);
    return changed.world === undefined
      ? changed.diagnostics
      : compileWorld(request, changed.world, changed.diagnostics).diagnostics;
  };
  return { ...compilation, diagnostics: mended(diagnostics, world, attempt) };
}

/**
 * All that is wrong, echoes of other mistakes too.
 * @param told what was found while the files were read
 */
function compileWorld(
  request: CompileRequest,
  world: World,
  told: readonly Diagnostic[],
): Compilation {
  const diagnostics = [
    ...told,
    ...checkNames(
      world,
      knownNames,
      told.map((one) => one.at),
    ),
    ...naming(world.entry),
  ];
  const overrides = createOverrides(request.set ?? {}, request.onMachine);
  const broken = diagnostics.filter((one) => one.severity === 'error').map((one) => one.at);
  const unknown = unknownNames(world, diagnostics);
  const read: Read = (path) => request.host.read(path);
  const results = wantedModels(world).map((wanted) =>
    compileModel(world, wanted, overrides, broken, unknown, read),
  );
  const { path, text } = world.entry;
  const reader: Reader = { file: path, text, diagnostics, unknown, runs: [] };
  const targets = readTargets(reader, world, read);
  const compares = readCompares(reader, world);
  diagnostics.push(
    ...results.flatMap((result) => result.diagnostics),
    ...overrideProblems(world, overrides),
  );
  // Only a program that is right is worth a second look.
  if (!diagnostics.some((one) => one.severity === 'error')) {
    diagnostics.push(...results.flatMap(({ elaborated }) => lints(world, elaborated)));
  }
  const unique = withoutAllowed(world, distinct(diagnostics));
  const sound = !unique.some((one) => one.severity === 'error');
  return {
    diagnostics: unique,
    sources: new Map(
      [...world.modules.values()].filter((one) => !one.library).map((one) => [one.path, one.text]),
    ),
    models: results.map((result) => result.report),
    runs: sound ? results.flatMap(({ run }) => run ?? []) : [],
    facts: results.flatMap(({ elaborated }) => elaborated.facts),
    targets,
    compares,
  };
}

/** Names of the file that mean nothing, told of already. */
function unknownNames({ entry }: World, diagnostics: readonly Diagnostic[]): ReadonlySet<string> {
  return new Set(
    diagnostics
      .filter(({ code, at }) => code === 'unknown-name' && at.file === entry.path)
      .map(({ at }) => entry.text.slice(at.start, at.end)),
  );
}

interface Wanted {
  readonly file: string;
  readonly model: ModelDeclaration;
  readonly train: TrainDeclaration | null;
}

/** One for each `train`, and one for each model that none trains. */
function wantedModels(world: World): Wanted[] {
  const { entry } = world;
  const wanted: Wanted[] = [];
  for (const train of entry.trains) {
    const declared = lookup(world, entry.path, train.model.name.text);
    if (declared?.kind === 'model')
      wanted.push({ file: declared.path, model: declared.declaration, train });
  }
  for (const model of entry.models) {
    if (!wanted.some((one) => one.model === model))
      wanted.push({ file: entry.path, model, train: null });
  }
  return wanted;
}

interface CompiledModel {
  readonly report: ModelReport;
  readonly run: Run | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly elaborated: ElaboratedModel;
}

function compileModel(
  world: World,
  { file, model, train }: Wanted,
  overrides: Overrides,
  broken: readonly Location[],
  unknown: ReadonlySet<string>,
  read: Read,
): CompiledModel {
  const runs = world.entry.trains.map((one) => one.name?.text ?? one.model.name.text);
  const { path, text } = world.entry;
  const reader: Reader = { file: path, text, diagnostics: [], unknown, runs };
  const parameters = model.parameters.map((one) => one.name.text);
  const elaborated = elaborateModel({
    world,
    file,
    model,
    arguments: overrides.arguments(train?.model.arguments ?? [], parameters),
    broken,
    coupling: train ? couplingOf(reader, world, train, read) : null,
    noisy:
      targetSetting(settingIn(train?.settings ?? null, 'target'), world.entry.targets, 'noise') !==
      undefined,
  });
  const name = model.name.text;
  const runName = train === null ? undefined : (train.name?.text ?? name);
  const run = readRun(world, reader, { file, model, train }, elaborated, overrides, broken, read);
  return {
    report: {
      name,
      ...(runName === undefined ? {} : { run: runName }),
      qubits: elaborated.qubits,
      live: elaborated.live,
      parameters: elaborated.parameters,
      outputs: elaborated.outputs,
    },
    run,
    diagnostics: [...elaborated.diagnostics, ...reader.diagnostics],
    elaborated,
  };
}

function lints(world: World, { program, qubitRecords }: ElaboratedModel): Diagnostic[] {
  if (program === null) return [];
  return [
    ...idleQubit(qubitRecords),
    ...deadParameter(program),
    ...globalCost(program),
    ...deepPreparation(world, program),
    ...blindEncoder(program),
  ];
}

function readRun(
  world: World,
  reader: Reader,
  { model, train }: Wanted,
  elaborated: ElaboratedModel,
  overrides: Overrides,
  broken: readonly Location[],
  host: Read,
): Run | null {
  const { program } = elaborated;
  const name = model.name.text;
  if (train === null) return program && { name, program, data: null, train: null };
  const objectives = model.items.flatMap((item) =>
    item.kind === 'objective' ? [item.name?.text ?? ''] : [],
  );
  const modalities = model.items.flatMap((item) =>
    item.kind === 'modality' ? [item.name.text] : [],
  );
  const names = model.items.flatMap((item) =>
    item.kind === 'let' || item.kind === 'param' ? [item.name.text] : [],
  );
  const labels = model.items.flatMap((item) => (item.kind === 'label' ? [item.name.text] : []));
  const settings = overrides.settings(train.settings, trainKeys);
  const declared = findData(world, train);
  const isBroken = (span: { readonly start: number; readonly end: number }): boolean =>
    broken.some(
      (one) => one.file === reader.file && one.start <= span.end && one.end >= span.start,
    );
  const data =
    declared &&
    !isBroken(declared.span) &&
    readData(
      reader,
      {
        ...declared,
        source: overrides.source(declared.source),
        settings: overrides.settings(declared.settings, dataKeys),
      },
      {
        own: new Set([...modalities, ...labels]),
        all: fieldsOf(world),
        widths: widthsOf(program),
      },
    );
  const read = readTrain(
    reader,
    { ...train, settings },
    {
      name,
      objectives,
      modalities,
      names,
      targets: world.entry.targets,
      program,
      read: host,
      onMachine: overrides.onMachine,
    },
  );
  if (program === null || !data) return null;
  requireSuited(reader, program, read, { ...train, settings });
  return { name: train.name?.text ?? name, program, data, train: read };
}

/** Fields of all models: a `data` may serve several. */
function fieldsOf(world: World): ReadonlySet<string> {
  const models = [...world.modules.values()].flatMap((one) => one.models);
  return new Set(
    models.flatMap(({ items }) =>
      items.flatMap((one) =>
        one.kind === 'modality' || one.kind === 'label' ? [one.name.text] : [],
      ),
    ),
  );
}

/** How many columns of numbers each field takes. */
function widthsOf(program: Program | null): ReadonlyMap<string, number> {
  return new Map(
    (program?.inputs ?? []).flatMap(({ name, type, shape }) =>
      type.kind === 'tensor' ? [[name, shape.reduce((a, b) => a * b, 1)]] : [],
    ),
  );
}

function findData(world: World, train: TrainDeclaration): DataDeclaration | undefined {
  return world.entry.data.find((one) => one.name.text === train.data.text);
}

function overrideProblems(world: World, overrides: Overrides): Diagnostic[] {
  const here = { file: world.entry.path, start: 0, end: 0 };
  const known = [...trainKeys, ...dataKeys];
  const unknown = overrides.unused().map((key) => {
    const near = nearest(key, known);
    const help = near === undefined ? {} : { help: `Did you mean \`${near}\`?` };
    return diagnose('unknown-setting', 'override', here, { name: key }, help);
  });
  const unreadable = overrides.unreadable.map((key) =>
    diagnose('argument-invalid', 'given', here, {
      message: `The value given for \`${key}\` is no expression of the language.`,
    }),
  );
  return [...unknown, ...unreadable];
}

/** Each mistake once: two runs of one model find the same ones, two uses of one value that it does not fit. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const one of diagnostics) {
    const said = ['size-mismatch', 'type-mismatch', 'requirement-failed'].includes(one.code);
    const place = `${one.at.file}:${one.at.start}:${one.at.end}`;
    const key = `${one.code}:${said ? one.message : place}`;
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

function missingEntry(entry: string): Compilation {
  const at = { file: entry, start: 0, end: 0 };
  const message = `There is no file \`${entry}\`.`;
  return {
    diagnostics: [diagnose('file-not-found', 'given', at, { message })],
    sources: new Map(),
    models: [],
    runs: [],
    facts: [],
    targets: [],
    compares: [],
  };
}
