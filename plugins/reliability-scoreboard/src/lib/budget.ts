import type { ErrorBudget } from '@rocket/plugin-reliability-scoreboard-common';
import { formatDuration, formatPercentage } from '@rocket/ui';

const windowDays = 28;
const fewEvents = 200;

/** "62 % left"; under 200 events a rate says nothing. */
export function describeRemaining(budget: ErrorBudget): string {
  if (!enoughEvents(budget)) {
    return 'too few events';
  }
  return budget.remaining > 0
    ? `${formatPercentage(budget.remaining)} left`
    : 'nothing left';
}

function enoughEvents(budget: ErrorBudget): boolean {
  return budget.valid >= fewEvents;
}

/**
 * How long the rest of the budget lasts at the burn rate of the window:
 * remaining × 28 days ÷ burn rate.
 */
export function describeBudget(budget: ErrorBudget): string {
  if (!enoughEvents(budget)) {
    return `fewer than ${fewEvents} requests in ${windowDays} days`;
  }
  if (budget.remaining <= 0) {
    return `overspent by ${formatPercentage(-budget.remaining)}`;
  }
  if (budget.burnRate <= 0) {
    return 'no errors';
  }
  const days = (budget.remaining * windowDays) / budget.burnRate;
  return days > windowDays
    ? `lasts longer than ${windowDays} days at this rate`
    : `${formatDuration(days * 86_400)} at this rate`;
}
