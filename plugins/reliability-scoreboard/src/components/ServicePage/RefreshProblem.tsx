import { Alert } from '@backstage/ui';
import { ErrorPanel } from '@rocket/ui';
import { useEffect } from 'react';
import { retryAfterSeconds } from '../../lib/errors';

/** Why there is no new score: it is too soon, or New Relic could not be asked. */
export function RefreshProblem(props: {
  error: Error;
  onRetry: () => void;
  /** The wait is over, and with it the problem. */
  onOver: () => void;
}) {
  const { error, onRetry, onOver } = props;
  const seconds = retryAfterSeconds(error);
  useEffect(() => {
    if (seconds === undefined) {
      return undefined;
    }
    const timer = setTimeout(onOver, seconds * 1000);
    return () => clearTimeout(timer);
  }, [seconds, onOver]);
  return seconds === undefined ? (
    <ErrorPanel
      title="New Relic could not be asked; the last answer is shown"
      error={error}
      onRetry={onRetry}
    />
  ) : (
    <Alert
      role="status"
      status="info"
      icon
      title="This was refreshed less than a minute ago"
      description={`What New Relic said then is shown. It can be asked again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`}
    />
  );
}
