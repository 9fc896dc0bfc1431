import type { Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { safeUrl } from '../../lib/safeUrl';
import { fieldTitle, originSentences } from '../../lib/words';
import { readField } from '../../lib/readField';
import type { Inventory } from '../../model/inventory';
import { OriginMark, SourceMark } from '../marks';
import { DriftList } from './DriftList';
import { EntityLink } from './EntityLink';
import { InventoryCard } from './InventoryCard';
import styles from './WhereThisComesFromCard.module.css';

/** Who says what of the entity of the page, and where they disagree. */
export function WhereThisComesFromCard() {
  const { entity } = useEntity();
  return (
    <InventoryCard
      title="Where this comes from"
      headerActions={({ origin }) => (
        <span className={styles.origin}>
          <OriginMark origin={origin} />
        </span>
      )}
    >
      {inventory => (
        <div className={styles.card}>
          <div className={styles.columns}>
            <div className={styles.sides}>
              <p className={styles.words}>
                {originSentences[inventory.origin]}{' '}
                <Declaration entity={entity} inventory={inventory} />
              </p>
              <BelongsTo refs={inventory.belongsTo} />
              <Sources entity={entity} sources={inventory.sources} />
            </div>
            <DriftList entity={entity} inventory={inventory} />
          </div>
        </div>
      )}
    </InventoryCard>
  );
}

/** The file that declares it, when a repository does. */
function Declaration(props: { entity: Entity; inventory: Inventory }) {
  const { entity, inventory } = props;
  const url = safeUrl(entity.metadata.annotations?.['backstage.io/view-url']);
  return inventory.origin !== 'aws' && url ? (
    <Link href={url} target="_blank">
      Its declaration
    </Link>
  ) : undefined;
}

function BelongsTo(props: { refs: string[] }) {
  const { refs } = props;
  if (refs.length === 0) {
    return undefined;
  }
  return (
    <p className={styles.words}>
      It belongs to{' '}
      {refs.map((ref, index) => (
        <span key={ref}>
          {index > 0 && ', '}
          <EntityLink entityRef={ref} />
        </span>
      ))}
      .
    </p>
  );
}

function Sources(props: { entity: Entity; sources: Inventory['sources'] }) {
  const { entity, sources } = props;
  const fields = Object.entries(sources);
  if (fields.length === 0) {
    return undefined;
  }
  return (
    <dl className={styles.fields} aria-label="Source of each field">
      {fields.map(([field, source]) => (
        <div key={field} className={styles.field}>
          <dt>{fieldTitle(field)}</dt>
          <dd className={styles.value}>
            {readField(entity, field)}
            {source === 'default' && (
              <span className={styles.remark}>
                Nobody said; the mapping’s default.
              </span>
            )}
          </dd>
          <dd className={styles.source}>
            <SourceMark source={source} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
