import { onTestFinished } from 'vitest';
import { INSTANCE, KEY } from '../hardware/service/connect.ts';
import { lineMachine } from '../hardware/service/line-machine.ts';
import { runBody } from '../hardware/service/run-body.ts';
import { startServer, type ServerOptions, type TestServer } from '../hardware/service/server.ts';
import { temporaryFolder } from './support.ts';

/** A service with the machine `ibm:line` until the test ends, and the environment of a user who has a key for it. */
export async function serve(
  changes: Partial<ServerOptions> = {},
): Promise<{ server: TestServer; env: Record<string, string> }> {
  const machines = { ibm_line: lineMachine(5) };
  const server = await startServer({
    key: KEY,
    instance: INSTANCE,
    run: runBody,
    machines,
    ...changes,
  });
  onTestFinished(() => server.close());
  const env = {
    QISKIT_IBM_TOKEN: KEY,
    QISKIT_IBM_INSTANCE: INSTANCE,
    QISKIT_IBM_URL: `${server.url}/api/v1`,
    QISKIT_IBM_IDENTITY_URL: server.url,
    XDG_CACHE_HOME: temporaryFolder(),
  };
  return { server, env };
}

/** As where nobody has set up anything. */
export const nobody = {
  QISKIT_IBM_TOKEN: undefined as unknown as string,
  QMM_IBM_CREDENTIALS: '/nowhere/ibm.json',
};
