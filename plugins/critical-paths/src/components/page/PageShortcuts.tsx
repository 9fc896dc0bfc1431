import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { useMemo, useState } from 'react';
import type { PageState } from '../../lib/pageState';
import { useShortcuts } from './useShortcuts';
import styles from './PageShortcuts.module.css';

const help: Array<[key: string, meaning: string]> = [
  ['t', 'tables in the place of charts, and back'],
  ['c', 'compare with the week before, or not'],
  ['Esc', 'leave the zoom'],
  ['← →', 'read the values of the chart in focus'],
  ['?', 'this list'],
];

/** The keys of these pages, and the list of them behind `?`. */
export function PageShortcuts(props: {
  state: PageState;
  onChange: (change: Partial<PageState>) => void;
}) {
  const { state, onChange } = props;
  const [open, setOpen] = useState(false);
  const shortcuts = useMemo(
    () => ({
      t: () => onChange({ table: !state.table }),
      c: () => onChange({ compare: !state.compare }),
      Escape: () => {
        if (state.zoom) {
          onChange({ zoom: undefined });
        }
      },
      '?': () => setOpen(true),
    }),
    [state, onChange],
  );
  useShortcuts(shortcuts);
  return (
    <Dialog isOpen={open} onOpenChange={setOpen} width={420}>
      <DialogHeader>Keys</DialogHeader>
      <DialogBody>
        <dl className={styles.list}>
          {help.map(([key, meaning]) => (
            <div key={key} className={styles.item}>
              <dt>
                <kbd className={styles.key}>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </DialogBody>
    </Dialog>
  );
}
