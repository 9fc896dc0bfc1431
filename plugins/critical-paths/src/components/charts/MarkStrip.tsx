import { Button, ButtonIcon, DialogTrigger, Popover } from '@backstage/ui';
import { RiAsterisk, RiTriangleFill } from '@remixicon/react';
import type { Mark } from '@rocket/plugin-critical-paths-common';
import { formatMoment, formatTime } from '@rocket/ui';
import { useRef, useState } from 'react';
import { clusterMarks, type MarkCluster } from '../../lib/clusterMarks';
import { clusterInWords, markInWords } from '../../lib/markInWords';
import type { TimeSpan } from '../../lib/pageState';
import { plotMargin } from './chartProps';
import styles from './MarkStrip.module.css';
import { useWidth } from './useWidth';

/** Marks nearer than this, in pixels, share one symbol: the width of a pair. */
const symbolWidth = 28;

/** The width of a strip that was not measured yet. */
const usualWidth = 600;

/** The stretch of time around a mark that is worth a closer look. */
const zoomAround = { before: 15 * 60_000, after: 45 * 60_000 };

/** Deployments and incidents on a strip under a chart, on the chart's own time axis. */
export function MarkStrip(props: {
  marks: readonly Mark[];
  span: TimeSpan;
  onZoom: (span: TimeSpan) => void;
}) {
  const { marks, span, onZoom } = props;
  const strip = useRef<HTMLDivElement>(null);
  const width = useWidth(strip) ?? usualWidth;
  const distance = symbolWidth / width;
  const clusters = clusterMarks({ marks, span, distance });
  return (
    <div
      ref={strip}
      className={styles.strip}
      style={{ marginLeft: plotMargin.left, marginRight: plotMargin.right }}
      role="group"
      aria-label="Deployments and incidents"
    >
      {incidentBars(marks, span).map(bar => (
        <span
          key={bar.id}
          className={styles.duration}
          style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
        />
      ))}
      {clusters.map(cluster => (
        <MarkButton
          key={cluster.marks[0].id}
          cluster={cluster}
          onZoom={onZoom}
        />
      ))}
    </div>
  );
}

function MarkButton(props: {
  cluster: MarkCluster;
  onZoom: (span: TimeSpan) => void;
}) {
  const { cluster, onZoom } = props;
  const { marks, position } = cluster;
  const [open, setOpen] = useState(false);
  const first = marks[0];
  const label = clusterInWords(marks);
  const has = (type: Mark['type']) => marks.some(mark => mark.type === type);
  const at = Date.parse(first.at);
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <ButtonIcon
        className={styles.button}
        style={{ left: `${position * 100}%` }}
        variant="tertiary"
        aria-label={label}
        icon={
          <span className={styles.icons}>
            {has('deployment') && (
              <RiTriangleFill className={styles.deployment} size={12} />
            )}
            {has('incident') && (
              <RiAsterisk className={styles.incident} size={12} />
            )}
          </span>
        }
      />
      <Popover aria-label={label}>
        <ul className={styles.list}>
          {marks.map(mark => (
            <li key={mark.id}>
              <time
                className={styles.moment}
                dateTime={mark.at}
                title={formatMoment(mark.at)}
              >
                {formatTime(mark.at)}
              </time>{' '}
              {markInWords(mark)}
            </li>
          ))}
        </ul>
        <Button
          size="small"
          variant="secondary"
          onPress={() => {
            setOpen(false);
            onZoom({
              begin: at - zoomAround.before,
              end: at + zoomAround.after,
            });
          }}
        >
          Zoom in here
        </Button>
      </Popover>
    </DialogTrigger>
  );
}

/** How long incidents lasted, as parts of the span in percent. */
function incidentBars(
  marks: readonly Mark[],
  span: TimeSpan,
): Array<{ id: string; left: number; width: number }> {
  const length = span.end - span.begin;
  return marks.flatMap(mark => {
    if (mark.type !== 'incident') {
      return [];
    }
    const begin = Math.max(Date.parse(mark.at), span.begin);
    const end = Math.min(
      mark.closedAt ? Date.parse(mark.closedAt) : span.end,
      span.end,
    );
    if (end <= begin) {
      return [];
    }
    return [
      {
        id: mark.id,
        left: ((begin - span.begin) / length) * 100,
        width: ((end - begin) / length) * 100,
      },
    ];
  });
}
