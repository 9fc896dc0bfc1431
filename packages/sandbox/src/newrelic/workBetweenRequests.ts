/** Short enough that a request in between does not notice. */
const SLICE_MILLIS = 10;

/**
 * Does long work in short slices, so that requests are answered meanwhile, and
 * does it again every so often.
 *
 * @returns a function that ends it
 */
export function workBetweenRequests(options: {
  /** Yields wherever it may be interrupted. */
  work: () => Iterator<void>;
  everyMillis: number;
}): () => void {
  let isStopped = false;
  const run = (work: Iterator<void>) => {
    const end = performance.now() + SLICE_MILLIS;
    let isDone = false;
    while (!isDone && !isStopped && performance.now() < end) {
      isDone = work.next().done ?? false;
    }
    if (!isDone && !isStopped) {
      setImmediate(run, work);
    }
  };
  run(options.work());
  const timer = setInterval(() => run(options.work()), options.everyMillis);
  timer.unref();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}
