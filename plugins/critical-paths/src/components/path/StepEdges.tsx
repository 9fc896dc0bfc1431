import type { StepSummary } from '@rocket/plugin-critical-paths-common';
import { useId } from 'react';
import type { GraphLayout, GraphNode } from '../../lib/graphLayout';
import styles from './StepGraph.module.css';

/** The grid of StepGraph.module.css in pixels at a root font of 16 pixels; the picture scales with the font. */
const grid = { width: 192, height: 72, gapX: 40, gapY: 20 };

/** The arrows between the steps. They say nothing that the list's order does not, so they are hidden from screen readers. */
export function StepEdges(props: { layout: GraphLayout<StepSummary> }) {
  const { layout } = props;
  const arrow = useId();
  const width = layout.columns * (grid.width + grid.gapX) - grid.gapX;
  const height = layout.rows * (grid.height + grid.gapY) - grid.gapY;
  return (
    <svg
      className={styles.edges}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <defs>
        <marker
          id={arrow}
          viewBox="0 0 8 8"
          refX="8"
          refY="4"
          markerWidth="6"
          markerHeight="6"
          orient="auto"
        >
          <path className={styles.arrow} d="M0,0L8,4L0,8Z" />
        </marker>
      </defs>
      {layout.edges.map(({ from, to }) => (
        <path
          key={`${from.step.id}-${to.step.id}`}
          className={
            to.step.requirement === 'asynchronous'
              ? `${styles.edge} ${styles.asynchronous}`
              : styles.edge
          }
          d={edgePath(from, to)}
          markerEnd={`url(#${arrow})`}
        />
      ))}
    </svg>
  );
}

/**
 * From the right side of one step to the left side of another. It turns in the
 * gap before its target, and an edge that passes over columns runs through the
 * gap under the row of its source, so that it crosses no step.
 */
function edgePath(
  from: GraphNode<StepSummary>,
  to: GraphNode<StepSummary>,
): string {
  const startX = from.column * (grid.width + grid.gapX) + grid.width;
  const startY = middle(from.row);
  const endX = to.column * (grid.width + grid.gapX);
  const endY = middle(to.row);
  const bend = endX - grid.gapX / 2;
  if (to.column - from.column <= 1) {
    return `M${startX},${startY}H${bend}V${endY}H${endX}`;
  }
  const aisle = startY + grid.height / 2 + grid.gapY / 2;
  const leave = startX + grid.gapX / 2;
  return `M${startX},${startY}H${leave}V${aisle}H${bend}V${endY}H${endX}`;
}

function middle(row: number): number {
  return row * (grid.height + grid.gapY) + grid.height / 2;
}
