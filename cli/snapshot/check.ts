import { startupSnapshot } from 'node:v8';
import * as compiler from '../../compiler/index.ts';
import { answer, answerError } from '../answer.ts';
import { checkFiles } from '../commands/check.ts';
import { endQuietlyWhenPipesClose } from '../quiet-pipes.ts';
import { openSession } from '../session.ts';
import { readSourceWith, readyCompiler } from '../source.ts';

/**
 * `qmm check` as it is kept in a snapshot of V8's heap: the library is read and the compiler warm, so that what is left
 * to do at a start is to check. Run by `node --build-snapshot`, this makes the snapshot; started from it, the function
 * below is what runs.
 */
const ready = readyCompiler(compiler);
warmUp();

startupSnapshot.setDeserializeMainFunction(() => {
  const words = process.argv.slice(2).filter((word) => word !== 'check');
  const files = words.filter((word) => word !== '--json');
  endQuietlyWhenPipesClose();
  void check(files, words.length > files.length);
});

async function check(files: readonly string[], json: boolean): Promise<void> {
  const session = openSession(json);
  try {
    const outcome = await checkFiles(files, session, (file) => readSourceWith(ready, file));
    process.exitCode = await answer('check', outcome, session);
  } catch (error) {
    process.exitCode = await answerError('check', error, session);
  }
}

/** What was compiled once is compiled faster: parsers are built, and functions have their byte code. */
function warmUp(): void {
  const text = `model Warm {
  modality point: real[2]
  label side: class("left", "right")
  register q[2]
  encode point |> standardise into q with reupload(layers: 2)
  evolve q with strongly_entangling(layers: 1)
  readout logits = expect(Z(q)) |> linear
  objective classify(logits, side)
}
data points = synthetic("moons", samples: 20)
train Warm on points { epochs: 1 }
`;
  ready.compile({
    entry: 'warm.qmm',
    host: { read: (path) => (path === 'warm.qmm' ? text : undefined) },
    library: ready.library,
  });
}
