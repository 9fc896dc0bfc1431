import { nrql } from '@rocket/nrql';
import type { RecoveryStatistics } from '../api';
import {
  allTiers,
  upToTier2,
  type Evidence,
  type Finding,
  type Rule,
} from './Rule';

const minute = 60;
const hour = 60 * minute;
const window = 'over the last 28 days';

const recoveryNrql = (guid: string) =>
  nrql`SELECT percentile((closeTime - openTime) / 1000, 50, 90) AS 'seconds' FROM NrAiIncident WHERE entity.guid = ${guid} AND event IN ('close', 'Close') AND closeCause NOT IN ('EXPIRED', 'CONDITION_DELETED', 'CONDITION_DISABLED', 'CONDITION_MODIFIED') SINCE 28 days ago`;

/**
 * Without incidents there was nothing to recover from, which is good; but only
 * where something would have noticed one.
 */
function timeToRecover(
  { entity, recovery }: Evidence,
  subject: string,
  read: (statistics: RecoveryStatistics) => number | undefined,
): Finding {
  const statistics = recovery.value;
  if (!statistics || !entity.value?.known) {
    return { kind: 'nothing', because: 'Its incidents are not known.' };
  }
  const value = read(statistics);
  if (value !== undefined) {
    return { kind: 'number', value, subject, window };
  }
  if (!entity.value.known.watched) {
    return {
      kind: 'nothing',
      because: 'No alert condition watches it, so nobody knows when it failed.',
    };
  }
  return statistics.open > 0
    ? {
        kind: 'nothing',
        because: 'Its first incident in 28 days is still open.',
      }
    : {
        kind: 'state',
        good: true,
        sentence: `There was no incident to recover from ${window}.`,
      };
}

const median = (evidence: Evidence) =>
  timeToRecover(
    evidence,
    'The median time to recover',
    ({ medianSeconds }) => medianSeconds,
  );

export const recoveryRules: readonly Rule[] = [
  {
    id: 'watched',
    title: 'Failures are noticed',
    level: 'bronze',
    dimension: 'recovery',
    tiers: allTiers,
    why: 'Recovery begins when somebody notices.',
    howToFix:
      'Give the service at least one enabled alert condition in New Relic.',
    source: 'entity',
    examine: ({ entity }) => {
      const known = entity.value?.known;
      if (!known) {
        return {
          kind: 'nothing',
          because: 'Whether anything watches it is not known to New Relic.',
        };
      }
      return {
        kind: 'state',
        good: known.watched,
        sentence: known.watched
          ? 'Alert conditions watch it.'
          : 'No alert condition watches it.',
      };
    },
  },
  {
    id: 'recovery-acceptable',
    title: 'Recovers in acceptable time',
    level: 'silver',
    dimension: 'recovery',
    tiers: allTiers,
    threshold: {
      comparison: 'at-most',
      unit: 'seconds',
      byTier: { 0: 30 * minute, 1: hour, 2: 4 * hour, 3: 24 * hour },
    },
    why: 'Everything fails; what customers remember is for how long.',
    howToFix:
      'Write a runbook for the most frequent incident, link it from the alert, and make going back to the last version one step.',
    source: 'recovery',
    nrql: recoveryNrql,
    examine: median,
  },
  {
    id: 'recovery-fast',
    title: 'Recovers fast',
    level: 'gold',
    dimension: 'recovery',
    tiers: allTiers,
    threshold: {
      comparison: 'at-most',
      unit: 'seconds',
      byTier: { 0: 15 * minute, 1: 30 * minute, 2: 2 * hour, 3: 8 * hour },
    },
    why: 'Half of the incidents should be over before most people notice them.',
    howToFix:
      'Automate the first step of the runbook: go back, restart, or switch off the feature.',
    source: 'recovery',
    nrql: recoveryNrql,
    examine: median,
  },
  {
    id: 'recovery-reliable',
    title: 'Rarely stays down for long',
    level: 'gold',
    dimension: 'recovery',
    tiers: upToTier2,
    threshold: {
      comparison: 'at-most',
      unit: 'seconds',
      byTier: { 0: hour, 1: 2 * hour, 2: 8 * hour, 3: 24 * hour },
    },
    why: 'The long incidents are the ones that cost; a median does not show them.',
    howToFix:
      'Review the two longest incidents of the month, and see what took long: noticing, deciding or mending.',
    source: 'recovery',
    nrql: recoveryNrql,
    examine: evidence =>
      timeToRecover(
        evidence,
        'The 90th percentile of the time to recover',
        ({ p90Seconds }) => p90Seconds,
      ),
  },
];
