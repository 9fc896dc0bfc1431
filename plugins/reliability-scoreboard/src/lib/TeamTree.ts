import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';

interface Team {
  ref: string;
  title: string;
  parent?: string;
}

/** A team as a filter offers it. */
export interface TeamOption {
  ref: string;
  /** "Cards", or "Issuing and below" for a team of teams. */
  title: string;
}

/**
 * The company's groups by their parents. Answers which owners a team stands
 * for: itself and all below it. Cycles and missing parents are harmless.
 */
export class TeamTree {
  readonly #teams: ReadonlyMap<string, Team>;
  readonly #children: ReadonlyMap<string, string[]>;

  private constructor(teams: Team[]) {
    this.#teams = new Map(teams.map(team => [team.ref, team]));
    const children = new Map<string, string[]>();
    for (const { ref, parent } of teams) {
      if (parent) {
        children.set(parent, [...(children.get(parent) ?? []), ref]);
      }
    }
    this.#children = children;
  }

  static fromGroups(groups: Entity[]): TeamTree {
    return new TeamTree(
      groups.map(group => ({
        ref: stringifyEntityRef(group),
        title: titleOf(group),
        parent: parentOf(group),
      })),
    );
  }

  /** The team and all teams below it, as lower-case references. */
  withDescendants(ref: string): string[] {
    const found = new Set([ref]);
    for (const current of found) {
      for (const child of this.#children.get(current) ?? []) {
        found.add(child);
      }
    }
    return [...found];
  }

  /** The name of a team, or of its reference when the catalog has no such team. */
  titleOf(ref: string): string {
    return this.#teams.get(ref)?.title ?? parseEntityRef(ref).name;
  }

  /** The teams that own one of the services, themselves or through teams below. */
  options(owners: Iterable<string>): TeamOption[] {
    const refs = new Set<string>();
    for (const owner of owners) {
      let current: string | undefined = owner;
      while (current && !refs.has(current)) {
        refs.add(current);
        current = this.#teams.get(current)?.parent;
      }
    }
    return [...refs]
      .map(ref => ({
        ref,
        title: this.#children.has(ref)
          ? `${this.titleOf(ref)} and below`
          : this.titleOf(ref),
      }))
      .sort((a, b) => a.title.localeCompare(b.title));
  }
}

function titleOf(group: Entity): string {
  const profile = group.spec?.profile;
  const displayName =
    typeof profile === 'object' && !Array.isArray(profile)
      ? profile?.displayName
      : undefined;
  return typeof displayName === 'string'
    ? displayName
    : (group.metadata.title ?? group.metadata.name);
}

function parentOf(group: Entity): string | undefined {
  const parent = group.spec?.parent;
  return typeof parent === 'string'
    ? stringifyEntityRef(
        parseEntityRef(parent, {
          defaultKind: 'group',
          defaultNamespace: group.metadata.namespace ?? 'default',
        }),
      )
    : undefined;
}
