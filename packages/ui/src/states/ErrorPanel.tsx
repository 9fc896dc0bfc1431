import { Alert, Button } from '@backstage/ui';

/**
 * Something that was asked for and could not be had. It says which thing, the
 * reason in the words of the error, and offers to try again.
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
      description={error.message}
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
