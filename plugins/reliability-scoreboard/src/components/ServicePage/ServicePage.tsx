import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import {
  BreadcrumbEntry,
  useRouteRefParams,
} from '@backstage/frontend-plugin-api';
import { Container, Skeleton } from '@backstage/ui';
import { EmptyState, ErrorPanel } from '@rocket/ui';
import { isNotFound } from '../../lib/errors';
import { useService } from '../../query/hooks';
import { serviceRouteRef } from '../../routes';
import { useServiceLink } from '../useServiceLink';
import { NextSteps } from './NextSteps';
import { ServiceHeader } from './ServiceHeader';
import styles from './ServicePage.module.css';
import { ServiceTabs } from './ServiceTabs';

/** One service: its level, what is missing for the next one, and the evidence. */
export function ServicePage() {
  const entity = useRouteRefParams(serviceRouteRef);
  const service = useService(entity);
  const serviceLink = useServiceLink();
  const ref = stringifyEntityRef(entity);
  return (
    <BreadcrumbEntry
      entry={{
        label: service.data?.title ?? entity.name,
        href: serviceLink(ref) ?? '',
      }}
    >
      <Container className={styles.page}>
        <ServiceContent key={ref} entity={entity} service={service} />
      </Container>
    </BreadcrumbEntry>
  );
}

function ServiceContent(props: {
  entity: CompoundEntityRef;
  service: ReturnType<typeof useService>;
}) {
  const { entity, service } = props;
  if (service.data) {
    return (
      <>
        <ServiceHeader entity={entity} service={service.data} />
        <NextSteps service={service.data} />
        <ServiceTabs service={service.data} />
      </>
    );
  }
  if (service.isError) {
    return isNotFound(service.error) ? (
      <EmptyState
        title={`${entity.name} has no score`}
        description="Components of the type service or website have one. A new component gets its score with the next collection."
      />
    ) : (
      <ErrorPanel
        title={`The score of ${entity.name} could not be read`}
        error={service.error}
        onRetry={() => service.refetch()}
      />
    );
  }
  return <ServiceSkeleton />;
}

/** The same shape while the score is on its way. */
function ServiceSkeleton() {
  return (
    <div className={styles.page} aria-busy="true" aria-label="Loading">
      <Skeleton width={320} height={32} />
      <Skeleton width={480} height={16} />
      <Skeleton width="100%" height={72} />
      <Skeleton width="100%" height={180} />
      <Skeleton width="100%" height={240} />
    </div>
  );
}
