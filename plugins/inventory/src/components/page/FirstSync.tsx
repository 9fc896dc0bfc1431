import { EmptyState } from '@rocket/ui';
import type { Scope } from '../../model/scopes';
import styles from './FirstSync.module.css';
import panel from './Panel.module.css';
import { ScopeTable } from './Scopes';

const example = `aws:
  accounts:
    - accountId: '111122223333'
      roleName: rocket-inventory-reader

catalog:
  providers:
    awsServiceCatalog:
      company:
        accounts: ['111122223333']
        regions: [us-east-1]
        schedule:
          frequency: { minutes: 10 }
          timeout: { minutes: 5 }`;

/** What to do for an inventory, where AWS is not configured. */
export function NotConfigured() {
  return (
    <div className={panel.panel}>
      <EmptyState
        title="AWS is not configured"
        description="The inventory joins what repositories declare with what AWS Service Catalog runs. Name your accounts and regions in app-config.yaml, with a role that may read Service Catalog, and start the portal again."
      />
      <pre className={styles.example}>{example}</pre>
    </div>
  );
}

/** While nothing of AWS has arrived yet, with how far it is where that is known. */
export function FirstSync(props: { scopes: Scope[] | undefined }) {
  const { scopes } = props;
  const listed = scopes?.filter(({ status }) => status !== 'never').length;
  return (
    <div className={panel.panel} role="status">
      <EmptyState
        title="The first sync with AWS is under way"
        description={
          scopes
            ? `${listed} of ${scopes.length} accounts and regions are listed. This page fills by itself.`
            : 'Every account and region is listed once before anything is shown. This page fills by itself, usually within a few minutes.'
        }
      />
      {scopes && <ScopeTable scopes={scopes} />}
    </div>
  );
}
