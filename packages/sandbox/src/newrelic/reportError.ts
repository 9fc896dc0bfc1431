/** Says on the sandbox's terminal what went wrong in it: clients are not told, as New Relic tells nobody. */
export function reportError(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : error;
  process.stderr.write(`New Relic stand-in: ${String(text)}\n`);
}
