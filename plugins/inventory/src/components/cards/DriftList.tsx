import type { Entity } from '@backstage/catalog-model';
import { groupDrift } from '../../lib/groupDrift';
import { driftTitle } from '../../lib/words';
import type { Inventory } from '../../model/inventory';
import { DriftLevelMark } from '../marks';
import { ClaimService } from './ClaimService';
import styles from './WhereThisComesFromCard.module.css';

/** Where repository and AWS disagree, the serious first, with what to do. */
export function DriftList(props: { entity: Entity; inventory: Inventory }) {
  const { entity, inventory } = props;
  return (
    <section aria-label="Drift">
      <h4 className={styles.head}>Drift</h4>
      {inventory.drift.length === 0 && (
        <p className={styles.words}>None: nothing disagrees.</p>
      )}
      <ul className={styles.drifts}>
        {groupDrift(inventory.drift).map(({ kind, level, messages }) => (
          <li key={`${kind} ${level}`}>
            <div className={styles.driftHead}>
              <DriftLevelMark level={level} />
              <strong>{driftTitle(kind)}</strong>
            </div>
            {messages.map(message => (
              <p key={message} className={styles.words}>
                {message}
              </p>
            ))}
            {kind === 'not-declared' && (
              <ClaimService entity={entity} inventory={inventory} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
