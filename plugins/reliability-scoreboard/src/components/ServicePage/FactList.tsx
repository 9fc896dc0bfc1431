import styles from './FactList.module.css';

/** Numbers with their names, side by side. */
export function FactList(props: {
  label: string;
  facts: Array<{ term: string; value: string; remark?: string }>;
}) {
  return (
    <dl className={styles.facts} aria-label={props.label}>
      {props.facts.map(fact => (
        <div key={fact.term} className={styles.fact}>
          <dt className={styles.term}>{fact.term}</dt>
          <dd className={styles.value}>{fact.value}</dd>
          {fact.remark && <dd className={styles.remark}>{fact.remark}</dd>}
        </div>
      ))}
    </dl>
  );
}
