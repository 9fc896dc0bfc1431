import type { Count } from '../../api/InventoryApi';
import { driftTitle, formatCount } from '../../lib/words';
import styles from './DriftByKind.module.css';
import { Panel } from './Panel';

/**
 * How many entities have which kind of drift, most first. Each is a switch that
 * leaves only its entities in the table.
 */
export function DriftByKind(props: {
  kinds: Count[];
  selected: string[];
  onSelect: (kinds: string[]) => void;
}) {
  const { selected, onSelect } = props;
  const kinds = [...props.kinds].sort(
    (a, b) => b.count - a.count || a.value.localeCompare(b.value, 'en'),
  );
  const most = kinds[0]?.count ?? 1;
  const toggle = (kind: string) =>
    onSelect(
      selected.includes(kind)
        ? selected.filter(other => other !== kind)
        : [...selected, kind],
    );
  return (
    <Panel title="Drift by kind">
      {kinds.length === 0 && <p className={styles.none}>None.</p>}
      <ul className={styles.kinds}>
        {kinds.map(({ value, count }) => (
          <li key={value}>
            <button
              type="button"
              className={styles.kind}
              aria-pressed={selected.includes(value)}
              onClick={() => toggle(value)}
            >
              <span>{driftTitle(value)}</span>{' '}
              <span className={styles.count}>{formatCount(count)}</span>
              <span
                className={styles.bar}
                style={{ width: `${(count / most) * 100}%` }}
              />
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
