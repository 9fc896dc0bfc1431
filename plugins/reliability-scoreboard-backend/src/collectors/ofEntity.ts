import { nrql, type NrqlFragment } from '@rocket/nrql';

/** The condition that an event is of one entity, or of any, by the attribute that holds the guid. */
export function ofEntity(attribute: string, guid?: string): NrqlFragment {
  const name = nrql.attribute(attribute);
  return nrql.raw(
    guid === undefined ? nrql`${name} IS NOT NULL` : nrql`${name} = ${guid}`,
  );
}
