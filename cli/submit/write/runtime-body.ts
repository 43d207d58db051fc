import type { WriteRequest, WrittenJob } from './written-job.ts';

/** The body of `POST /jobs`, with a tag of its own beside those that the user wants. */
export function runtimeBody(
  body: object,
  { settings }: Pick<WriteRequest, 'settings'>,
): WrittenJob['body'] {
  return (tag) => JSON.stringify({ ...body, tags: ['qmm', tag, ...(settings.job.tags ?? [])] });
}
