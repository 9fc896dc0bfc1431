import { Alert, Button } from '@backstage/ui';

/**
 * Something that was asked for and could not be had. It says which thing, the
 * reason in the words of whoever refused, and offers to try again.
 */
export function ErrorPanel(props: {
  error: Error;
  /** What could not be done: "The critical paths could not be read". */
  title?: string;
  onRetry?: () => void;
}) {
  const { error, title = 'This could not be read', onRetry } = props;
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={title}
      description={reasonOf(error)}
      customActions={
        onRetry && (
          <Button size="small" variant="secondary" onPress={onRetry}>
            Try again
          </Button>
        )
      }
    />
  );
}

/** What the back end said (the cause of a `ResponseError`) tells more than its status. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error && error.cause.message
    ? error.cause.message
    : error.message;
}
