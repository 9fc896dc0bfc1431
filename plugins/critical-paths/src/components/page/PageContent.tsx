import { useRef, type ReactNode } from 'react';
import { useTabPanel } from './useTabPanel';

/** The main part of all these pages; on the dashboards it is the panel of the selected tab. */
export function PageContent(props: { children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null);
  useTabPanel(panel);
  return (
    <main>
      <div ref={panel}>{props.children}</div>
    </main>
  );
}
