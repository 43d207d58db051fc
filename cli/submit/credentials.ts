import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { IbmCredentials } from '../../runtime/hardware/index.ts';
import { UserProblem } from '../../runtime/program/problem.ts';
import { readText } from '../host.ts';

const fileSchema = v.object({
  key: v.pipe(v.string(), v.minLength(1)),
  instance: v.pipe(v.string(), v.minLength(1)),
  url: v.optional(v.string()),
  identityUrl: v.optional(v.string()),
});

/** The names are those of IBM's own clients. */
const KEYS = ['QISKIT_IBM_TOKEN', 'IQP_API_TOKEN'];
const INSTANCE = 'QISKIT_IBM_INSTANCE';

/**
 * Key and instance of IBM Quantum: from the environment, else from a file that nobody but its owner may read.
 * @returns undefined where neither says anything
 * @throws UserProblem `credentials-missing` for half of them, or a file that others may read
 */
export function ibmCredentials(environment = process.env): IbmCredentials | undefined {
  const key = KEYS.map((name) => environment[name]).find((value) => value !== undefined);
  if (key === undefined) return fromFile(environment);
  const instance = environment[INSTANCE];
  if (instance === undefined) {
    throw missing(
      `${KEYS[0]!} is set, and ${INSTANCE} is not.`,
      `Set it to the CRN of the instance, as https://quantum.cloud.ibm.com/instances shows it.`,
    );
  }
  return {
    key,
    instance,
    url: environment['QISKIT_IBM_URL'],
    identityUrl: environment['QISKIT_IBM_IDENTITY_URL'],
  };
}

/** @throws UserProblem `credentials-missing` */
export function requireIbmCredentials(): IbmCredentials {
  const found = ibmCredentials();
  if (found !== undefined) return found;
  throw missing(
    'IBM Quantum wants to know who asks, and there is no API key.',
    `Set ${KEYS[0]!} and ${INSTANCE}, or put {"key": …, "instance": …} into ${fileOf(process.env)}, readable by you alone (chmod 600). \`--dry-run\` needs neither.`,
  );
}

function fromFile(environment: NodeJS.ProcessEnv): IbmCredentials | undefined {
  const path = fileOf(environment);
  const text = readText(path);
  if (text === undefined) return undefined;
  // Windows keeps no such bits; there a profile belongs to its user.
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw missing(
      `\`${path}\` holds an API key, and others may read it.`,
      `Keep it to yourself: \`chmod 600 ${path}\`.`,
    );
  }
  const parsed = v.safeParse(fileSchema, jsonOf(text));
  if (parsed.success) return parsed.output;
  throw missing(
    `\`${path}\` is not {"key": …, "instance": …}.`,
    'Both are texts: the API key, and the CRN of the instance.',
  );
}

function fileOf(environment: NodeJS.ProcessEnv): string {
  return environment['QMM_IBM_CREDENTIALS'] ?? join(homedir(), '.config', 'qmm', 'ibm.json');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function missing(message: string, help: string): UserProblem {
  return new UserProblem({ code: 'credentials-missing', message, help });
}
