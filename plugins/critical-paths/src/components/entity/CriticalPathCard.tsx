import {
  ButtonLink,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Skeleton,
  Text,
} from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import { AsOf, ErrorPanel } from '@rocket/ui';
import { CriticalPathQueries } from '../../query/CriticalPathQueries';
import { usePath } from '../../query/hooks';
import { useCriticalPathLinks } from '../../query/useCriticalPathLinks';
import { PathHeadline } from '../path/PathHeadline';

/** How a critical path is, on its own entity page. */
export function CriticalPathCard() {
  return (
    <CriticalPathQueries>
      <Content />
    </CriticalPathQueries>
  );
}

function Content() {
  const { entity } = useEntity();
  const { name, namespace = 'default' } = entity.metadata;
  const links = useCriticalPathLinks();
  const { data, error, isPending, refetch } = usePath({
    namespace,
    name,
    range: '24h',
  });
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          How it is
        </Text>
      </CardHeader>
      <CardBody>
        {isPending && <Skeleton width="100%" height={72} />}
        {error && <ErrorPanel error={error} onRetry={refetch} />}
        {data && (
          <>
            <PathHeadline detail={data} />
            <p>
              {data.path.reason} {data.path.concern}
            </p>
          </>
        )}
      </CardBody>
      <CardFooter>
        <ButtonLink
          href={links.path({ namespace, name }) ?? ''}
          variant="secondary"
        >
          Open the critical path
        </ButtonLink>{' '}
        {data?.path.freshness.observedAt && (
          <AsOf
            observedAt={data.path.freshness.observedAt}
            stale={data.path.freshness.stale}
            reason={data.path.freshness.reason}
          />
        )}
      </CardFooter>
    </Card>
  );
}
