import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Box, Link, Skeleton } from '@backstage/ui';
import type { ReactNode } from 'react';
import { overviewSentences } from '../../lib/overviewSentences';
import { counted, formatCount } from '../../lib/words';
import { origins, type Origin } from '../../model/inventory';
import type { InventorySummary } from '../../model/summary';
import { catalogIndexRouteRef } from '../../routes';
import { OriginMark } from '../marks';
import styles from './Overview.module.css';
import { WordsLink } from './Words';

/** The first screen: how much there is, known from where, and how far it agrees. */
export function Overview(props: { summary: InventorySummary; age: ReactNode }) {
  const { origins: services } = props.summary;
  const catalogIndex = useRouteRef(catalogIndexRouteRef);
  const total = origins.reduce((sum, origin) => sum + services[origin], 0);
  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.overview}
      aria-labelledby="inventory-overview"
    >
      <div className={styles.head}>
        <div>
          <h2 id="inventory-overview" className={styles.title}>
            {counted(total, 'service')}
          </h2>
          <p className={styles.words}>{overviewSentences(props.summary)}</p>
        </div>
        <div className={styles.side}>
          {props.age}
          <WordsLink />
        </div>
      </div>
      <div className={styles.bar} aria-hidden="true">
        {origins
          .filter(origin => services[origin] > 0)
          .map(origin => (
            <span
              key={origin}
              className={`${styles.part} ${styles[origin]}`}
              style={{ flexGrow: services[origin] }}
            />
          ))}
      </div>
      <ul className={styles.origins} aria-label="Services by origin">
        {origins.map(origin => (
          <li key={origin} className={styles.origin}>
            <span className={`${styles.swatch} ${styles[origin]}`} />
            <span className={styles.count}>
              {formatCount(services[origin])}
            </span>
            {catalogIndex && services[origin] > 0 ? (
              <Link href={catalogOf(catalogIndex(), origin)} standalone>
                <OriginMark origin={origin} />
              </Link>
            ) : (
              <OriginMark origin={origin} />
            )}
          </li>
        ))}
      </ul>
    </Box>
  );
}

/** The catalog's table with only the services of one origin. */
function catalogOf(path: string, origin: Origin): string {
  const params = new URLSearchParams({
    'filters[kind]': 'component',
    'filters[user]': 'all',
    'filters[origin]': origin,
  });
  return `${path}?${params}`;
}

/** The same shape while the numbers are on their way. */
export function OverviewSkeleton() {
  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.overview}
      aria-busy="true"
      aria-label="Loading"
    >
      <div>
        <Skeleton width={140} height={28} />
        <Skeleton width="60%" height={16} className={styles.skeletonWords} />
      </div>
      <Skeleton width="100%" height={64} />
    </Box>
  );
}
