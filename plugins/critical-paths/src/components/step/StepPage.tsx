import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { Container, Header, Link } from '@backstage/ui';
import type { StepDetail } from '@rocket/plugin-critical-paths-common';
import {
  ErrorPanel,
  formatPercentage,
  Nrql,
  PathStatusBadge,
} from '@rocket/ui';
import { useStep } from '../../query/hooks';
import { useCriticalPathLinks } from '../../query/useCriticalPathLinks';
import { usePageState } from '../../query/usePageState';
import { DetailSkeleton } from '../page/DetailSkeleton';
import { EntityName } from '../page/EntityName';
import { FourCharts } from '../page/FourCharts';
import { PageControls } from '../page/PageControls';
import { StatusSince } from '../page/StatusSince';
import pageStyles from '../path/PathPage.module.css';
import { MarkList } from './MarkList';
import { StepLinks } from './StepLinks';
import { TransactionTable } from './TransactionTable';

/** One application of a path: what it does for the path, how well, and what changed in it. */
export function StepPage(props: {
  namespace: string;
  name: string;
  stepId: string;
}) {
  const { namespace, name, stepId } = props;
  const [state, onChange] = usePageState();
  const links = useCriticalPathLinks(state);
  const { data, error, isPending, isPlaceholderData, refetch } = useStep({
    ...props,
    range: state.range,
  });
  return (
    <BreadcrumbEntry
      entry={{
        label: data?.path.title ?? name,
        href: links.path({ namespace, name }) ?? '',
      }}
    >
      <Header
        title={data?.step.title ?? stepId}
        metadata={
          data && [
            {
              label: 'step of',
              value: (
                <Link href={links.path(data.path)}>{data.path.title}</Link>
              ),
            },
            {
              label: 'component',
              value: <EntityName entityRef={data.step.component} />,
            },
            { label: 'the path needs it', value: requirementInWords(data) },
          ]
        }
      />
      <Container className={pageStyles.page} pb="6">
        {error && (
          <ErrorPanel
            title={`The step ${stepId} of ${name} could not be read`}
            error={error}
            onRetry={refetch}
          />
        )}
        {isPending && <DetailSkeleton />}
        {data && (
          <>
            <StepHeadline detail={data} />
            <StepLinks step={data.step} links={links} />
            <section
              className={pageStyles.section}
              aria-labelledby="metrics"
              aria-busy={isPlaceholderData}
            >
              <h2 id="metrics">Its part of the path</h2>
              <PageControls
                state={state}
                onChange={onChange}
                latency
                freshness={data.step.freshness}
              />
              <FourCharts
                subject={data.step.title}
                axis={data.axis}
                series={data.series}
                numbers={data.step.numbers}
                objectives={data.step.objectives}
                marks={data.marks}
                freshness={data.step.freshness}
                state={{ ...state, range: data.range }}
                onChange={onChange}
              />
              {data.nrql && <Nrql {...data.nrql} />}
            </section>
            <section
              className={pageStyles.section}
              aria-labelledby="transactions"
            >
              <h2 id="transactions">Transactions of the path</h2>
              <TransactionTable detail={data} compare={state.compare} />
            </section>
            <section className={pageStyles.section} aria-labelledby="changes">
              <h2 id="changes">Deployments and incidents</h2>
              <MarkList marks={data.marks} range={state.range} />
            </section>
          </>
        )}
      </Container>
    </BreadcrumbEntry>
  );
}

function requirementInWords(detail: StepDetail): string {
  switch (detail.step.requirement) {
    case 'required':
      return detail.step.groupId ? 'as one of a group' : 'always';
    case 'optional':
      return 'not to work, only to be complete';
    default:
      return 'later: it does not wait for it';
  }
}

function StepHeadline(props: { detail: StepDetail }) {
  const { step } = props.detail;
  return (
    <div>
      <dl className={pageStyles.headline} aria-live="polite">
        <div>
          <dt>status</dt>
          <dd>
            <PathStatusBadge status={step.status} />{' '}
            <span className={pageStyles.aside}>
              <StatusSince since={step.statusSince} />
            </span>
          </dd>
        </div>
        <div>
          <dt>share of the path's time</dt>
          <dd>
            {step.latencyShare === undefined
              ? 'no data'
              : formatPercentage(step.latencyShare)}
          </dd>
        </div>
      </dl>
      {step.reason && (
        <div className={pageStyles.verdict}>
          <p>{step.reason}</p>
        </div>
      )}
    </div>
  );
}
