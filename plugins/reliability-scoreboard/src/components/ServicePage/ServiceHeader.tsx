import type { CompoundEntityRef } from '@backstage/catalog-model';
import { Button, ButtonLink, Link } from '@backstage/ui';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { RiExternalLinkLine, RiRefreshLine } from '@remixicon/react';
import type { ServiceDetail } from '@rocket/plugin-reliability-scoreboard-common';
import { AsOf, LevelBadge } from '@rocket/ui';
import { useRefreshService } from '../../query/hooks';
import { OwnerLink } from '../measures';
import { useCriticalPathLink } from '../useCriticalPathLink';
import { Ladder } from './Ladder';
import { RefreshProblem } from './RefreshProblem';
import styles from './ServiceHeader.module.css';

/** Who the service is, on which level it stands, and how far the ladder is climbed. */
export function ServiceHeader(props: {
  entity: CompoundEntityRef;
  service: ServiceDetail;
}) {
  const { entity, service } = props;
  const entityLink = useEntityRefLink();
  const refresh = useRefreshService(entity);
  return (
    <header className={styles.header}>
      <div className={styles.row}>
        <div className={styles.name}>
          <h2 className={styles.title}>{service.title}</h2>
          <span className={styles.level}>
            <LevelBadge level={service.level} />
          </span>
        </div>
        <div className={styles.actions}>
          <span role="status">
            <AsOf
              observedAt={service.observedAt}
              stale={service.stale !== undefined}
              reason={service.stale?.reason}
            />
          </span>
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiRefreshLine aria-hidden="true" />}
            isPending={refresh.isPending}
            onPress={() => refresh.mutate()}
          >
            Refresh
          </Button>
          <ButtonLink
            variant="secondary"
            size="small"
            href={entityLink(service.entityRef)}
          >
            In the catalog
          </ButtonLink>
          {service.newRelic?.url && (
            <ButtonLink
              variant="secondary"
              size="small"
              href={service.newRelic.url}
              target="_blank"
              iconEnd={<RiExternalLinkLine aria-hidden="true" />}
            >
              In New Relic
            </ButtonLink>
          )}
        </div>
      </div>
      <Facts service={service} />
      {refresh.isError && (
        <RefreshProblem
          error={refresh.error}
          onRetry={() => refresh.mutate()}
          onOver={refresh.reset}
        />
      )}
      <Ladder level={service.level} progress={service.progress} />
    </header>
  );
}

function Facts(props: { service: ServiceDetail }) {
  const { service } = props;
  const criticalPathLink = useCriticalPathLink();
  return (
    <ul className={styles.facts}>
      <li>
        Tier {service.effectiveTier} ({service.effectiveTierReason})
      </li>
      {service.fastLane && (
        <li>Fast lane: only the essential rules are asked</li>
      )}
      <li>
        Owner <OwnerLink owner={service.owner} />
      </li>
      <li>{service.lifecycle}</li>
      {service.language && <li>{service.language}</li>}
      {service.paths.map(path => (
        <li key={path.entityRef}>
          <Link href={criticalPathLink(path.entityRef)} standalone>
            {path.title}
          </Link>{' '}
          ({path.requirement})
        </li>
      ))}
    </ul>
  );
}
