import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Skeleton } from '@backstage/ui';
import {
  dimensions,
  type ServiceScore,
} from '@rocket/plugin-reliability-scoreboard-common';
import { EmptyState, ErrorPanel, LevelBadge } from '@rocket/ui';
import { dimensionTitles } from '../../lib/measures';
import { defaultTableState, writeTableState } from '../../lib/tableState';
import { useMyOwnership, useServices } from '../../query/hooks';
import { ScoreboardQueries } from '../../query/ScoreboardQueries';
import { rootRouteRef } from '../../routes';
import { DimensionValue } from '../measures';
import { useServiceLink } from '../useServiceLink';
import styles from './MyTeamScores.module.css';

export interface MyTeamScoresProps {
  /** How many services are shown before "all" leads to the scoreboard; 8 when left out. */
  limit?: number;
}

/**
 * The services of the signed-in user's teams with their level, those that fall
 * short first. For the home page, which gives it a heading.
 */
export function MyTeamScores(props: MyTeamScoresProps) {
  return (
    <ScoreboardQueries>
      <TeamServices limit={props.limit ?? 8} />
    </ScoreboardQueries>
  );
}

function TeamServices(props: { limit: number }) {
  const { limit } = props;
  const ownership = useMyOwnership();
  const services = useServices(
    ownership.data && {
      owner: ownership.data,
      sort: 'level',
      order: 'asc',
      limit,
    },
  );
  const scoreboardLink = useRouteRef(rootRouteRef);
  const error = ownership.error ?? services.error;

  if (services.data?.totalItems === 0) {
    return (
      <EmptyState
        title="Your teams own no service yet"
        description="A service belongs to the team that its catalog-info.yaml names as owner."
      />
    );
  }
  if (services.data) {
    const groups = (ownership.data ?? []).filter(ref =>
      ref.startsWith('group:'),
    );
    const all = writeTableState({ ...defaultTableState, teams: groups });
    return (
      <>
        <ul className={styles.services}>
          {services.data.items.map(score => (
            <TeamService key={score.entityRef} score={score} />
          ))}
        </ul>
        {scoreboardLink && services.data.totalItems > limit && (
          <Link href={`${scoreboardLink()}?${all}`} standalone>
            All {services.data.totalItems} services of my teams
          </Link>
        )}
      </>
    );
  }
  if (error) {
    return (
      <ErrorPanel
        title="The scores of your teams could not be read"
        error={error}
        onRetry={() => {
          ownership.refetch();
          services.refetch();
        }}
      />
    );
  }
  return <Skeleton width="100%" height={limit * 44} />;
}

/** One service: its level, its name, and the first dimension that falls short. */
function TeamService(props: { score: ServiceScore }) {
  const { score } = props;
  const serviceLink = useServiceLink();
  const short = dimensions.find(dimension =>
    ['fail', 'no-data'].includes(score.dimensions[dimension].outcome),
  );
  return (
    <li className={styles.service}>
      <span className={styles.level}>
        <LevelBadge level={score.level} />
      </span>
      <span className={styles.words}>
        <Link href={serviceLink(score.entityRef)} standalone weight="bold">
          {score.title}
        </Link>
        <span className={styles.verdict}>
          {short
            ? score.dimensions[short].verdict
            : 'Every rule that is asked of it passes.'}
        </span>
      </span>
      {short && (
        <span className={styles.value}>
          <span className={styles.dimension}>{dimensionTitles[short]}</span>
          <DimensionValue score={score.dimensions[short]} />
        </span>
      )}
    </li>
  );
}
