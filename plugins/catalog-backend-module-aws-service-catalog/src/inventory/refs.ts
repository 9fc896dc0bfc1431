import {
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions as legal,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/** The fields of an entity that name others, with the kind that they may leave out. */
export const REF_FIELDS = { owner: 'group', system: 'system' } as const;

/** What a ref may leave out. */
interface RefContext {
  kind: string;
  /** the default one, unless an entity of another namespace says the ref */
  namespace?: string;
}

/**
 * The full ref that a text means, or nothing where no entity can have it: the
 * catalog refuses an entity for any ref in it that cannot be read.
 */
export function toRef(text: string, context: RefContext): string | undefined {
  const ref = readRef(text, context);
  return ref &&
    legal.isValidKind(ref.kind) &&
    legal.isValidNamespace(ref.namespace.toLowerCase()) &&
    legal.isValidObjectName(ref.name)
    ? stringifyEntityRef(ref)
    : undefined;
}

/**
 * What a tag names, as an entity of a namespace has to say it: tags mean the default
 * namespace where they name none, an entity means its own.
 */
export function refWithin(
  namespace: string,
  text: string,
  kind: string,
): string {
  return namespace === DEFAULT_NAMESPACE
    ? text
    : (toRef(text, { kind }) ?? text);
}

function readRef(text: string, { kind, namespace }: RefContext) {
  try {
    return parseEntityRef(text, {
      defaultKind: kind,
      defaultNamespace: namespace ?? DEFAULT_NAMESPACE,
    });
  } catch {
    return undefined;
  }
}
