import type { AccountStatus } from '@rocket/plugin-newrelic-operations-common';

/** One word on an account, and what to do about it. */
export interface Verdict {
  state: 'well' | 'pausing' | 'refused' | 'failing' | 'untried';
  word: string;
  sentence: string;
}

/** How an account is, the worst first: what is refused needs a person, what fails may pass. */
export function verdictOf(account: AccountStatus): Verdict {
  const { breaker, connection } = account;
  if (connection === 'refused') {
    return {
      state: 'refused',
      word: 'refused',
      sentence:
        'New Relic refuses the key. Give this account in newRelic.accounts a user key that may read it, and restart the portal.',
    };
  }
  if (breaker !== 'closed') {
    return {
      state: 'pausing',
      word: 'pausing',
      sentence:
        breaker === 'open'
          ? 'New Relic failed repeatedly and is left alone for a while. Pages show what was stored before.'
          : 'New Relic failed repeatedly; one request tries whether it is back. Pages show what was stored before.',
    };
  }
  if (connection === 'failing') {
    return {
      state: 'failing',
      word: 'not answering',
      sentence:
        'The last request had no answer. Pages show what was stored before; the portal goes on asking.',
    };
  }
  if (connection === 'untried') {
    return {
      state: 'untried',
      word: 'not asked yet',
      sentence: 'This instance has not asked this account since it started.',
    };
  }
  const { nrql } = account;
  return {
    state: 'well',
    word: 'connected',
    sentence:
      nrql.queued > 0
        ? `${count(nrql.queued)} NRQL queries wait for the next minute, since the budget of this one is used.`
        : 'New Relic answers.',
  };
}

const kinds: Record<NonNullable<AccountStatus['lastError']>['kind'], string> = {
  timeout: 'no answer in time',
  'rate-limited': 'too many requests',
  unauthorized: 'refused',
  'not-configured': 'not configured',
  'bad-request': 'a question that New Relic does not accept',
  unavailable: 'not available',
  'unexpected-shape': 'an answer in an unexpected form',
};

/** The kind of an error as people say it. */
export function kindInWords(
  kind: NonNullable<AccountStatus['lastError']>['kind'],
): string {
  return kinds[kind];
}

const breakers: Record<AccountStatus['breaker'], string> = {
  closed: 'closed, asking as usual',
  'half-open': 'half open, one request tries',
  open: 'open, asking nothing for a while',
};

/** The state of a breaker, and what it means. */
export function breakerInWords(breaker: AccountStatus['breaker']): string {
  return breakers[breaker];
}

/** The page in a line: "1 of 2 accounts is connected. Staging: refused." */
export function summaryOf(accounts: readonly AccountStatus[]): string {
  const others = accounts
    .map(account => ({ name: account.name, ...verdictOf(account) }))
    .filter(({ state }) => state !== 'well');
  const connected = accounts.length - others.length;
  if (accounts.length === 1) {
    return `The account is ${connected === 1 ? '' : 'not '}connected.`;
  }
  if (connected === accounts.length) {
    return `All ${connected} accounts are connected.`;
  }
  const verb = connected === 1 ? 'is' : 'are';
  const rest = others.map(({ name, word }) => `${name}: ${word}`).join('; ');
  return `${connected} of ${accounts.length} accounts ${verb} connected. ${rest}.`;
}

export function count(value: number): string {
  return value.toLocaleString('en');
}
