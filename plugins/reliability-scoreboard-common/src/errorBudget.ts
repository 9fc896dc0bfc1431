import type { ErrorBudget } from './api';

/**
 * Remaining = 1 − bad ÷ ((1 − target) × valid); burn rate = error rate ÷
 * (1 − target). Undefined without requests: there is nothing to spend.
 */
export function errorBudget(options: {
  valid: number;
  bad: number;
  /** 0 to 1, below 1. */
  target: number;
}): ErrorBudget | undefined {
  const { valid, bad, target } = options;
  if (valid <= 0) {
    return undefined;
  }
  const burnRate = bad / valid / (1 - target);
  return { target, valid, bad, remaining: 1 - burnRate, burnRate };
}
