import * as v from 'valibot';
import { UserProblem } from '../../program/index.ts';
import { parseAnswer } from '../results/parse.ts';
import { withoutKey, type IbmCredentials } from './credentials.ts';
import { refusedKey } from './token.ts';

const bodySchema = v.object({
  errors: v.pipe(
    v.array(v.object({ code: v.optional(v.union([v.string(), v.number()])), message: v.string() })),
    v.minLength(1),
  ),
});
const olderSchema = v.object({
  error: v.object({
    code: v.optional(v.union([v.string(), v.number()])),
    message: v.string(),
  }),
});

/** What to do, by the service's own code of an error (IBM Quantum documentation, "Error codes"), else by the status. */
const REMEDIES: Readonly<Record<string, string>> = {
  1517: 'The machine was recalibrated or is another one than the job was compiled for: submit again, which compiles anew.',
  1305: 'Submit fewer samples or shots, or allow more seconds.',
  3211: 'Report it, with the body in the journal.',
  3220: 'Report it, with the body in the journal.',
  3458: 'Wait until jobs of yours are done; `qmm jobs` goes on then.',
  6000: 'Ask for fewer shots: `--shots`.',
  6001: 'Ask for more shots: `--shots`.',
  401: 'Make a new API key at https://cloud.ibm.com/iam/apikeys.',
  403: 'The key may not use this instance or this machine: check QISKIT_IBM_INSTANCE, and which machines the plan has.',
  404: '`qmm targets` lists machines of the library; which ones are in service is shown at https://quantum.cloud.ibm.com.',
  409: 'The session or batch is closed, or the job is in another state: submit again without it.',
  413: 'Submit fewer samples at once: `--take`.',
};

/** An answer of the service that says no, as one sentence with what to do. */
export function refusal(
  what: string,
  { status, text }: { readonly status: number; readonly text: string },
  credentials: IbmCredentials,
): UserProblem {
  if (status === 401) return refusedKey(status);
  const { code, message } = wordsOf(text);
  const words = withoutKey(message, credentials);
  const said = words === '' ? '' : `: ${words.replace(/[.\s]*$/, '')}`;
  return new UserProblem({
    code: 'service-refused',
    message: `IBM refused ${what} (${code === '' ? `status ${status}` : `code ${code}`})${said}.`,
    help: REMEDIES[code] ?? REMEDIES[status] ?? 'Change what it asks for, and submit again.',
  });
}

function wordsOf(text: string): { readonly code: string; readonly message: string } {
  try {
    const value = parseAnswer(text);
    const [first] = v.is(bodySchema, value)
      ? value.errors
      : v.is(olderSchema, value)
        ? [value.error]
        : [];
    return { code: String(first?.code ?? ''), message: first?.message ?? '' };
  } catch {
    return { code: '', message: '' };
  }
}
