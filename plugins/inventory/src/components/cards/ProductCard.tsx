import { EmptyState } from '@rocket/ui';
import type { Product } from '../../model/inventory';
import { VersionMark } from '../marks';
import { FactList, tagLines } from './FactList';
import { InventoryCard } from './InventoryCard';
import styles from './WhereItRunsCard.module.css';

/** A product of AWS Service Catalog: its versions, and what it takes to launch one. */
export function ProductCard() {
  return (
    <InventoryCard title="What can be launched">
      {({ product }) =>
        product ? (
          <>
            <Versions versions={product.versions} />
            <FactList
              label="What it takes to launch it"
              facts={[
                ['Portfolios', product.portfolios],
                ['Launch role', product.launchRoles],
                ['Tags', tagLines(product.tags)],
                ['Tag options', tagLines(product.tagOptions)],
                ['Provided by', product.providedBy],
                ['Help', product.supportEmail],
                ['ARN', product.arn],
              ]}
            />
          </>
        ) : (
          <EmptyState
            headingLevel={4}
            title="Nothing is known of it"
            description="The next sync with AWS tells its versions."
          />
        )
      }
    </InventoryCard>
  );
}

function Versions(props: { versions: Product['versions'] }) {
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Guidance</th>
            <th scope="col">Id</th>
          </tr>
        </thead>
        <tbody>
          {/* AWS tells the oldest first. */}
          {[...props.versions].reverse().map(version => (
            <tr key={version.id} className={styles.row}>
              <th scope="row" className={styles.version}>
                {version.name}
              </th>
              <td>
                <Guidance version={version} />
              </td>
              <td>{version.id}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Guidance(props: { version: Product['versions'][number] }) {
  const { active, guidance } = props.version;
  if (!active) {
    return <VersionMark state="inactive" />;
  }
  return guidance === 'DEPRECATED' ? (
    <VersionMark state="deprecated" />
  ) : (
    <>can be launched</>
  );
}
