import { RequestContext } from '../context';
import { Entity, EntityTag } from '../entities';
import { decodeGuid } from '../guid';
import { Resolver, ResolverMap } from './types';

const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;
const MOST_KEYS = 100;

interface TagInput {
  key: string;
  values?: (string | null)[] | null;
}

interface TaggingError {
  type: string;
  message: string;
}

const addTags: Resolver<unknown, { guid: string; tags: TagInput[] }> = (
  _source,
  { guid, tags },
  context,
) =>
  change(guid, tags, context, entity => {
    for (const { key, values } of tags) {
      addValues(entity.tags, key, values ?? []);
    }
  });

const replaceTags: Resolver<unknown, { guid: string; tags: TagInput[] }> = (
  _source,
  { guid, tags },
  context,
) =>
  change(guid, tags, context, entity => {
    entity.tags = withoutMutable(entity.tags, () => true);
    for (const { key, values } of tags) {
      addValues(entity.tags, key, values ?? []);
    }
  });

const deleteTags: Resolver<unknown, { guid: string; tagKeys: string[] }> = (
  _source,
  { guid, tagKeys },
  context,
) =>
  change(guid, [], context, entity => {
    entity.tags = withoutMutable(entity.tags, key => tagKeys.includes(key));
  });

const deleteTagValues: Resolver<
  unknown,
  { guid: string; tagValues: { key: string; value: string }[] }
> = (_source, { guid, tagValues }, context) =>
  change(guid, [], context, entity => {
    entity.tags = entity.tags
      .map(tag => ({
        ...tag,
        values: tag.values.filter(
          ({ value, mutable }) =>
            !mutable ||
            !tagValues.some(
              unwanted => unwanted.key === tag.key && unwanted.value === value,
            ),
        ),
      }))
      .filter(({ values }) => values.length > 0);
  });

/** Answers with what is wrong, or makes the change: there is no GraphQL error for either. */
function change(
  guid: string,
  tags: readonly TagInput[],
  { state, mayRead }: RequestContext,
  apply: (entity: Entity) => void,
): { errors: TaggingError[] } {
  if (!decodeGuid(guid)) {
    return fail('INVALID_ENTITY_GUID', 'The entity guid cannot be decoded');
  }
  const entity = state.entities.get(guid);
  if (!entity || !mayRead(entity.accountId)) {
    return fail('NOT_FOUND', `Entity ${guid} does not exist`);
  }
  const errors = tags.flatMap(problemsOf);
  if (errors.length > 0) {
    return { errors };
  }
  const keys = new Set([...entity.tags, ...tags].map(({ key }) => key));
  if (keys.size > MOST_KEYS) {
    return fail(
      'TOO_MANY_TAG_KEYS',
      `An entity has at most ${MOST_KEYS} tag keys`,
    );
  }
  apply(entity);
  return { errors: [] };
}

function problemsOf({ key, values }: TagInput): TaggingError[] {
  const isKey = key !== '' && key.length <= LONGEST_KEY && !key.includes(':');
  const wrongValue = (values ?? []).find(
    value => !value || value.length > LONGEST_VALUE,
  );
  return [
    ...(isKey
      ? []
      : fail('INVALID_KEY', `Tag key '${key}' is not valid`).errors),
    ...(wrongValue === undefined
      ? []
      : fail('INVALID_VALUE', `Tag value '${wrongValue}' is not valid`).errors),
  ];
}

function fail(type: string, message: string): { errors: TaggingError[] } {
  return { errors: [{ type, message }] };
}

function addValues(
  tags: EntityTag[],
  key: string,
  values: (string | null)[],
): void {
  let tag = tags.find(candidate => candidate.key === key);
  if (!tag) {
    tag = { key, values: [] };
    tags.push(tag);
  }
  for (const value of values) {
    if (value !== null && !tag.values.some(known => known.value === value)) {
      tag.values.push({ value, mutable: true });
    }
  }
}

/** New Relic's own values stay. */
function withoutMutable(
  tags: EntityTag[],
  isMeant: (key: string) => boolean,
): EntityTag[] {
  return tags
    .map(tag =>
      isMeant(tag.key)
        ? { ...tag, values: tag.values.filter(({ mutable }) => !mutable) }
        : tag,
    )
    .filter(({ values }) => values.length > 0);
}

export const taggingResolvers: ResolverMap = {
  RootMutationType: {
    taggingAddTagsToEntity: addTags,
    taggingReplaceTagsOnEntity: replaceTags,
    taggingDeleteTagFromEntity: deleteTags,
    taggingDeleteTagValuesFromEntity: deleteTagValues,
  },
};
