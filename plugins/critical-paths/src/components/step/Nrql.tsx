import { Button } from '@backstage/ui';
import { RiFileCopyLine } from '@remixicon/react';
import type { StepDetail } from '@rocket/plugin-critical-paths-common';
import { useState } from 'react';
import styles from './Nrql.module.css';

/** The query behind the charts of a step, closed until one wants to see it. */
export function Nrql(props: { nrql: NonNullable<StepDetail['nrql']> }) {
  const { accountId, query } = props.nrql;
  // Another range is another query, which was not copied yet.
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    await navigator.clipboard.writeText(query);
    setCopied(query);
  };
  return (
    <details className={styles.nrql}>
      <summary>NRQL of account {accountId}</summary>
      <pre className={styles.code}>
        <code>{query}</code>
      </pre>
      <Button
        variant="tertiary"
        size="small"
        iconStart={<RiFileCopyLine aria-hidden="true" />}
        onPress={copy}
      >
        {copied === query ? 'Copied' : 'Copy'}
      </Button>
    </details>
  );
}
