import { Fragment } from 'react';
import styles from './FactList.module.css';

/** A name and one or several values; a fact without any is left out. */
export type Fact = [
  name: string,
  values: string | readonly string[] | undefined,
];

/** Plain facts, one a line. */
export function FactList(props: { label: string; facts: readonly Fact[] }) {
  const facts = props.facts
    .map(([name, values]) => [name, [values ?? []].flat()] as const)
    .filter(([, values]) => values.length > 0);
  return (
    <dl className={styles.facts} aria-label={props.label}>
      {facts.map(([name, values]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>
            {values.map(value => (
              <span key={value}>{value}</span>
            ))}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** Tags, and values that tags may have, as people write them. */
export function tagLines(
  tags: Record<string, string | readonly string[]>,
): string[] {
  return Object.entries(tags)
    .map(([key, value]) => `${key} = ${[value].flat().join(', ')}`)
    .sort();
}
