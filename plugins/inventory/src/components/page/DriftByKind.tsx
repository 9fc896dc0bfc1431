import { driftTitle, formatCount } from '../../lib/words';
import type { KindCount } from '../../model/summary';
import styles from './DriftByKind.module.css';
import { Panel } from './Panel';

/**
 * How many entities have which kind of drift, most first. Each is a switch that
 * leaves only its entities in the table.
 */
export function DriftByKind(props: {
  kinds: KindCount[];
  selected: string[];
  onSelect: (kinds: string[]) => void;
}) {
  const { selected, onSelect } = props;
  const kinds = [...props.kinds].sort(
    (a, b) => b.count - a.count || a.kind.localeCompare(b.kind, 'en'),
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
        {kinds.map(({ kind, count }) => (
          <li key={kind}>
            <button
              type="button"
              className={styles.kind}
              aria-pressed={selected.includes(kind)}
              onClick={() => toggle(kind)}
            >
              <span>{driftTitle(kind)}</span>{' '}
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
