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
 * The two ways to claim a service that only AWS knows: the file to commit to the
 * repository that it has, or the template that makes one, with what AWS tells.
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
      <section className={styles.way}>
        <h5 className={styles.wayHead}>It has a repository</h5>
        <p className={styles.words}>
          Commit this as catalog-info.yaml, with what is still missing.
        </p>
        <details>
          <summary>catalog-info.yaml</summary>
          <pre>{text}</pre>
        </details>
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiFileCopyLine aria-hidden="true" />}
          onPress={copy}
        >
          Copy the file
        </Button>
      </section>
      {templateLink && (
        <section className={styles.way}>
          <h5 className={styles.wayHead}>It has none</h5>
          <p className={styles.words}>
            Make one that declares it; the form knows what AWS tells.
          </p>
          <ButtonLink
            size="small"
            variant="secondary"
            href={`${templateLink}?formData=${encodeURIComponent(formData)}`}
          >
            Make a repository
          </ButtonLink>
        </section>
      )}
    </div>
  );
}
