import { useId, useState } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
  type MouseHandlerDataParam,
} from 'recharts';
import { unknownSpans } from '../../lib/chartData';
import type { TimeSpan } from '../../lib/pageState';
import { formatTick, timeTicks } from '../../lib/timeTicks';
import { plotMargin, type TimeChartProps } from './chartProps';
import { Crosshair } from './Crosshair';
import { LonePoint } from './LonePoint';

const text = { fill: 'var(--bui-fg-secondary)', fontSize: 12 };

/** The picture of a {@link TimeChart}. All plots of a page share one crosshair. */
export function TimeChartPlot(props: TimeChartProps) {
  const { points, span, domain, target, format, compare, onZoom } = props;
  const hatch = useId();
  const [drag, setDrag] = useState<{ from: number; to: number }>();

  const finishDrag = () => {
    const zoom = drag && dragSpan(drag);
    setDrag(undefined);
    if (zoom && zoom.end - zoom.begin > props.bucketSeconds * 1000) {
      onZoom(zoom);
    }
  };

  return (
    <LineChart
      responsive
      style={{ width: '100%', height: '100%', cursor: 'crosshair' }}
      data={points}
      margin={{ top: 18, right: plotMargin.right, bottom: 0, left: 0 }}
      syncId="critical-paths"
      title={`${props.valueLabel} over time; the arrow keys read its values`}
      onMouseDown={(state, event) => {
        const time = timeAt(state);
        if (time !== undefined) {
          // Else the drag would select the page's text.
          event.preventDefault();
          setDrag({ from: time, to: time });
        }
      }}
      onMouseMove={state => {
        const time = timeAt(state);
        if (drag && time !== undefined) {
          setDrag({ ...drag, to: time });
        }
      }}
      onMouseUp={finishDrag}
      onMouseLeave={() => setDrag(undefined)}
    >
      <defs>
        <pattern
          id={hatch}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line
            y2="6"
            stroke="var(--rocket-unknown)"
            strokeOpacity="0.45"
            strokeWidth="2"
          />
        </pattern>
      </defs>
      <CartesianGrid vertical={false} stroke="var(--rocket-grid)" />
      <XAxis
        dataKey="time"
        type="number"
        domain={[span.begin, span.end]}
        allowDataOverflow
        ticks={timeTicks({ ...span, most: 7 })}
        tickFormatter={formatTick}
        tick={text}
        height={22}
        stroke="var(--bui-border-2)"
        minTickGap={24}
      />
      <YAxis
        domain={domain}
        allowDataOverflow
        width={plotMargin.left}
        ticks={[domain[0], (domain[0] + domain[1]) / 2, domain[1]]}
        tickFormatter={format}
        tick={text}
        axisLine={false}
        tickLine={false}
      />
      {unknownSpans(props).map(({ begin, end }) => (
        <ReferenceArea
          key={begin}
          x1={Math.max(begin, span.begin)}
          x2={Math.min(end, span.end)}
          fill={`url(#${hatch})`}
          fillOpacity={1}
        />
      ))}
      {compare && (
        <Line
          dataKey="previous"
          stroke="var(--rocket-series-previous)"
          strokeWidth={1}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      )}
      {target !== undefined && (
        <ReferenceLine
          y={target}
          stroke="var(--rocket-target)"
          strokeDasharray="5 4"
          label={{
            value: `target ${format(target)}`,
            position: 'insideBottomRight',
            fill: 'var(--bui-fg-primary)',
            fontSize: 12,
            // A halo, since the line may run behind the words.
            stroke: 'var(--bui-bg-neutral-1)',
            strokeWidth: 4,
            paintOrder: 'stroke',
          }}
        />
      )}
      <Line
        dataKey="current"
        stroke="var(--rocket-series)"
        strokeWidth={2}
        dot={dot => <LonePoint key={dot.index} {...dot} points={points} />}
        activeDot={{ r: 3 }}
        isAnimationActive={false}
      />
      {drag && drag.from !== drag.to && (
        <ReferenceArea
          x1={dragSpan(drag).begin}
          x2={dragSpan(drag).end}
          fill="var(--rocket-series)"
          fillOpacity={0.15}
        />
      )}
      <Tooltip
        content={<Crosshair {...props} />}
        position={{ y: -2 }}
        cursor={{ stroke: 'var(--bui-fg-secondary)' }}
        isAnimationActive={false}
      />
    </LineChart>
  );
}

/** The moment under the pointer, epoch milliseconds. */
function timeAt(state: MouseHandlerDataParam): number | undefined {
  const time = Number(state.activeLabel);
  return state.activeLabel === undefined || Number.isNaN(time)
    ? undefined
    : time;
}

function dragSpan(drag: { from: number; to: number }): TimeSpan {
  return {
    begin: Math.min(drag.from, drag.to),
    end: Math.max(drag.from, drag.to),
  };
}
