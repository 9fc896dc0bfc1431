import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { useCriticalPathLinks } from '../../query/useCriticalPathLinks';

/** An entity's name as the catalog shows it, leading to its page. */
export function EntityName(props: { entityRef: string; defaultKind?: string }) {
  const links = useCriticalPathLinks();
  const { primaryTitle } = useEntityPresentation(props.entityRef, {
    defaultKind: parseEntityRef(props.entityRef).kind,
  });
  return (
    <Link href={links.catalogEntity(props.entityRef)}>{primaryTitle}</Link>
  );
}
