import type { Entity } from '@backstage/catalog-model';
import { driftTitle } from '../../lib/words';
import type { Inventory } from '../../model/inventory';
import { DriftLevelMark } from '../marks';
import { ClaimFile } from './ClaimFile';
import styles from './WhereThisComesFromCard.module.css';

/** Where repository and AWS disagree, the serious first, with what to do. */
export function DriftList(props: { entity: Entity; inventory: Inventory }) {
  const { entity, inventory } = props;
  const drift = [...inventory.drift].sort(
    // "warning" comes after "info" in the alphabet.
    (a, b) => b.level.localeCompare(a.level, 'en'),
  );
  if (drift.length === 0) {
    return (
      inventory.origin === 'both' && (
        <p className={styles.words}>Repository and AWS agree.</p>
      )
    );
  }
  return (
    <section aria-label="Drift">
      <h4 className={styles.head}>Drift</h4>
      <ul className={styles.drifts}>
        {drift.map(({ kind, level, message }) => (
          <li key={`${kind} ${message}`}>
            <div className={styles.driftHead}>
              <DriftLevelMark level={level} />
              <strong>{driftTitle(kind)}</strong>
            </div>
            <p className={styles.message}>{message}</p>
            {kind === 'not-declared' && (
              <ClaimFile entity={entity} inventory={inventory} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
