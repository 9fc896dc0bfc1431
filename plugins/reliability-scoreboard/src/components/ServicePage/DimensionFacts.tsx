import type {
  Dimension,
  ErrorBudget,
  RecoveryStatistics,
  ServiceDetail,
} from '@rocket/plugin-reliability-scoreboard-common';
import { formatDuration, formatPercentage } from '@rocket/ui';
import { describeBudget, describeRemaining } from '../../lib/budget';
import { formatCount } from '../../lib/measures';
import { FactList } from './FactList';
import { StandardAlerts } from './StandardAlerts';

/** The numbers of a dimension that no rule states by itself. */
export function DimensionFacts(props: {
  dimension: Dimension;
  service: ServiceDetail;
}) {
  const { dimension, service } = props;
  if (dimension === 'quality' && service.errorBudget) {
    return <BudgetFacts budget={service.errorBudget} />;
  }
  if (dimension === 'alerts' && service.standardAlerts) {
    return <StandardAlerts alerts={service.standardAlerts} />;
  }
  if (dimension === 'recovery' && service.recovery) {
    return <RecoveryFacts recovery={service.recovery} />;
  }
  return undefined;
}

function BudgetFacts(props: { budget: ErrorBudget }) {
  const { budget } = props;
  return (
    <FactList
      label="Error budget of the last 28 days"
      facts={[
        {
          term: 'Error budget',
          value: describeRemaining(budget),
          remark: describeBudget(budget),
        },
        {
          term: 'Target',
          value: formatPercentage(budget.target, { nines: true }),
          remark: 'of the requests, over 28 days',
        },
        {
          term: 'Requests',
          value: formatCount(budget.valid),
          remark: `${formatCount(budget.bad)} of them failed`,
        },
      ]}
    />
  );
}

function RecoveryFacts(props: { recovery: RecoveryStatistics }) {
  const { recovery } = props;
  const duration = (seconds: number | undefined) =>
    seconds === undefined ? '–' : formatDuration(seconds);
  return (
    <FactList
      label="Incidents of the last 28 days"
      facts={[
        {
          term: 'Median',
          value: duration(recovery.medianSeconds),
          remark: `of ${formatCount(recovery.count)} recovered incidents`,
        },
        {
          term: '90th percentile',
          value: duration(recovery.p90Seconds),
          remark: 'nine of ten recover sooner',
        },
        { term: 'Mean', value: duration(recovery.meanSeconds) },
        {
          term: 'Open now',
          value: formatCount(recovery.open),
          remark: 'counted apart',
        },
        {
          term: 'Not counted',
          value: formatCount(recovery.excluded),
          remark: 'closed by expiry or by a changed condition',
        },
      ]}
    />
  );
}
