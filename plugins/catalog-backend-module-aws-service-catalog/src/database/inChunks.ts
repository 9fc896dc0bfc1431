/** Cuts rows into pieces that stay under the databases' limits of bound values. */
export function* inChunks<T>(rows: readonly T[], size = 100): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) {
    yield rows.slice(start, start + size);
  }
}
