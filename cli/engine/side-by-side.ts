/**
 * Does all of some work, so many pieces at once, each begun in its turn; results come in the order of the pieces. After
 * a failure nothing more is begun.
 */
export async function sideBySide<Piece, Result>(
  pieces: readonly Piece[],
  slots: number,
  work: (piece: Piece, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = pieces.entries();
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    for (const [index, piece] of queue) {
      if (hasFailed) return;
      try {
        results[index] = await work(piece, index);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(slots, pieces.length) }, worker));
  return results;
}
