import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EmptyState } from '@rocket/ui';
import { groupDeployments } from '../../lib/groupDeployments';
import { environmentTitle } from '../../lib/words';
import { PROVISIONED_PRODUCT_ANNOTATION } from '../../model/labels';
import type { Deployment, Inventory } from '../../model/inventory';
import { DeploymentRow } from './DeploymentRow';
import { FactList, tagLines } from './FactList';
import { InventoryCard } from './InventoryCard';
import styles from './WhereItRunsCard.module.css';

/** Every place that the entity of the page runs in, by environment. */
export function WhereItRunsCard() {
  const { entity } = useEntity();
  return (
    <InventoryCard title="Where it runs">
      {({ deployments, tags }) =>
        deployments.length > 0 ? (
          <>
            <div className={styles.frame}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">Account and region</th>
                    <th scope="col">Version</th>
                    <th scope="col">Status</th>
                    <th scope="col">AWS</th>
                  </tr>
                </thead>
                {groupDeployments(deployments).map(group => (
                  <tbody key={group.environment ?? ''}>
                    <tr>
                      <th scope="rowgroup" colSpan={5} className={styles.group}>
                        {environmentTitle(group.environment)}
                      </th>
                    </tr>
                    {group.deployments.map(deployment => (
                      <DeploymentRow
                        key={deployment.arn}
                        deployment={deployment}
                        pageRef={stringifyEntityRef(entity)}
                      />
                    ))}
                  </tbody>
                ))}
              </table>
            </div>
            <OwnFacts
              deployment={deployments.find(
                ({ resourceRef }) => resourceRef === stringifyEntityRef(entity),
              )}
              tags={tags}
            />
          </>
        ) : (
          <RunsNowhere entity={entity} />
        )
      }
    </InventoryCard>
  );
}

/** On its own page a provisioned product tells all that AWS knows of it. */
function OwnFacts(props: {
  deployment: Deployment | undefined;
  tags: Inventory['tags'];
}) {
  const { deployment, tags } = props;
  return deployment ? (
    <FactList
      label="In AWS"
      facts={[
        ['Made as', deployment.physicalId],
        ['Last record', deployment.recordId],
        ['Launch role', deployment.launchRoleArn],
        ['Tags', tagLines(tags)],
        ['ARN', deployment.arn],
      ]}
    />
  ) : undefined;
}

function RunsNowhere(props: { entity: Entity }) {
  return (
    <EmptyState
      headingLevel={4}
      title="Declared, not known to AWS"
      description={
        <>
          No provisioned product of AWS Service Catalog is placed on it. When it
          runs there, tag the product with{' '}
          <code>rocket:entity-ref = {stringifyEntityRef(props.entity)}</code>,
          or name the product in the annotation{' '}
          <code>{PROVISIONED_PRODUCT_ANNOTATION}</code> of its
          catalog-info.yaml. The next sync shows it here.
        </>
      }
    />
  );
}
