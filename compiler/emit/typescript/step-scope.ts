import type { NameList } from './interfaces.ts';
import type { ModuleModel } from './model.ts';

/** Where steps are written. */
export interface StepScope {
  readonly model: ModuleModel;
  readonly lists: readonly NameList[];
  /** What the sample is called. */
  readonly given: string;
  /** Blanks before each line. */
  readonly indent: number;
}
