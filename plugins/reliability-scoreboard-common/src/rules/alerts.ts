import { nrql } from '@rocket/nrql';
import { standardAlerts } from '../standardAlerts';
import type { Level, Tier } from '../words';
import { allTiers, upToTier1, upToTier2, type Rule } from './Rule';

/** When each condition of the standard set is asked for, and why. */
const asked: Record<
  string,
  { level: Level; tiers: readonly Tier[]; essential?: boolean; why: string }
> = {
  'error-rate': {
    level: 'bronze',
    tiers: allTiers,
    essential: true,
    why: 'The team should hear of failures before its callers do.',
  },
  'signal-loss': {
    level: 'bronze',
    tiers: upToTier2,
    why: 'A service that is down sends no errors, only silence.',
  },
  latency: {
    level: 'silver',
    tiers: upToTier2,
    why: 'Slowness comes before most outages.',
  },
  throughput: {
    level: 'silver',
    tiers: upToTier1,
    why: 'A drop in requests shows what breaks before the service itself.',
  },
  'burn-rate': {
    level: 'gold',
    tiers: upToTier1,
    why: 'It wakes people for what endangers the promise, and lets them sleep otherwise.',
  },
  saturation: {
    level: 'gold',
    tiers: upToTier2,
    why: 'Running out of capacity can be seen coming.',
  },
};

const standardRules = standardAlerts.map((definition): Rule => {
  const { why, ...when } = asked[definition.id] ?? {
    level: 'gold' as const,
    tiers: allTiers,
    why: 'It belongs to the standard set.',
  };
  return {
    id: `alert-${definition.id}`,
    title: `Standard alert: ${definition.title}`,
    dimension: 'alerts',
    ...when,
    why,
    howToFix: `Apply the standard alerts, or create an enabled condition "… · ${definition.title}" that asks exactly the standard question.`,
    source: 'alerts',
    nrql: definition.nrql,
    examine: ({ alerts }) => {
      const alert = alerts.value?.find(({ id }) => id === definition.id);
      if (!alert) {
        return {
          kind: 'nothing',
          because: 'Its alert conditions are not known.',
        };
      }
      const name = `The alert "${definition.title}"`;
      switch (alert.state) {
        case 'in-place':
          return {
            kind: 'state',
            good: true,
            sentence: `${name} is in place.`,
          };
        case 'edited':
          return {
            kind: 'state',
            good: false,
            sentence: `${name} was edited: ${alert.difference}.`,
          };
        default:
          return {
            kind: 'state',
            good: false,
            sentence: `${name} is ${alert.state}.`,
          };
      }
    },
  };
});

export const alertRules: readonly Rule[] = [
  ...standardRules,
  {
    id: 'alert-noise',
    title: 'Alerts are quiet',
    level: 'gold',
    dimension: 'alerts',
    tiers: allTiers,
    threshold: {
      comparison: 'at-most',
      unit: 'per-day',
      byTier: { 0: 0.5, 1: 0.5, 2: 1, 3: 1 },
    },
    why: 'People stop listening to alarms that ring every day.',
    howToFix:
      'Group the incidents of 28 days by condition; raise the threshold or the duration of the noisiest, or mend its cause.',
    source: 'recovery',
    nrql: guid =>
      nrql`SELECT count(*) AS 'opened' FROM NrAiIncident WHERE entity.guid = ${guid} AND event IN ('open', 'Open') AND priority = 'critical' FACET conditionName SINCE 28 days ago`,
    examine: ({ rung, entity }) =>
      rung.value === undefined || !entity.value?.known?.watched
        ? {
            kind: 'nothing',
            because: 'No alert condition watches it, so nothing can ring.',
          }
        : {
            kind: 'number',
            value: rung.value / 28,
            subject: 'The number of critical incidents',
            window: 'over the last 28 days',
          },
  },
];
