import {
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';

/** An entity by its name, leading to its page. */
export function EntityLink(props: { entityRef: string; name?: string }) {
  const { entityRef, name } = props;
  const entityLink = useEntityRefLink();
  const { primaryTitle } = useEntityPresentation(entityRef);
  return (
    <Link href={entityLink(entityRef)} standalone>
      {name ?? primaryTitle}
    </Link>
  );
}
