import {
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { PlainLink } from './PlainLink';

/** The owner by name, leading to their page in the catalog. */
export function OwnerLink(props: { owner: string | undefined }) {
  return props.owner ? <NamedOwner owner={props.owner} /> : <>nobody</>;
}

function NamedOwner(props: { owner: string }) {
  const entityLink = useEntityRefLink();
  const { primaryTitle } = useEntityPresentation(props.owner);
  return <PlainLink to={entityLink(props.owner)}>{primaryTitle}</PlainLink>;
}
