import { Tag } from '@aws-sdk/client-service-catalog';

/** Tags as a record. */
export function toTags(tags: Tag[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']),
  );
}
