import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import styles from './KeyboardShortcuts.module.css';
import { followKeys, shortcuts } from './shortcuts';

/** Whether what is typed belongs to a field, a menu or a dialog rather than to the page. */
function isTakenByAnother(event: KeyboardEvent): boolean {
  if (
    event.defaultPrevented ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey
  ) {
    return true;
  }
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  return Boolean(
    target?.isContentEditable ||
    target?.closest(
      'input, textarea, select, [role="textbox"], [role="listbox"], [role="menu"], [role="dialog"]',
    ),
  );
}

/** Listens for the portal's shortcuts, and lists them on `?`. */
export const KeyboardShortcuts = () => {
  const navigate = useNavigate();
  const [isOpen, setIsOpen] = useState(false);
  const pending = useRef<string | undefined>(undefined);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTakenByAnother(event)) {
        return;
      }
      const followed = followKeys(pending.current, event.key);
      pending.current = followed.pending;
      if (followed.shortcut) {
        event.preventDefault();
        if (followed.shortcut.to) {
          navigate(followed.shortcut.to);
        } else {
          setIsOpen(true);
        }
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [navigate]);

  return (
    <Dialog isOpen={isOpen} onOpenChange={setIsOpen}>
      <DialogHeader>Keyboard shortcuts</DialogHeader>
      <DialogBody>
        <dl className={styles.list}>
          {shortcuts.map(({ keys, description }) => (
            <div key={keys} className={styles.row}>
              <dt>
                {keys.split(' ').map(key => (
                  <kbd key={key} className={styles.key}>
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd>{description}</dd>
            </div>
          ))}
        </dl>
      </DialogBody>
      <DialogFooter>
        <Button slot="close">Close</Button>
      </DialogFooter>
    </Dialog>
  );
};
