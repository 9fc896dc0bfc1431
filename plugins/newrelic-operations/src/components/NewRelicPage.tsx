import { ResponseError } from '@backstage/errors';
import { Container, Skeleton } from '@backstage/ui';
import { AsOf, EmptyState, ErrorPanel } from '@rocket/ui';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { summaryOf } from '../lib/words';
import { useNewRelicStatus } from '../query/useNewRelicStatus';
import { AccountCard, AccountCardSkeleton } from './AccountCard';
import styles from './NewRelicPage.module.css';

const exampleConfiguration = `newRelic:
  region: US # or EU, JP, FedRAMP
  accounts:
    - id: 1234567
      name: Production
      apiKey: \${NEW_RELIC_API_KEY}
      default: true`;

/** Each account of New Relic: whether it answers, and how much of its limits is used. */
export function NewRelicPage() {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <main>
        <Container>
          <Content />
        </Container>
      </main>
    </QueryClientProvider>
  );
}

function Content() {
  const { data: status, error, isPending, refetch } = useNewRelicStatus();
  if (isPending) {
    return (
      <div className={styles.page} aria-busy="true">
        <div className={styles.head}>
          <Skeleton width={240} height={20} />
        </div>
        <div className={styles.accounts}>
          <AccountCardSkeleton />
          <AccountCardSkeleton />
        </div>
      </div>
    );
  }
  if (!status && isForbidden(error)) {
    return (
      <EmptyState
        title="This page is for operators"
        description="You may not see how the portal is connected to New Relic. Whoever looks after the portal can give you the permission newrelic-operations.status.read."
      />
    );
  }
  if (!status) {
    return (
      <ErrorPanel
        title="The connections to New Relic could not be read"
        error={error}
        onRetry={() => refetch()}
      />
    );
  }
  if (status.accounts.length === 0) {
    return (
      <EmptyState
        title="New Relic is not connected yet"
        description="List your accounts in the configuration of the portal, each with its number, a name and a user key (NRAK-…) from an environment variable, and restart it. Critical paths and the scoreboard have their numbers from there."
        action={<pre className={styles.example}>{exampleConfiguration}</pre>}
      />
    );
  }
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <p className={styles.summary} role="status">
          {summaryOf(status.accounts)}
        </p>
        <AsOf
          observedAt={status.observedAt}
          stale={error !== null}
          reason="the portal did not answer"
        />
      </div>
      <div className={styles.accounts}>
        {status.accounts.map(account => (
          <AccountCard key={account.id} account={account} />
        ))}
      </div>
      <p className={styles.note}>
        Seen by the instance <code>{status.instance}</code> of the portal since
        it started. Every instance has connections and limits of its own.
      </p>
    </div>
  );
}

function isForbidden(error: Error | null): boolean {
  return error instanceof ResponseError && error.statusCode === 403;
}
