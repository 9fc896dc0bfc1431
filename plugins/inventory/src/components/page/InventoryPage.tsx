import { Container } from '@backstage/ui';
import { ErrorPanel } from '@rocket/ui';
import { inventoryState } from '../../lib/inventoryState';
import { accountNames } from '../../model/scopes';
import { InventoryQueries } from '../../query/InventoryQueries';
import { useFollowListings, useScopes, useSummary } from '../../query/hooks';
import { useDriftState } from '../../query/useDriftState';
import { Age } from './Age';
import { DriftByKind } from './DriftByKind';
import { DriftSection } from './DriftSection';
import { FirstSync, NotConfigured } from './FirstSync';
import styles from './InventoryPage.module.css';
import { Overview } from './Overview';
import { PageSkeleton } from './PageSkeleton';
import { Places } from './Places';
import { ScopeNotice } from './ScopeNotice';
import { Scopes } from './Scopes';
import { Words } from './Words';

/** Everything that the company runs, and where the declared world disagrees. */
export function InventoryPage() {
  return (
    <InventoryQueries>
      <main>
        <Container className={styles.page}>
          <Content />
        </Container>
      </main>
    </InventoryQueries>
  );
}

function Content() {
  const [state, update] = useDriftState();
  const summary = useSummary();
  const scopes = useScopes();
  useFollowListings(scopes.data ?? undefined);

  if (summary.isPending || scopes.isPending) {
    return <PageSkeleton />;
  }
  if (summary.data === undefined) {
    return (
      <ErrorPanel
        title="The inventory could not be read"
        error={summary.error}
        onRetry={() => summary.refetch()}
      />
    );
  }
  const known = scopes.data ?? undefined;
  const phase = inventoryState(summary.data ?? undefined, known);
  if (!summary.data || phase === 'not-configured') {
    return <NotConfigured />;
  }
  if (phase === 'first-sync') {
    return <FirstSync scopes={known} />;
  }
  const names = accountNames(known);
  return (
    <>
      {known && <ScopeNotice scopes={known} />}
      <Overview summary={summary.data} age={<Age query={summary} />} />
      <div className={styles.panels}>
        <DriftByKind
          kinds={summary.data.drift.kinds}
          selected={state.kinds}
          onSelect={kinds => update({ kinds })}
        />
        <Places places={summary.data.places} scopes={known} names={names} />
      </div>
      <DriftSection
        drift={summary.data.drift}
        names={names}
        state={state}
        update={update}
      />
      {known && <Scopes scopes={known} />}
      {scopes.isError && (
        <ErrorPanel
          title="The health of the listings could not be read"
          error={scopes.error}
          onRetry={() => scopes.refetch()}
        />
      )}
      <Words />
    </>
  );
}
