import { Container } from '@backstage/ui';
import { ErrorPanel } from '@rocket/ui';
import { toServiceListQuery } from '../../lib/tableState';
import {
  useFollowCollection,
  useServices,
  useSummary,
  useTeamTree,
} from '../../query/hooks';
import { CollectionNotice } from './CollectionNotice';
import { FirstCollection } from './FirstCollection';
import { Overview, OverviewSkeleton } from './Overview';
import styles from './ScoreboardPage.module.css';
import { ServiceFilters } from './ServiceFilters';
import { ServicesTable } from './ServicesTable';
import { useTableState } from './useTableState';

/** How good are our services: in words and one picture, then service by service. */
export function ScoreboardPage() {
  const [state, update] = useTableState();
  const summary = useSummary();
  const teams = useTeamTree();
  useFollowCollection(summary.data?.collection);

  // A team stands for the teams below it, so wait for the tree when one is chosen.
  const query =
    state.teams.length > 0 && teams.isPending
      ? undefined
      : toServiceListQuery(
          state,
          team => teams.data?.withDescendants(team) ?? [team],
        );
  const services = useServices(query);

  if (summary.data?.services === 0) {
    return (
      <Container>
        <FirstCollection collection={summary.data.collection} />
      </Container>
    );
  }
  if (summary.isError && services.isError && !summary.data && !services.data) {
    // One outage is one message.
    return (
      <Container className={styles.page}>
        <ErrorPanel
          title="The scoreboard could not be read"
          error={services.error}
          onRetry={() => Promise.all([summary.refetch(), services.refetch()])}
        />
      </Container>
    );
  }
  return (
    <Container className={styles.page}>
      {summary.data && (
        <>
          <CollectionNotice collection={summary.data.collection} />
          <Overview
            summary={summary.data}
            state={state}
            update={update}
            query={query}
          />
        </>
      )}
      {summary.isPending && <OverviewSkeleton />}
      {summary.isError && !summary.data && (
        <ErrorPanel
          title="The summary could not be read"
          error={summary.error}
          onRetry={() => summary.refetch()}
        />
      )}
      <ServiceFilters
        summary={summary.data}
        teams={teams.data}
        state={state}
        update={update}
      />
      <ServicesTable
        services={services}
        totalServices={summary.data?.services}
        state={state}
        update={update}
      />
    </Container>
  );
}
