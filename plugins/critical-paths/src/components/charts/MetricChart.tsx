import type {
  ComparedNumbers,
  Mark,
  PathObjectives,
  Series,
  StepObjectives,
  TimeAxis,
} from '@rocket/plugin-critical-paths-common';
import { axisSpan, chartPoints, valueDomain } from '../../lib/chartData';
import { chartFinding } from '../../lib/finding';
import { metricInWords, type Metric } from '../../lib/metrics';
import type { PageState } from '../../lib/pageState';
import { TimeChart } from './TimeChart';

/** One of the four metrics of a path or a step, as a chart or a table. */
export function MetricChart(props: {
  metric: Metric;
  /** Whose metric it is: the title of a path or a step. */
  subject: string;
  axis: TimeAxis;
  series: Series;
  numbers: ComparedNumbers;
  objectives: PathObjectives | StepObjectives | undefined;
  marks: readonly Mark[];
  state: PageState;
  onChange: (change: Partial<PageState>) => void;
  height: number;
}) {
  const { metric, axis, numbers, state, onChange } = props;
  const span = state.zoom ?? axisSpan(axis);
  const line = metric.line(props.series, state);
  const points = chartPoints({ axis, line, span }).map(point =>
    state.compare ? point : { ...point, previous: undefined },
  );
  const target = metric.target(props.objectives, state);
  return (
    <TimeChart
      finding={chartFinding({
        metric,
        subject: props.subject,
        valueInWords: metricInWords(metric, numbers.current, state),
        value: metric.value(numbers.current, state),
        target,
        points,
        range: state.range,
        percentile: state.percentile,
      })}
      valueLabel={metric.label(state)}
      points={points}
      span={span}
      bucketSeconds={axis.bucketSeconds}
      domain={valueDomain({ points, target, from: metric.axisFrom })}
      target={target}
      format={metric.format}
      compare={state.compare}
      marks={props.marks}
      height={props.height}
      table={state.table}
      onZoom={zoom => onChange({ zoom })}
    />
  );
}
