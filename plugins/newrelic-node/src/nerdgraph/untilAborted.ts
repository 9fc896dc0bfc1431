import { createDeferred } from '@backstage/types';

/**
 * Waits for a promise, but no longer than until the signal is aborted. What the
 * promise stands for goes on; `onAbort` is where to end it.
 *
 * @throws the signal's reason
 */
export async function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  onAbort?: () => void,
): Promise<T> {
  if (!signal) {
    return promise;
  }
  const aborted = createDeferred<never>();
  const leave = () => {
    aborted.reject(signal.reason);
    onAbort?.();
  };
  if (signal.aborted) {
    leave();
  } else {
    signal.addEventListener('abort', leave, { once: true });
  }
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
