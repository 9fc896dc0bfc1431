import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiQuestionFill,
} from '@remixicon/react';
import { Mark, type MarkStyle } from './Mark';

/** The status of a critical path, or of one of its steps. */
export type PathStatus = 'healthy' | 'degraded' | 'down' | 'unknown';

const statuses: Record<PathStatus, MarkStyle> = {
  healthy: {
    token: '--rocket-healthy',
    icon: RiCheckboxCircleFill,
    word: 'healthy',
  },
  degraded: { token: '--rocket-degraded', icon: RiAlertFill, word: 'degraded' },
  down: { token: '--rocket-down', icon: RiCloseCircleFill, word: 'down' },
  unknown: {
    token: '--rocket-unknown',
    icon: RiQuestionFill,
    word: 'unknown',
    hatched: true,
  },
};

/** The colour token of a status, for graphs and charts. */
export function pathStatusToken(status: PathStatus): string {
  return statuses[status].token;
}

/** The status of a critical path. `compact` shows its icon only. */
export function PathStatusBadge(props: {
  status: PathStatus;
  compact?: boolean;
}) {
  return <Mark mark={statuses[props.status]} compact={props.compact} />;
}
