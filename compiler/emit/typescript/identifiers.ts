/** Words that cannot name a variable in a strict module, and those that the emitted module uses itself. */
const TAKEN: ReadonlySet<string> = new Set(
  [
    'break case catch class const continue debugger default delete do else enum export extends false finally for',
    'function if import in instanceof new null return super switch this throw true try typeof var void while with',
    'yield let static await async of implements interface package private protected public arguments eval undefined',
    'Input Sample Output Weights op input sample samples values left right landmark weights trained absent checkpoint options random',
    'gate when measure given not and or same pauli probabilities paulis amplitudes Math Float64Array',
    'load predict forward loss fit circuit fitRun averageOf missingOf decide',
    'classify judge defineCircuit defineFeature numbersInput textInput classInput numberOf numbersOf openCheckpoint',
    'tensor Tensor Classified Array Record Object Readonly Partial Promise Fitted FitOptions TrainedSolver',
  ].flatMap((line) => line.split(' ')),
);

/** Gives names that are free, each once. */
export interface Identifiers {
  take(wish: string): string;
}

export function createIdentifiers(taken: Iterable<string> = TAKEN): Identifiers {
  const used = new Set(taken);
  return {
    take: (wish) => {
      const base = isIdentifier(wish) ? wish : camelCase(wish) || 'value';
      let name = base;
      for (let count = 2; used.has(name); count++) name = `${base}${count}`;
      used.add(name);
      return name;
    },
  };
}

/** `encode v/reupload/gain` becomes `encodeVReuploadGain`. */
export function camelCase(text: string): string {
  const pascal = pascalCase(text);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** `strongly_entangling w` becomes `StronglyEntanglingW`. */
export function pascalCase(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^\p{N}/u.test(joined) ? `N${joined}` : joined;
}

/** `emotion label` becomes `EMOTION_LABEL`. */
export function constantCase(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? ['VALUES'];
  return words.map((word) => word.toUpperCase()).join('_');
}

/** A key of an object or an interface: quoted only where it must be. */
export function propertyKey(name: string): string {
  return isIdentifier(name) ? name : quoted(name);
}

/** A string literal as Prettier writes it: single quotes unless that takes more escapes. */
export function quoted(text: string): string {
  const json = JSON.stringify(text);
  if (text.includes("'")) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}

function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name);
}
