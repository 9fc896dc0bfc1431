import { nrql } from '@rocket/nrql';
import {
  allTiers,
  upToTier2,
  type Evidence,
  type Finding,
  type Rule,
} from './Rule';

const coverageNrql = (guid: string) =>
  nrql`SELECT latest(linesCovered) / latest(linesTotal) * 100 AS 'coverage' FROM RocketTestCoverage WHERE serviceGuid = ${guid} SINCE 30 days ago`;

function testCoverage({ coverage }: Evidence): Finding {
  const report = coverage.value?.report;
  return report && report.linesTotal > 0
    ? {
        kind: 'number',
        value: report.linesCovered / report.linesTotal,
        subject: 'Test coverage',
        window: 'on the main branch',
      }
    : {
        kind: 'nothing',
        because: 'No build reported its test coverage over the last 30 days.',
      };
}

export const coverageRules: readonly Rule[] = [
  {
    id: 'instrumented',
    title: 'Known to New Relic',
    level: 'bronze',
    dimension: 'coverage',
    tiers: allTiers,
    essential: true,
    why: 'What nobody observes, nobody can improve or mend.',
    howToFix:
      'Install the New Relic agent, and put the annotation newrelic.com/entity-guid (or newrelic.com/app-name) into catalog-info.yaml.',
    source: 'entity',
    examine: ({ entity }) => {
      if (!entity.observedAt) {
        return {
          kind: 'nothing',
          because: 'New Relic has not been asked about this service yet.',
        };
      }
      if (entity.value?.known) {
        return {
          kind: 'state',
          good: true,
          sentence: `New Relic knows it as ${entity.value.known.name}.`,
        };
      }
      return {
        kind: 'state',
        good: false,
        sentence: entity.value
          ? `New Relic does not know the entity ${entity.value.guid} that the annotation names.`
          : 'No annotation leads to an entity of New Relic.',
      };
    },
  },
  {
    id: 'reporting',
    title: 'Reports data',
    level: 'bronze',
    dimension: 'coverage',
    tiers: allTiers,
    essential: true,
    why: 'A silent agent looks like a quiet night until a customer calls.',
    howToFix:
      'See whether the agent starts with the application, has its license key, and may reach New Relic.',
    source: 'entity',
    examine: ({ entity }) => {
      const known = entity.value?.known;
      if (!known) {
        return {
          kind: 'nothing',
          because: 'Whether it reports data is not known to New Relic.',
        };
      }
      return {
        kind: 'state',
        good: known.reporting,
        sentence: known.reporting
          ? 'It reports data.'
          : 'New Relic knows it, but it reports nothing.',
      };
    },
  },
  {
    id: 'test-coverage',
    title: 'Covered by tests',
    level: 'silver',
    dimension: 'coverage',
    tiers: allTiers,
    living: true,
    threshold: {
      comparison: 'at-least',
      unit: 'ratio',
      byTier: { 0: 0.7, 1: 0.65, 2: 0.6, 3: 0.5 },
    },
    why: 'Untested lines fail for the first time in production.',
    howToFix:
      'Report line coverage from the main branch (event RocketTestCoverage) and test the error paths first.',
    source: 'coverage',
    nrql: coverageNrql,
    examine: testCoverage,
  },
  {
    id: 'service-level',
    title: 'Has a service level',
    level: 'silver',
    dimension: 'coverage',
    tiers: upToTier2,
    living: true,
    why: 'Without a promise nobody can say whether the service is good enough.',
    howToFix:
      'Create a service level in New Relic with a success indicator and a target over 28 days.',
    source: 'entity',
    examine: ({ entity }) => {
      const known = entity.value?.known;
      if (!known) {
        return {
          kind: 'nothing',
          because: 'Whether it has a service level is not known to New Relic.',
        };
      }
      const levels = known.serviceLevels.filter(
        ({ targets }) => targets.length > 0,
      );
      return {
        kind: 'state',
        good: levels.length > 0,
        sentence:
          levels.length > 0
            ? `It promises ${levels
                .map(({ name, targets }) => `${targets.join(', ')} % (${name})`)
                .join(' and ')}.`
            : 'It has no service level with a target.',
      };
    },
  },
  {
    id: 'test-coverage-high',
    title: 'Covered well by tests',
    level: 'gold',
    dimension: 'coverage',
    tiers: allTiers,
    living: true,
    threshold: {
      comparison: 'at-least',
      unit: 'ratio',
      byTier: { 0: 0.8, 1: 0.75, 2: 0.7, 3: 0.6 },
    },
    why: 'Teams that trust their tests deploy often, and small changes fail small.',
    howToFix:
      'Let the build show uncovered lines of each change, and cover what changes.',
    source: 'coverage',
    nrql: coverageNrql,
    examine: testCoverage,
  },
];
