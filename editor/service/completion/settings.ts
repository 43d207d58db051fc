import { isBinding } from '../../../compiler/index.ts';
import type { Keyword } from '../../../grammar/index.ts';
import { dataSources, optimizers, settingBlocks } from '../words/settings.ts';
import type { Candidate, Place } from './completion.ts';
import { namesInSight } from './names.ts';

/** Keys of a block in braces. */
export function settingKeys(body: Keyword | undefined): Candidate[] {
  const block = settingBlocks.find(({ title }) => title === (body === 'stage' ? 'train' : body));
  return (block?.keys ?? []).map(({ key, standard, text }) => ({
    label: key,
    kind: 'setting',
    detail: `${key}: ${standard.replaceAll('`', '')}`,
    text,
    insert: `${key}: `,
    rank: 0,
  }));
}

/** What may stand behind the key of a setting, or as the source of `data` and `target`; undefined elsewhere. */
export function settingValues(place: Place): Candidate[] | undefined {
  const { situation } = place;
  if (situation.home === 'file' && situation.previous === '=') {
    if (situation.statement === 'data') return dataSources.map((one) => example(one, 'data'));
    if (situation.statement === 'target') return targetSources.map((one) => example(one, 'target'));
  }
  if (situation.home !== 'settings') return undefined;
  if (situation.call) return undefined;
  switch (situation.statement) {
    case 'optimizer':
      return optimizers.map((one) => example(one, 'setting'));
    case 'target':
      return membersOf(place, ['target']);
    case 'start':
      return namesInSight(place, 'run');
    case 'objective':
      return membersOf(place, ['objective']);
    case 'only':
    case 'freeze':
      return membersOf(place, ['let', 'param']);
    case 'ablate':
      return membersOf(place, ['modality']);
    case 'gradient':
      return words('adjoint', 'shift', 'spsa');
    case 'precision':
      return words('f32', 'f64');
    case 'against':
      return [
        ...words('svm', 'mlp', 'logistic', 'parameter_twin', 'separable_twin', 'unfused_twin'),
        ...namesInSight(place, 'run'),
      ];
    default:
      return undefined;
  }
}

const targetSources = [
  { name: 'simulator', example: 'simulator', text: 'The simulator of this machine.' },
  {
    name: 'device',
    example: 'device("fez")',
    text: 'A device of the library, or a device file by its path.',
  },
  { name: 'ibm', example: 'ibm("ibm_fez")', text: 'A machine of IBM Quantum.' },
];

function example(
  one: { readonly name: string; readonly example: string; readonly text: string },
  kind: Candidate['kind'],
): Candidate {
  return {
    label: one.name,
    kind,
    detail: one.example,
    text: one.text,
    insert: one.example,
    rank: 0,
  };
}

function words(...labels: readonly string[]): Candidate[] {
  return labels.map((label) => ({ label, kind: 'setting', detail: '', text: '', rank: 0 }));
}

/** Names of these kinds that models and the top of the file declare. */
function membersOf({ analysis }: Place, kinds: readonly string[]): Candidate[] {
  const found = analysis.names().occurrences.flatMap(({ name, means }): Candidate[] => {
    if (!isBinding(means) || !kinds.includes(means.kind)) return [];
    const isDeclared = means.name.span.start === name.span.start;
    if (!isDeclared || means.file !== analysis.path) return [];
    return [
      {
        label: name.text,
        kind: means.kind,
        detail: `${means.kind} ${name.text}`,
        text: '',
        rank: 0,
      },
    ];
  });
  return found;
}
