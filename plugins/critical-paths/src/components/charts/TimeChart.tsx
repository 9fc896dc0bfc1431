import { Skeleton } from '@backstage/ui';
import { lazy, Suspense, useRef } from 'react';
import type { TimeChartProps } from './chartProps';
import { ChartTable } from './ChartTable';
import { MarkStrip } from './MarkStrip';
import styles from './TimeChart.module.css';
import { useUntabbableLayers } from './useUntabbableLayers';

/** The charting library is large; pages show their words and numbers without waiting for it. */
const TimeChartPlot = lazy(() =>
  import('./TimeChartPlot').then(module => ({ default: module.TimeChartPlot })),
);

/** A chart with its strip of deployments and incidents, or the same as a table. */
export function TimeChart(props: TimeChartProps) {
  const { finding, domain, format, height, table } = props;
  const plot = useRef<HTMLDivElement>(null);
  useUntabbableLayers(plot);
  if (table) {
    return <ChartTable {...props} />;
  }
  return (
    <figure className={styles.figure} aria-label={finding}>
      {domain[0] > 0 && (
        <p className={styles.note}>axis from {format(domain[0])}</p>
      )}
      <div ref={plot} className={styles.plot} style={{ height }}>
        <Suspense fallback={<Skeleton width="100%" height={height - 24} />}>
          <TimeChartPlot {...props} />
        </Suspense>
      </div>
      <MarkStrip marks={props.marks} span={props.span} onZoom={props.onZoom} />
    </figure>
  );
}
