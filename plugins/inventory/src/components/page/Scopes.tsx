import { VisuallyHidden } from '@backstage/ui';
import {
  RiAlertLine,
  RiCheckLine,
  RiHistoryLine,
  RiLoopLeftLine,
  RiTimeLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { formatMoment, formatTime, Mark, type MarkStyle } from '@rocket/ui';
import { Fragment } from 'react';
import { accountTitle, formatCount } from '../../lib/words';
import type { Scope } from '../../model/scopes';
import { Panel } from './Panel';

import { RefreshButton } from './RefreshButton';
import styles from './Scopes.module.css';
import { WordLink } from './Words';

const mark = (
  token: string,
  icon: RemixiconComponentType,
  word: string,
): MarkStyle => ({ token, icon, word });

const statusMarks: Record<Scope['status'], MarkStyle> = {
  fresh: mark('--rocket-good', RiCheckLine, 'fresh'),
  stale: mark('--rocket-attention', RiHistoryLine, 'stale'),
  never: mark('--rocket-unsure', RiTimeLine, 'not listed yet'),
};

const running = mark('--rocket-unsure', RiLoopLeftLine, 'being listed');
const heldBack = mark('--rocket-attention', RiAlertLine, 'held back');

function markOf({ status, notice, running: isRunning }: Scope): MarkStyle {
  if (isRunning) {
    return running;
  }
  return status === 'fresh' && notice ? heldBack : statusMarks[status];
}

/** The health of every listing. */
export function Scopes(props: { scopes: Scope[] }) {
  return (
    <Panel
      title="Listings of AWS"
      words="Each account and region is listed on its own. One that fails keeps what it last told."
    >
      <ScopeTable scopes={props.scopes} />
    </Panel>
  );
}

/** A row a listing; on a narrow screen its cells stand below one another. */
export function ScopeTable(props: { scopes: Scope[] }) {
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label="Listings of AWS">
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Region</th>
            <th scope="col">
              State
              <WordLink word="listing" />
            </th>
            <th scope="col" className={styles.number}>
              Items
            </th>
            <th scope="col">Last success</th>
            <th scope="col">Last error</th>
            <th scope="col">Next run</th>
            <th scope="col">
              <VisuallyHidden>List now</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.scopes.map(scope => (
            <Fragment
              key={`${scope.provider} ${scope.account} ${scope.region}`}
            >
              <tr>
                <th scope="row" className={styles.place} title={scope.account}>
                  {accountTitle(scope)}
                </th>
                <td className={styles.place}>{scope.region}</td>
                <td className={styles.place}>
                  <Mark plain mark={markOf(scope)} />
                </td>
                <td className={styles.number} data-label="Items">
                  {scope.status === 'never' ? '–' : formatCount(scope.items)}
                </td>
                <td data-label="Last success">
                  <Moment at={scope.lastSuccessAt} />
                </td>
                <td data-label="Last error">
                  <Moment at={scope.lastErrorAt} />
                </td>
                <td data-label="Next run">
                  <Moment at={scope.nextRunAt} />
                </td>
                <td className={styles.action}>
                  <RefreshButton scope={scope} />
                </td>
              </tr>
              {scope.reason && (
                <tr className={styles.more}>
                  <td colSpan={8}>{scope.reason}</td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Moment(props: { at: string | null | undefined }) {
  const { at } = props;
  return at ? (
    <time dateTime={at} title={formatMoment(at)}>
      {formatTime(at)}
    </time>
  ) : (
    <>–</>
  );
}
