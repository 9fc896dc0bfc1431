import { Box } from '@backstage/ui';
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
    <Box bg="neutral" className={panel.panel}>
      <EmptyState
        title="AWS is not configured"
        description="The inventory joins what repositories declare with what AWS Service Catalog runs. Name your accounts and regions in app-config.yaml, with a role that may read Service Catalog, and start the portal again."
      />
      <pre className={styles.example}>{example}</pre>
    </Box>
  );
}

/** While nothing of AWS has arrived yet, with how far it is where that is known. */
export function FirstSync(props: { scopes: Scope[] | undefined }) {
  const { scopes } = props;
  const failed = scopes?.filter(
    ({ status, reason, running }) => status === 'never' && reason && !running,
  );
  return (
    <Box bg="neutral" className={panel.panel} role="status">
      <EmptyState
        title={
          failed?.length
            ? 'The first sync with AWS has not worked yet'
            : 'The first sync with AWS is under way'
        }
        description={
          scopes
            ? progressOf(scopes, failed?.length ?? 0)
            : 'Every account and region is listed once before anything is shown. This page fills by itself, usually within a few minutes.'
        }
      />
      {scopes && <ScopeTable scopes={scopes} />}
    </Box>
  );
}

function progressOf(scopes: readonly Scope[], failed: number): string {
  const listed = scopes.filter(({ status }) => status !== 'never').length;
  const next = failed
    ? `${failed} failed, for the reason below. What failed is listed again by itself, or by the button at its end.`
    : 'This page fills by itself.';
  return `${listed} of ${scopes.length} accounts and regions are listed. ${next}`;
}
