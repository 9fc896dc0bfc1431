import {
  getCompoundEntityRef,
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { Link, Skeleton } from '@backstage/ui';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  dimensions,
  type ServiceDetail,
} from '@rocket/plugin-reliability-scoreboard-common';
import { AsOf, ErrorPanel, LevelBadge, levelWord } from '@rocket/ui';
import { isNotFound } from '../../lib/errors';
import { dimensionTitles } from '../../lib/measures';
import { rungsAbove, things } from '../../lib/nextSteps';
import { useService } from '../../query/hooks';
import { ScoreboardQueries } from '../../query/ScoreboardQueries';
import { DimensionValue } from '../measures';
import { useServiceLink } from '../useServiceLink';
import styles from './QualityCard.module.css';

/** The score of the entity of the page, compact: level, dimensions, next step. */
export function QualityCard() {
  const { entity } = useEntity();
  return (
    <ScoreboardQueries>
      <QualityCardContent entity={getCompoundEntityRef(entity)} />
    </ScoreboardQueries>
  );
}

function QualityCardContent(props: { entity: CompoundEntityRef }) {
  const { entity } = props;
  const service = useService(entity);
  const serviceLink = useServiceLink();
  return (
    <EntityInfoCard
      title="Quality"
      headerActions={service.data && <LevelBadge level={service.data.level} />}
      footerActions={
        service.data && (
          <Link href={serviceLink(stringifyEntityRef(entity))} standalone>
            All rules and evidence
          </Link>
        )
      }
    >
      {service.isPending && (
        <Skeleton width="100%" height={140} aria-label="Loading the score" />
      )}
      {service.isError && !service.data && isNotFound(service.error) && (
        <p className={styles.words}>
          No score yet. Components of the type service or website get one with
          the next collection.
        </p>
      )}
      {service.isError && !service.data && !isNotFound(service.error) && (
        <ErrorPanel
          title="The score could not be read"
          error={service.error}
          onRetry={() => service.refetch()}
        />
      )}
      {service.data && <Score service={service.data} />}
    </EntityInfoCard>
  );
}

function Score(props: { service: ServiceDetail }) {
  const { service } = props;
  const serviceLink = useServiceLink();
  const next = rungsAbove(service)[0];
  return (
    <div className={styles.score}>
      <dl className={styles.dimensions}>
        {dimensions.map(dimension => (
          <div key={dimension} className={styles.dimension}>
            <dt>
              <Link
                href={serviceLink(service.entityRef, { tab: dimension })}
                standalone
              >
                {dimensionTitles[dimension]}
              </Link>
            </dt>
            <dd className={styles.value}>
              <DimensionValue score={service.dimensions[dimension]} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.words}>
        {next ? (
          <>
            For {levelWord(next.level)}, {things(next.steps.length)}:{' '}
            {next.steps[0].verdict}
          </>
        ) : (
          'Every rule that is asked of this service passes.'
        )}
      </p>
      <AsOf
        observedAt={service.observedAt}
        stale={service.stale !== undefined}
        reason={service.stale?.reason}
      />
    </div>
  );
}
