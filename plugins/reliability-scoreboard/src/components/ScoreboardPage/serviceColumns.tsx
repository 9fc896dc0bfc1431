import {
  dimensions,
  type Dimension,
  type ServiceScore,
} from '@rocket/plugin-reliability-scoreboard-common';
import { LevelBadge } from '@rocket/ui';
import type { ReactNode } from 'react';
import { dimensionTitles } from '../../lib/measures';
import { OwnerLink, TrendSparkline } from '../measures';
import { AgeCell } from './AgeCell';
import { DimensionCell } from './DimensionCell';
import { ServiceCell } from './ServiceCell';

/** A column of the table of services. */
export interface ServiceColumn {
  /** A sort field of the back end when the column is sortable. */
  id: string;
  label: string;
  sortable: boolean;
  /** Pixels; the columns without share what is left. */
  width?: number;
  /** Left out on screens narrower than this breakpoint. */
  from?: 'md' | 'lg';
  narrowWidth?: number;
  content: (score: ServiceScore, options: { narrow: boolean }) => ReactNode;
}

const dimensionWidths: Record<Dimension, number> = {
  quality: 124,
  coverage: 104,
  alerts: 96,
  recovery: 144,
};

export const serviceColumns: ServiceColumn[] = [
  {
    id: 'title',
    label: 'Service',
    sortable: true,
    content: score => <ServiceCell score={score} />,
  },
  {
    id: 'tier',
    label: 'Tier',
    sortable: true,
    width: 68,
    from: 'lg',
    content: score => score.effectiveTier,
  },
  {
    id: 'level',
    label: 'Level',
    sortable: true,
    width: 128,
    narrowWidth: 64,
    content: (score, { narrow }) => (
      <LevelBadge level={score.level} compact={narrow} />
    ),
  },
  ...dimensions.map(dimension => ({
    id: dimension,
    label: dimension === 'quality' ? 'Quality' : dimensionTitles[dimension],
    sortable: true,
    width: dimensionWidths[dimension],
    content: (score: ServiceScore) => (
      <DimensionCell score={score} dimension={dimension} />
    ),
  })),
  {
    id: 'trend',
    label: '28 days',
    sortable: false,
    width: 104,
    from: 'lg',
    content: score => <TrendSparkline trend={score.trend} />,
  },
  {
    id: 'owner',
    label: 'Owner',
    sortable: true,
    width: 108,
    from: 'md',
    content: score => <OwnerLink owner={score.owner} />,
  },
  {
    id: 'observedAt',
    label: 'As of',
    sortable: false,
    width: 72,
    from: 'lg',
    content: score => <AgeCell score={score} />,
  },
];
