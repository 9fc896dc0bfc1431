import type { Entity } from '@backstage/catalog-model';
import {
  toastApiRef,
  useApi,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import { claimFile } from '../../lib/claimFile';
import { claimFormData, CLAIM_TEMPLATE } from '../../lib/claimFormData';
import type { Inventory } from '../../model/inventory';
import { templateRouteRef } from '../../routes';
import styles from './WhereThisComesFromCard.module.css';

/**
 * How to claim a service that only AWS knows: the template's form, filled in
 * with what AWS tells; or, for a repository that exists, the file to commit.
 */
export function ClaimService(props: { entity: Entity; inventory: Inventory }) {
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
  const templateLink = useRouteRef(templateRouteRef)?.(CLAIM_TEMPLATE);
  const formData = JSON.stringify(claimFormData(entity, inventory));
  return (
    <div className={styles.claim}>
      {templateLink && (
        <ButtonLink
          size="small"
          href={`${templateLink}?formData=${encodeURIComponent(formData)}`}
        >
          Claim it
        </ButtonLink>
      )}
      <details>
        <summary>catalog-info.yaml, if it has a repository</summary>
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
    </div>
  );
}
