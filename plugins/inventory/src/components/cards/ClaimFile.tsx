import type { Entity } from '@backstage/catalog-model';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import { claimFile } from '../../lib/claimFile';
import type { Inventory } from '../../model/inventory';
import styles from './WhereThisComesFromCard.module.css';

/** The file that makes a service of AWS one of a repository, ready to be copied. */
export function ClaimFile(props: { entity: Entity; inventory: Inventory }) {
  const { entity, inventory } = props;
  const toastApi = useApi(toastApiRef);
  const text = claimFile(entity, inventory);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toastApi.post({
        title: 'Copied. Commit it as catalog-info.yaml in the repository.',
        status: 'success',
      });
    } catch {
      toastApi.post({
        title: 'The browser did not let it be copied. Select the text instead.',
        status: 'warning',
      });
    }
  };
  return (
    <details className={styles.claim}>
      <summary>catalog-info.yaml for its repository</summary>
      <pre>{text}</pre>
      <Button
        size="small"
        variant="secondary"
        iconStart={<RiFileCopyLine aria-hidden="true" />}
        onPress={copy}
      >
        Copy
      </Button>
    </details>
  );
}
