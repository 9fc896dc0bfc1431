import { Link, VisuallyHidden } from '@backstage/ui';
import { safeUrl } from '../../lib/safeUrl';
import { accountTitle } from '../../lib/words';
import type { Deployment } from '../../model/inventory';
import { StatusMark, VersionMark } from '../marks';
import { EntityLink } from './EntityLink';
import { LastTold } from './LastTold';
import styles from './WhereItRunsCard.module.css';

/** One place: what runs, where, on which version and how. */
export function DeploymentRow(props: {
  deployment: Deployment;
  /** The entity whose page this is; it does not link to itself. */
  pageRef: string;
}) {
  const { deployment, pageRef } = props;
  const { name, resourceRef, product, type, isService, stale } = deployment;
  const outputs = Object.entries(deployment.outputs);
  const consoleUrl = safeUrl(deployment.consoleUrl);
  return (
    <>
      <tr className={`${styles.row} ${stale ? styles.stale : ''}`}>
        <th scope="row">
          {resourceRef && resourceRef !== pageRef ? (
            <EntityLink entityRef={resourceRef} name={name} />
          ) : (
            name
          )}
          <span className={styles.remark}>
            {product ?? type}
            {!isService && type && product ? `, ${type}` : ''}
          </span>
        </th>
        <td className={styles.place}>
          <span className={styles.account} title={deployment.account}>
            {accountTitle(deployment)}
          </span>
          <span className={styles.remark}>{deployment.region}</span>
        </td>
        <td>
          <span className={styles.version}>
            {deployment.version ?? 'unknown'}
          </span>
          <VersionMark state={deployment.versionState} />
        </td>
        <td>
          <StatusMark
            status={deployment.status}
            message={deployment.statusMessage}
            stale={stale}
          />
        </td>
        <td>
          {consoleUrl && (
            <Link href={consoleUrl} target="_blank">
              Console
              <VisuallyHidden> of {name}, opens in a new tab</VisuallyHidden>
            </Link>
          )}
        </td>
      </tr>
      {(stale || outputs.length > 0) && (
        <tr className={styles.more}>
          <td colSpan={5}>
            {stale && <LastTold deployment={deployment} />}
            <Outputs outputs={outputs} />
          </td>
        </tr>
      )}
    </>
  );
}

/** The outputs that may be shown; addresses among them can be opened. */
function Outputs(props: { outputs: Array<[key: string, value: string]> }) {
  return (
    <dl className={styles.outputs}>
      {props.outputs.map(([key, value]) => {
        const url = safeUrl(value);
        return (
          <div key={key}>
            <dt>{key}</dt>
            <dd>
              {url ? (
                <Link href={url} target="_blank">
                  {value}
                </Link>
              ) : (
                value
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
