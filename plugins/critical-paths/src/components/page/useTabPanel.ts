import { useEffect, type RefObject } from 'react';

/**
 * Makes an element the panel of the selected tab. The framework's page header
 * draws tabs that name a panel, but leaves the panel itself to nobody, which
 * makes the name dangle; a screen reader could not go from tab to content.
 * Without a selected tab, as on the pages of paths, the element is none.
 */
export function useTabPanel(panel: RefObject<HTMLElement>) {
  useEffect(() => {
    const element = panel.current;
    const tabs = document.querySelector('[role="tablist"]');
    if (!element || !tabs) {
      return undefined;
    }
    const join = () => {
      const tab = tabs.querySelector('[role="tab"][aria-selected="true"]');
      const attributes = {
        id: tab?.getAttribute('aria-controls'),
        'aria-labelledby': tab?.id,
        role: tab && 'tabpanel',
      };
      for (const [name, value] of Object.entries(attributes)) {
        if (value) {
          element.setAttribute(name, value);
        } else {
          element.removeAttribute(name);
        }
      }
    };
    join();
    const observer = new MutationObserver(join);
    observer.observe(tabs, {
      subtree: true,
      childList: true,
      attributeFilter: ['aria-selected', 'aria-controls'],
    });
    return () => observer.disconnect();
  }, [panel]);
}
