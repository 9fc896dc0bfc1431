import { useEffect } from 'react';

/**
 * Keys that do something anywhere on a page, such as `t` or `Escape`. They rest
 * while somebody types, and leave combinations with Ctrl, Alt or Meta alone.
 */
export function useShortcuts(shortcuts: Record<string, () => void>) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target, key } = event;
      const typing =
        target instanceof HTMLElement &&
        (target.isContentEditable ||
          ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName) ||
          target.closest('[role="dialog"], [role="listbox"]') !== null);
      const combined = event.ctrlKey || event.altKey || event.metaKey;
      if (!typing && !combined && !event.defaultPrevented) {
        shortcuts[key]?.();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [shortcuts]);
}
