import { Skeleton } from '@backstage/ui';
import type { AccountStatus } from '@rocket/plugin-newrelic-operations-common';
import { formatAge, formatMoment } from '@rocket/ui';
import { useId } from 'react';
import { breakerInWords, kindInWords, verdictOf } from '../lib/words';
import styles from './AccountCard.module.css';
import { StateMark } from './StateMark';
import { Usage } from './Usage';

/** One account: how it is in a word and a sentence, then what it did and its limits. */
export function AccountCard(props: { account: AccountStatus }) {
  const { account } = props;
  const titleId = useId();
  const { state, word, sentence } = verdictOf(account);
  return (
    <article className={styles.card} aria-labelledby={titleId}>
      <header className={styles.header}>
        <h2 id={titleId} className={styles.title}>
          {account.name}
        </h2>
        <StateMark state={state} word={word} />
      </header>
      <p className={styles.number}>
        Account {account.id}
        {account.default && ', the default'}
      </p>
      <p className={styles.sentence}>{sentence}</p>
      <dl className={styles.facts}>
        <dt>Breaker</dt>
        <dd>{breakerInWords(account.breaker)}</dd>
        <dt>Last answer</dt>
        <dd>
          <Moment at={account.lastSuccessAt} none="none yet" />
        </dd>
        <dt>Last error</dt>
        <dd>
          <Moment at={account.lastError?.at} none="none" />
          {account.lastError && (
            <>
              , {kindInWords(account.lastError.kind)}
              <span className={styles.message}>
                {account.lastError.message}
              </span>
            </>
          )}
        </dd>
      </dl>
      <Usage label="NRQL this minute" load={account.nrql} />
      <Usage label="Requests of its key" load={account.requests} />
    </article>
  );
}

/** How long ago, and exactly when for the pointer that rests on it. */
function Moment(props: { at: string | undefined; none: string }) {
  const { at, none } = props;
  return at ? (
    <time dateTime={at} title={formatMoment(at)}>
      {formatAge(at)}
    </time>
  ) : (
    <>{none}</>
  );
}

export function AccountCardSkeleton() {
  return (
    <div className={styles.card} aria-hidden="true">
      <Skeleton width="50%" height={24} />
      <Skeleton width="80%" height={20} />
      <Skeleton width="60%" height={20} />
      <Skeleton width="60%" height={68} />
      <Skeleton width="100%" height={28} />
      <Skeleton width="100%" height={28} />
    </div>
  );
}
