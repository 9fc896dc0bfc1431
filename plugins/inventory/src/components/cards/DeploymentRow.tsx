import { Link, VisuallyHidden } from '@backstage/ui';
import { safeUrl } from '../../lib/safeUrl';
import { accountTitle } from '../../lib/words';
import type { Deployment } from '../../model/inventory';
import { StatusMark, VersionMark } from '../marks';
import { EntityLink } from './EntityLink';
import styles from './WhereItRunsCard.module.css';

/** One place: what runs, where, on which version and how. */
export function DeploymentRow(props: {
  deployment: Deployment;
  /** The entity whose page this is; it does not link to itself. */
  pageRef: string;
}) {
  const { deployment, pageRef } = props;
  const { name, resourceRef, product, type, isService } = deployment;
  const consoleUrl = safeUrl(deployment.consoleUrl);
  return (
    <tr>
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
        <Outputs outputs={deployment.outputs} />
      </th>
      <td>
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
        />
      </td>
      <td>
        {consoleUrl && (
          <Link href={consoleUrl} target="_blank" standalone>
            Console
            <VisuallyHidden> of {name}, opens in a new tab</VisuallyHidden>
          </Link>
        )}
      </td>
    </tr>
  );
}

/** The outputs that may be shown; addresses among them can be opened. */
function Outputs(props: { outputs: Deployment['outputs'] }) {
  const outputs = Object.entries(props.outputs);
  if (outputs.length === 0) {
    return undefined;
  }
  return (
    <dl className={styles.outputs}>
      {outputs.map(([key, value]) => {
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
