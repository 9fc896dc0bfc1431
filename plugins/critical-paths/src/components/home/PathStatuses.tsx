import { Link, Skeleton } from '@backstage/ui';
import { EmptyState, ErrorPanel, PathStatusBadge } from '@rocket/ui';
import { CriticalPathQueries } from '../../query/CriticalPathQueries';
import { usePaths } from '../../query/hooks';
import { useCriticalPathLinks } from '../../query/useCriticalPathLinks';
import { StatusSince } from '../page/StatusSince';
import styles from './PathStatuses.module.css';

/**
 * The critical paths with their status, the worst first, each leading to its
 * page. For the home page and for cards; it brings no frame and no title.
 */
export function PathStatuses(props: {
  /** Only these paths, in place of all. */
  entityRefs?: readonly string[];
}) {
  return (
    <CriticalPathQueries>
      <Statuses {...props} />
    </CriticalPathQueries>
  );
}

function Statuses(props: { entityRefs?: readonly string[] }) {
  const { entityRefs } = props;
  const links = useCriticalPathLinks();
  const { data, error, isPending, refetch } = usePaths('24h');
  if (isPending) {
    return <Skeleton width="100%" height={160} />;
  }
  if (!data) {
    return (
      <ErrorPanel
        title="The critical paths could not be read"
        error={error}
        onRetry={refetch}
      />
    );
  }
  const paths = entityRefs
    ? data.paths.filter(path => entityRefs.includes(path.entityRef))
    : data.paths;
  if (paths.length === 0) {
    return (
      <EmptyState
        headingLevel={3}
        title="No critical path yet"
        description="Describe a business flow in a CriticalPath entity, and its status appears here."
      />
    );
  }
  return (
    <ul className={styles.list}>
      {paths.map(path => (
        <li key={path.entityRef} className={styles.item}>
          <Link href={links.path(path)}>{path.title}</Link>
          <span className={styles.status}>
            <StatusSince since={path.statusSince} />
            <PathStatusBadge status={path.status} />
          </span>
          {path.status !== 'healthy' && (
            <p className={styles.reason}>{path.reason}</p>
          )}
          {path.concern && <p className={styles.reason}>{path.concern}</p>}
        </li>
      ))}
    </ul>
  );
}
