import type { Line } from '../lines.ts';

/** A module before it is printed: as TypeScript, as JavaScript, or as declarations alone. */
export interface ModuleText {
  /** Comment at the top, line by line. */
  readonly header: readonly string[];
  /** What it imports of the runtime; `declared` is what the types of its constants are made of. */
  readonly imports: {
    readonly values: readonly string[];
    readonly types: readonly string[];
    readonly declared: readonly string[];
  };
  readonly parts: readonly Part[];
}

export type Part = InterfaceText | AliasText | ConstantText | FunctionText;

export interface InterfaceText {
  readonly kind: 'interface';
  readonly name: string;
  readonly about: string;
  readonly extends: readonly string[];
  readonly properties: readonly PropertyText[];
}

export interface PropertyText {
  readonly key: string;
  readonly type: string;
  readonly optional: boolean;
  readonly about: string;
  readonly origin: number;
}

/** `type NAME = …`, always exported. */
export interface AliasText {
  readonly kind: 'alias';
  readonly name: string;
  readonly about: readonly string[];
  readonly type: string;
}

export interface ConstantText {
  readonly kind: 'constant';
  readonly name: string;
  readonly about: readonly string[];
  /** What it is for who imports it; null where nobody can. */
  readonly type: string | null;
  /** From `const` or `export const` to the semicolon. */
  readonly lines: readonly Line[];
  /** Does it end in `as const`? */
  readonly literal: boolean;
}

export interface FunctionText {
  readonly kind: 'function';
  readonly name: string;
  readonly about: readonly string[];
  readonly exported: boolean;
  readonly asynchronous: boolean;
  readonly parameters: readonly ParameterText[];
  /** Null where it follows from the body. */
  readonly result: string | null;
  readonly body: readonly Line[];
  /** Where its head leads to: the part of the model that it is about. */
  readonly origin: number | null;
}

export interface ParameterText {
  readonly name: string;
  readonly type: string;
  /** What it is where nothing is given. */
  readonly fallback?: string;
}
