import type { ErrorBudget } from '@rocket/plugin-critical-paths-common';
import { formatDuration, formatPercentage } from '@rocket/ui';

/** Budgets are over 28 rolling days. */
const budgetWindowSeconds = 28 * 86_400;

/**
 * An error budget as what is left of it: "62 % left, gone in 9 days",
 * "overspent by 14 %". Budgets are over 28 days, whatever a page shows.
 */
export function budgetInWords(budget: ErrorBudget): string {
  const { remaining, secondsLeft } = budget;
  if (remaining === undefined) {
    return budget.tooFewEvents ? 'too few events' : 'no data';
  }
  if (remaining < 0) {
    return `overspent by ${formatPercentage(-remaining)}`;
  }
  const left = `${formatPercentage(remaining)} left`;
  // Beyond the window the forecast says nothing: the budget renews faster.
  return secondsLeft && secondsLeft < budgetWindowSeconds
    ? `${left}, gone in ${formatDuration(secondsLeft)}`
    : left;
}
