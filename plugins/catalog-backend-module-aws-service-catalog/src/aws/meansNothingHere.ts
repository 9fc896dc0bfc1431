/** Whether AWS says by an error that a feature is not in use, which is no failure. */
export function meansNothingHere(error: unknown): boolean {
  return (
    error instanceof Error &&
    [
      'OperationNotSupportedException',
      'TagOptionNotMigratedException',
    ].includes(error.name)
  );
}
