import { Alert } from '@backstage/ui';
import { listingProblems } from '../../lib/listingProblems';
import type { Scope } from '../../model/scopes';
import styles from './Scopes.module.css';

/** Says which listings failed or were held back, and what to do, if any was. */
export function ScopeNotice(props: { scopes: Scope[] }) {
  return listingProblems(props.scopes).map(({ title, lines }) => (
    <Alert
      key={title}
      status="warning"
      icon
      title={title}
      description={lines.map(line => (
        <span key={line} className={styles.line}>
          {line}
        </span>
      ))}
    />
  ));
}
