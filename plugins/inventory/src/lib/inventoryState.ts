import type { Scope } from '../model/scopes';
import type { InventorySummary } from '../model/summary';

/**
 * What the page can say: `not-configured` when nothing of the AWS module is seen,
 * `first-sync` while nothing of AWS has arrived yet, else `ready`.
 */
export type InventoryState = 'not-configured' | 'first-sync' | 'ready';

/** Both are absent where the back end does not tell of them. */
export function inventoryState(
  summary: InventorySummary | undefined,
  scopes: readonly Scope[] | undefined,
): InventoryState {
  if (!summary) {
    return 'not-configured';
  }
  const { both, repository, aws } = summary.origins;
  if (summary.places.length > 0 || both > 0 || aws > 0) {
    return 'ready';
  }
  if (scopes) {
    if (scopes.length === 0) {
      return 'not-configured';
    }
    // All were listed, and AWS has nothing.
    return scopes.every(({ status }) => status !== 'never')
      ? 'ready'
      : 'first-sync';
  }
  // Only the module writes where something is known from.
  return repository > 0 ? 'first-sync' : 'not-configured';
}
