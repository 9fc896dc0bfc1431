import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { Container, Header, Link } from '@backstage/ui';
import { ErrorPanel } from '@rocket/ui';
import { usePath } from '../../query/hooks';
import { useCriticalPathLinks } from '../../query/useCriticalPathLinks';
import { usePageState } from '../../query/usePageState';
import { EntityName } from '../page/EntityName';
import { FourCharts } from '../page/FourCharts';
import { PageControls } from '../page/PageControls';
import { DetailSkeleton } from '../page/DetailSkeleton';
import { PathHeadline } from './PathHeadline';
import { StepGraph } from './StepGraph';
import styles from './PathPage.module.css';

/** One critical path: how it is, why, where in its flow, and its four metrics. */
export function PathPage(props: { namespace: string; name: string }) {
  const { namespace, name } = props;
  const [state, onChange] = usePageState();
  const links = useCriticalPathLinks(state);
  const { data, error, isPending, isPlaceholderData, refetch } = usePath({
    namespace,
    name,
    range: state.range,
  });
  const path = data?.path;
  return (
    <BreadcrumbEntry
      entry={{
        label: path?.title ?? name,
        href: links.path({ namespace, name }) ?? '',
      }}
    >
      <Header
        title={path?.title ?? name}
        metadata={
          path && [
            { label: 'owner', value: <EntityName entityRef={path.owner} /> },
            ...(path.domain
              ? [
                  {
                    label: 'domain',
                    value: <EntityName entityRef={path.domain} />,
                  },
                ]
              : []),
            {
              label: 'in the catalog',
              value: (
                <Link href={links.catalogEntity(path.entityRef)}>
                  {path.name}
                </Link>
              ),
            },
          ]
        }
      />
      <Container className={styles.page} pb="6">
        {error && (
          <ErrorPanel
            title={`The critical path ${name} could not be read`}
            error={error}
            onRetry={refetch}
          />
        )}
        {isPending && <DetailSkeleton />}
        {data && path && (
          <>
            <PathHeadline detail={data} />
            <div className={styles.verdict}>
              <p>
                {path.reason} {path.concern}
              </p>
              <p>{data.verdict}</p>
            </div>
            <section className={styles.section} aria-labelledby="steps">
              <h2 id="steps">Steps</h2>
              <StepGraph detail={data} links={links} />
            </section>
            <section
              className={styles.section}
              aria-labelledby="metrics"
              aria-busy={isPlaceholderData}
            >
              <h2 id="metrics">What clients see</h2>
              <PageControls
                state={state}
                onChange={onChange}
                latency
                freshness={path.freshness}
              />
              <FourCharts
                subject={path.title}
                axis={data.axis}
                series={path.series}
                numbers={path.headline}
                objectives={path.objectives}
                marks={path.marks}
                freshness={path.freshness}
                state={{ ...state, range: data.range }}
                onChange={onChange}
              />
            </section>
          </>
        )}
      </Container>
    </BreadcrumbEntry>
  );
}
