import { useEffect, type RefObject } from 'react';

/**
 * Keeps the layers of a recharts drawing out of the tab order.
 *
 * The library draws into `<g>` elements through React portals. React listens
 * for focus on every portal, and Chromium takes SVG elements with such a
 * listener for focusable: without this, each chart has a tab stop a layer in
 * addition to the one that reads its values.
 */
export function useUntabbableLayers(plot: RefObject<HTMLElement>) {
  useEffect(() => {
    const element = plot.current;
    if (!element) {
      return undefined;
    }
    const mend = () => {
      for (const layer of element.querySelectorAll(
        'g[class^="recharts-zIndex-layer_"]:not([tabindex])',
      )) {
        layer.setAttribute('tabindex', '-1');
      }
    };
    mend();
    const observer = new MutationObserver(mend);
    observer.observe(element, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [plot]);
}
