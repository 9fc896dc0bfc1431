import { useEffect } from 'react';
import type { PageState } from '../../lib/pageState';

/**
 * The keys of these pages: `t` puts tables in the place of charts, Escape leaves
 * the zoom. They rest while somebody types or is in a dialog, and leave
 * combinations with Ctrl, Alt or Meta alone.
 */
export function usePageShortcuts(
  state: PageState,
  onChange: (change: Partial<PageState>) => void,
) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target, key } = event;
      const elsewhere =
        target instanceof HTMLElement &&
        (target.isContentEditable ||
          target.closest(
            'input, textarea, select, [role="dialog"], [role="listbox"]',
          ) !== null);
      const combined = event.ctrlKey || event.altKey || event.metaKey;
      if (elsewhere || combined || event.defaultPrevented) {
        return;
      }
      if (key === 't') {
        onChange({ table: !state.table });
      } else if (key === 'Escape' && state.zoom) {
        onChange({ zoom: undefined });
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [state, onChange]);
}
