import { Box, Skeleton } from '@backstage/ui';
import styles from './InventoryPage.module.css';
import { OverviewSkeleton } from './Overview';
import panel from './Panel.module.css';

/** The page in the shape of what comes. */
export function PageSkeleton() {
  return (
    <>
      <OverviewSkeleton />
      <div className={styles.panels}>
        <PanelSkeleton lines={4} />
        <PanelSkeleton lines={4} />
      </div>
      <PanelSkeleton lines={8} />
    </>
  );
}

function PanelSkeleton(props: { lines: number }) {
  return (
    <Box bg="neutral" className={panel.panel} aria-hidden="true">
      <Skeleton width={120} height={20} />
      {Array.from({ length: props.lines }, (_, line) => (
        <Skeleton key={line} width="100%" height={24} />
      ))}
    </Box>
  );
}
