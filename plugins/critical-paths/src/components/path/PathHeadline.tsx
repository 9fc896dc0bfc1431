import type { PathDetail } from '@rocket/plugin-critical-paths-common';
import { formatPercentage, PathStatusBadge } from '@rocket/ui';
import { budgetInWords } from '../../lib/budget';
import { rangeInWords } from '../../lib/pageState';
import { StatusSince } from '../page/StatusSince';
import styles from './PathPage.module.css';

/** Four numbers that are never mixed, each with its label and its span of time. */
export function PathHeadline(props: { detail: PathDetail }) {
  const { path, designCeiling, range } = props.detail;
  const { successRate, tooFewEvents, validRequests } = path.headline.current;
  const target = path.objectives.successRate / 100;
  return (
    <dl className={styles.headline} aria-live="polite">
      <div>
        <dt>status</dt>
        <dd>
          <PathStatusBadge status={path.status} />{' '}
          <span className={styles.aside}>
            <StatusSince since={path.statusSince} />
          </span>
        </dd>
      </div>
      <div>
        <dt>success</dt>
        <dd>
          {successRate !== undefined && !tooFewEvents
            ? formatPercentage(successRate, { nines: true })
            : (validRequests > 0 && 'too few events') || 'no data'}{' '}
          <span className={styles.aside}>
            {rangeInWords(range)}, target{' '}
            {formatPercentage(target, { nines: true })}
          </span>
        </dd>
      </div>
      <div>
        <dt>budget</dt>
        <dd>
          {budgetInWords(path.budget)}{' '}
          <span className={styles.aside}>over 28 days</span>
        </dd>
      </div>
      <div>
        <dt>design ceiling</dt>
        <dd>
          {designCeiling === undefined
            ? 'no data'
            : formatPercentage(designCeiling, { nines: true })}{' '}
          <span className={styles.aside}>
            the most that these steps can promise together
          </span>
        </dd>
      </div>
    </dl>
  );
}
