import { Link } from '@backstage/ui';
import type {
  PathDetail,
  StepSummary,
} from '@rocket/plugin-critical-paths-common';
import { formatPercentage, PathStatusBadge, pathStatusToken } from '@rocket/ui';
import type { CSSProperties } from 'react';
import { layoutGraph, type GraphNode } from '../../lib/graphLayout';
import type { CriticalPathLinks } from '../../query/useCriticalPathLinks';
import { StepEdges } from './StepEdges';
import styles from './StepGraph.module.css';

/**
 * The steps of a path in the direction of its flow. It is a list of links in
 * reading order, laid over the drawing of its edges, so that the keyboard and a
 * screen reader go through the flow as the eye does.
 */
export function StepGraph(props: {
  detail: PathDetail;
  links: CriticalPathLinks;
}) {
  const { path, steps, groups } = props.detail;
  const layout = layoutGraph(steps);
  return (
    <div
      className={styles.scroll}
      role="region"
      aria-label={`Steps of ${path.title}`}
      // A wide flow scrolls, and has to do so with the keyboard, too.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <div className={styles.drawing}>
        <StepEdges layout={layout} />
        <ol className={styles.graph}>
          {groups.map(group => {
            const members = layout.nodes.filter(({ step }) =>
              group.steps.includes(step.id),
            );
            return members.length > 0 ? (
              <li
                key={group.id}
                className={styles.group}
                style={areaOf(members)}
                aria-label={`${group.title ?? group.id}: ${group.require} of ${
                  group.steps.length
                } needed`}
              >
                <span className={styles.groupLabel} aria-hidden="true">
                  {group.require} of {group.steps.length}
                </span>
              </li>
            ) : null;
          })}
          {layout.nodes.map(node => (
            <li
              key={node.step.id}
              className={styles.step}
              style={areaOf([node])}
            >
              <StepNode
                step={node.step}
                href={props.links.step(path, node.step.id)}
              />
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function StepNode(props: { step: StepSummary; href: string | undefined }) {
  const { step, href } = props;
  const classNames = [
    styles.link,
    step.requirement === 'required' ? '' : styles.optional,
    step.status === 'unknown' ? styles.unknown : '',
  ];
  return (
    <Link
      href={href}
      className={classNames.filter(Boolean).join(' ')}
      style={
        {
          '--step-color': `var(${pathStatusToken(step.status)})`,
        } as CSSProperties
      }
    >
      <span className={styles.name}>{step.title}</span>
      <span className={styles.facts}>
        <PathStatusBadge
          status={step.status}
          compact={step.requirement !== 'required' && step.status === 'healthy'}
        />
        {step.requirement !== 'required' && <span>{step.requirement}</span>}
        {step.latencyShare !== undefined && (
          <span>{formatPercentage(step.latencyShare)} of time</span>
        )}
      </span>
    </Link>
  );
}

/** The cells of the grid that the nodes take, with all between them. */
function areaOf(nodes: ReadonlyArray<GraphNode<StepSummary>>): CSSProperties {
  const columns = nodes.map(node => node.column);
  const rows = nodes.map(node => node.row);
  return {
    gridColumn: `${Math.min(...columns) + 1} / ${Math.max(...columns) + 2}`,
    gridRow: `${Math.min(...rows) + 1} / ${Math.max(...rows) + 2}`,
  };
}
