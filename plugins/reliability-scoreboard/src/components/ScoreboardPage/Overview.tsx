import { ButtonLink, Skeleton } from '@backstage/ui';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { RiBookOpenLine } from '@remixicon/react';
import type {
  ServiceListQuery,
  Summary,
} from '@rocket/plugin-reliability-scoreboard-common';
import { AsOf } from '@rocket/ui';
import { formatCount } from '../../lib/measures';
import type { TableState } from '../../lib/tableState';
import { rulesRouteRef } from '../../routes';
import { CsvButton } from './CsvButton';
import { LevelDistribution } from './LevelDistribution';
import styles from './Overview.module.css';
import type { UpdateTableState } from './useTableState';

/** The first screen: how many services there are, on which levels, since when. */
export function Overview(props: {
  summary: Summary;
  state: TableState;
  update: UpdateTableState;
  query: ServiceListQuery | undefined;
}) {
  const { summary, state, update, query } = props;
  const rulesLink = useRouteRef(rulesRouteRef);
  const { collection } = summary;
  return (
    <section className={styles.overview} aria-labelledby="overview-title">
      <div className={styles.head}>
        <div>
          <h2 id="overview-title" className={styles.title}>
            {formatCount(summary.services)} services
          </h2>
          <p className={styles.words}>{describe(summary)}</p>
        </div>
        <div className={styles.side}>
          <span className={styles.asOf} role="status">
            {collection.running && 'Collecting now… '}
            {collection.lastSuccessAt && (
              <AsOf observedAt={collection.lastSuccessAt} />
            )}
          </span>
          {rulesLink && (
            <ButtonLink
              variant="tertiary"
              size="small"
              href={rulesLink()}
              iconStart={<RiBookOpenLine aria-hidden="true" />}
            >
              What the levels ask
            </ButtonLink>
          )}
          <CsvButton query={query} />
        </div>
      </div>
      <LevelDistribution
        levels={summary.levels}
        selected={state.levels}
        onSelect={levels => update({ levels })}
      />
    </section>
  );
}

/** "This week 6 rose and 2 fell. 3 send no data to New Relic." */
function describe(summary: Summary): string {
  const { rose, fell } = summary.week;
  const sentences = [
    rose + fell > 0
      ? `This week ${formatCount(rose)} rose and ${formatCount(fell)} fell.`
      : 'No level changed this week.',
  ];
  if (summary.withoutData > 0) {
    sentences.push(
      summary.withoutData === 1
        ? '1 sends no data to New Relic.'
        : `${formatCount(summary.withoutData)} send no data to New Relic.`,
    );
  }
  if (summary.fastLane > 0) {
    sentences.push(
      `${formatCount(summary.fastLane)} ${
        summary.fastLane === 1 ? 'is' : 'are'
      } in the fast lane.`,
    );
  }
  return sentences.join(' ');
}

/** The same shape while the summary is on its way. */
export function OverviewSkeleton() {
  return (
    <section className={styles.overview} aria-busy="true" aria-label="Loading">
      <div className={styles.head}>
        <div>
          <Skeleton width={140} height={28} />
          <Skeleton width={420} height={16} className={styles.skeletonWords} />
        </div>
      </div>
      <Skeleton width="100%" height={64} />
    </section>
  );
}
