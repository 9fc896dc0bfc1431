import type { NewRelicError } from '@rocket/plugin-newrelic-node';

/** Why New Relic gave no answer, in words for the pages; never with a query in it. */
export function failureReason(error: NewRelicError | undefined): string {
  switch (error?.kind) {
    case 'timeout':
      return 'New Relic did not answer in time';
    case 'rate-limited':
      return 'New Relic refused the question for asking too often';
    case 'unauthorized':
      return 'New Relic refused the API key for this account';
    case 'not-configured':
      return 'Its account of New Relic is not configured';
    case 'bad-request':
      return 'New Relic did not understand the question';
    case 'unexpected-shape':
      return 'New Relic answered in an unexpected form';
    default:
      return 'New Relic did not answer';
  }
}
