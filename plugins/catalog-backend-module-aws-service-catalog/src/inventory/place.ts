import { MappingConfig } from '../config';
import { ProvisionedProduct } from '../model/items';
import { Facts } from './mapFacts';
import { serviceNameOf } from './naming';
import { toRef } from './refs';
import { DeclaredEntity, Via } from './types';

/** Where a provisioned product belongs: one entity, none, or several that claim it. */
export interface Place {
  via: Via;
  entityRefs: string[];
}

/** The declared world, indexed by what a provisioned product can be joined by. */
export class DeclaredWorld {
  private readonly refs = new Set<string>();
  private readonly byClaim = new Map<string, string[]>();
  private readonly componentsByName = new Map<string, DeclaredEntity[]>();

  constructor(entities: readonly DeclaredEntity[]) {
    for (const entity of entities) {
      this.refs.add(entity.ref);
      for (const claim of new Set(entity.claims)) {
        this.byClaim.set(claim, [
          ...(this.byClaim.get(claim) ?? []),
          entity.ref,
        ]);
      }
      if (entity.ref.startsWith('component:')) {
        const name = entity.name.toLocaleLowerCase('en-US');
        this.componentsByName.set(name, [
          ...(this.componentsByName.get(name) ?? []),
          entity,
        ]);
      }
    }
  }

  declares(ref: string): boolean {
    return this.refs.has(ref);
  }

  claimants(item: { arn: string; id: string }): string[] {
    return [
      ...new Set([
        ...(this.byClaim.get(item.arn) ?? []),
        ...(this.byClaim.get(item.id) ?? []),
      ]),
    ].sort();
  }

  /** Components of a name; the default namespace's own goes before all others. */
  componentsNamed(name: string): string[] {
    const found =
      this.componentsByName.get(name.toLocaleLowerCase('en-US')) ?? [];
    const ofDefault = found.filter(({ namespace }) => namespace === 'default');
    return (ofDefault.length ? ofDefault : found).map(({ ref }) => ref).sort();
  }
}

/**
 * Finds where a provisioned product belongs: by the annotation of a declared
 * entity, by the tag with an entity ref, by the configured tag with a service's
 * name, and by an equal name where that is switched on. The first that says
 * something decides; when it names several entities, the claim is ambiguous.
 *
 * A service that none of them places gets a name of its own from its name in AWS,
 * unless a repository declares that name: an equal name is no proof. Whether those
 * of several accounts can share such a name is for `separateNamesakes` to say.
 */
export function place(
  item: ProvisionedProduct,
  options: {
    facts: Facts;
    declared: DeclaredWorld;
    mapping: MappingConfig;
    region: string;
    accountName?: string;
  },
): Place {
  const { facts, declared, mapping, region, accountName } = options;
  const claimants = declared.claimants(item);
  if (claimants.length) {
    return { via: 'annotation', entityRefs: claimants };
  }
  const named = facts.entityRef && toComponentRef(facts.entityRef);
  if (named) {
    return { via: 'entity-ref-tag', entityRefs: [named] };
  }
  const service = facts.service && toComponentRef(facts.service);
  if (facts.service && service) {
    const isName = /^[^:/]+$/.test(facts.service);
    const found = isName ? declared.componentsNamed(facts.service) : [];
    return { via: 'tag', entityRefs: found.length ? found : [service] };
  }
  if (mapping.joinByName) {
    const found = declared.componentsNamed(item.name);
    if (found.length) {
      return { via: 'name', entityRefs: found };
    }
  }
  if (facts.as === 'service') {
    const own = toComponentRef(
      serviceNameOf(item.name, {
        environment: facts.environment,
        region,
        accountName,
      }),
    );
    if (own && !declared.declares(own)) {
      return { via: 'name', entityRefs: [own] };
    }
  }
  return { via: 'none', entityRefs: [] };
}

/** The entity that a name or ref means; a component, where it does not say the kind. */
function toComponentRef(text: string): string | undefined {
  return toRef(text, { kind: 'component' });
}
