import { join } from 'node:path';
import type { Scores } from '../../runtime/train/progress.ts';
import type { Answer, Choice, Command, Ranked } from './command.ts';

/** A run that `qmm train` has left. */
export interface Trained {
  readonly test: Scores;
  /** Test scores fold by fold, with what each holds out. */
  readonly folds: readonly { readonly name: string; readonly test: Scores }[];
  /** What `qmm eval` finds on the test split without some modalities. */
  without(...modalities: readonly string[]): Promise<Scores>;
  /** What `qmm predict` answers for the test split. */
  predict(): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** Who takes part in a trial beside the model. */
export interface Rivals {
  /** As `--against` takes them. */
  readonly against?: readonly string[];
  readonly ablate?: readonly string[];
}

/** Commands of `qmm` on files below `examples/`; what is asked for twice is done once. */
export interface Lab {
  train(file: string, choice?: Choice): Promise<Trained>;
  /** One trial of `qmm compare`: its seed is that of the split as well. The model stands first. */
  compare(file: string, choice: Choice & Rivals): Promise<readonly Ranked[]>;
}

export interface LabRequest {
  /** Folder of the examples. */
  readonly examples: string;
  /** An empty folder that runs are left in. */
  readonly work: string;
  readonly carryOut: (command: Command) => Promise<Answer>;
}

export function openLab({ examples, work, carryOut }: LabRequest): Lab {
  const known = new Map<string, Promise<Answer>>();
  const once = (key: string, command: () => Command): Promise<Answer> => {
    const found = known.get(key) ?? carryOut(command());
    known.set(key, found);
    return found;
  };
  const folders = new Map<string, string>();
  const folderOf = (key: string): string => {
    const folder = folders.get(key) ?? join(work, String(folders.size + 1));
    folders.set(key, folder);
    return folder;
  };
  return {
    train: async (name, choice = {}) => {
      const file = join(examples, name);
      const key = JSON.stringify(['train', name, choice]);
      const folder = folderOf(key);
      const { test, folds } = await once(key, () => ({ kind: 'train', file, choice, out: folder }));
      return {
        test: test!,
        folds: folds!,
        without: async (...without) => {
          const asked = JSON.stringify([folder, without]);
          return (await once(asked, () => ({ kind: 'eval', folder, without }))).test!;
        },
        predict: async () => (await once(folder, () => ({ kind: 'predict', folder }))).predictions!,
      };
    },
    compare: async (name, { against = [], ablate = [], ...choice }) => {
      const key = JSON.stringify(['compare', name, choice, against, ablate]);
      const file = join(examples, name);
      return (await once(key, () => ({ kind: 'compare', file, choice, against, ablate }))).ranking!;
    },
  };
}
