import { Alert, VisuallyHidden } from '@backstage/ui';
import {
  RiCheckLine,
  RiHistoryLine,
  RiLoopLeftLine,
  RiTimeLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { formatMoment, formatTime, Mark, type MarkStyle } from '@rocket/ui';
import { accountTitle, counted, formatCount } from '../../lib/words';
import type { Scope } from '../../model/scopes';
import { Panel } from './Panel';
import styles from './Places.module.css';
import { RefreshButton } from './RefreshButton';

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

/** Says which listings are old and why, if any is. */
export function ScopeNotice(props: { scopes: Scope[] }) {
  const failing = props.scopes.filter(
    ({ status, reason }) =>
      status === 'stale' || (status === 'never' && reason),
  );
  if (failing.length === 0) {
    return undefined;
  }
  return (
    <Alert
      status="warning"
      icon
      title={`${counted(failing.length, 'listing')} of AWS failed: ${
        failing.some(({ lastSuccessAt }) => lastSuccessAt)
          ? 'what they last told is shown'
          : 'what they would tell is missing'
      }`}
      description={describe(failing)}
    />
  );
}

/** "production in us-east-1 (as of 10:42), staging in us-east-1: access denied." */
function describe(scopes: readonly Scope[]): string {
  const places = new Map<string, string[]>();
  for (const scope of scopes) {
    const reason = (scope.reason ?? 'AWS did not answer').replace(/\.$/, '');
    const since = scope.lastSuccessAt
      ? ` (as of ${formatTime(scope.lastSuccessAt)})`
      : '';
    places.set(reason, [
      ...(places.get(reason) ?? []),
      `${accountTitle(scope)} in ${scope.region}${since}`,
    ]);
  }
  return [...places]
    .map(([reason, where]) => `${where.join(', ')}: ${reason}.`)
    .join(' ');
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

export function ScopeTable(props: { scopes: Scope[] }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="Listings of AWS">
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Region</th>
            <th scope="col">State</th>
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
            <tr key={`${scope.provider} ${scope.account} ${scope.region}`}>
              <th scope="row">{accountTitle(scope)}</th>
              <td>{scope.region}</td>
              <td>
                <Mark
                  plain
                  mark={scope.running ? running : statusMarks[scope.status]}
                />
              </td>
              <td className={styles.number}>{formatCount(scope.items)}</td>
              <td>
                <Moment at={scope.lastSuccessAt} />
                {scope.notice && (
                  <span className={styles.notice}>{scope.notice}</span>
                )}
              </td>
              <td>
                <Moment at={scope.lastErrorAt} /> {scope.reason}
              </td>
              <td>
                <Moment at={scope.nextRunAt} />
              </td>
              <td>
                <RefreshButton scope={scope} />
              </td>
            </tr>
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
