import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import styles from './Nrql.module.css';

/** The query behind a number, closed until one wants to see it. */
export function Nrql(props: { query: string; accountId: number | undefined }) {
  const { query, accountId } = props;
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(query);
    setCopied(true);
  };
  return (
    <details className={styles.nrql}>
      <summary>
        NRQL{accountId !== undefined && <> of account {accountId}</>}
      </summary>
      <pre className={styles.code}>
        <code>{query}</code>
      </pre>
      <Button
        variant="tertiary"
        size="small"
        iconStart={<RiFileCopyLine aria-hidden="true" />}
        onPress={copy}
      >
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </details>
  );
}
