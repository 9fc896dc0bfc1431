import { BreadcrumbEntry, useRouteRef } from '@backstage/frontend-plugin-api';
import { Container, Skeleton } from '@backstage/ui';
import {
  formatMeasure,
  levels,
  type RuleDescription,
} from '@rocket/plugin-reliability-scoreboard-common';
import { ErrorPanel, LevelBadge } from '@rocket/ui';
import { dimensionTitles } from '../../lib/measures';
import { listOf } from '../../lib/listOf';
import { useRules } from '../../query/hooks';
import { rulesRouteRef } from '../../routes';
import { Glossary } from './Glossary';
import styles from './RulesPage.module.css';

const allTiers = 4;

/** What each level asks for, of whom, and why; and what the columns mean. */
export function RulesPage() {
  const rules = useRules();
  const href = useRouteRef(rulesRouteRef)?.() ?? '';
  return (
    <BreadcrumbEntry entry={{ label: 'What the levels ask', href }}>
      <Container className={styles.page}>
        <h2 className={styles.title}>What the levels ask</h2>
        <p className={styles.intro}>
          A service is on the highest level whose required rules all pass, and
          all those of the levels below. What is exempt or not required does not
          count; missing data does not pass.
        </p>
        {rules.isPending && <Skeleton width="100%" height={320} />}
        {rules.isError && !rules.data && (
          <ErrorPanel
            title="The rules could not be read"
            error={rules.error}
            onRetry={() => rules.refetch()}
          />
        )}
        {rules.data &&
          levels.map(level => (
            <section key={level} className={styles.level}>
              <h3 className={styles.levelTitle}>
                <LevelBadge level={level} />
              </h3>
              <ul className={styles.rules}>
                {rules.data.rules
                  .filter(rule => rule.level === level)
                  .map(rule => (
                    <Rule key={rule.id} rule={rule} />
                  ))}
              </ul>
            </section>
          ))}
        <Glossary />
      </Container>
    </BreadcrumbEntry>
  );
}

function Rule(props: { rule: RuleDescription }) {
  const { rule } = props;
  return (
    <li className={styles.rule}>
      <span className={styles.dimension}>
        {dimensionTitles[rule.dimension]}
      </span>
      <div>
        <h4 className={styles.ruleTitle}>{rule.title}</h4>
        <p className={styles.why}>{rule.why}</p>
        <p className={styles.asked}>{describeScope(rule)}</p>
      </div>
    </li>
  );
}

/** "Asked of every tier, in the fast lane too: at most 300 ms in tier 0, 500 ms in tier 1." */
function describeScope(rule: RuleDescription): string {
  const tiers =
    rule.tiers.length === allTiers
      ? 'Asked of every tier'
      : `Asked of ${rule.tiers.length > 1 ? 'tiers' : 'tier'} ${listOf(rule.tiers)}`;
  const lane = rule.essential ? ', in the fast lane too' : '';
  const limits = rule.thresholds
    .map(({ tier, ...measure }) => `${formatMeasure(measure)} in tier ${tier}`)
    .join(', ');
  if (!limits) {
    return `${tiers}${lane}.`;
  }
  const comparison =
    rule.thresholds[0].comparison === 'at-least' ? 'at least' : 'at most';
  return `${tiers}${lane}: ${comparison} ${limits}.`;
}
