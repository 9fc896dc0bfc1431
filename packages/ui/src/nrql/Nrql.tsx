import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import { useState } from 'react';
import styles from './Nrql.module.css';

/** The query behind what a page shows, closed until one wants to see it. */
export function Nrql(props: { query: string; accountId?: number }) {
  const { query, accountId } = props;
  // Another query, after another choice on the page, was not copied yet.
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    await navigator.clipboard.writeText(query);
    setCopied(query);
  };
  return (
    <details className={styles.nrql}>
      <summary>
        NRQL{accountId !== undefined && <> of account {accountId}</>}
      </summary>
      <pre className={styles.code}>
        <code>{query}</code>
      </pre>
      {/* Browsers have a clipboard for pages from this machine or over TLS. */}
      {navigator.clipboard && (
        <Button
          variant="tertiary"
          size="small"
          iconStart={<RiFileCopyLine aria-hidden="true" />}
          onPress={copy}
        >
          {copied === query ? 'Copied' : 'Copy'}
        </Button>
      )}
    </details>
  );
}
