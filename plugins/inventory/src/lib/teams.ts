import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/** A group of the catalog and the one above it. */
export interface Team {
  ref: string;
  title: string;
  parent?: string;
}

export function toTeam(group: Entity): Team {
  const { spec, metadata } = group;
  const profile = spec?.profile;
  const displayName =
    typeof profile === 'object' && !Array.isArray(profile)
      ? profile?.displayName
      : undefined;
  return {
    ref: stringifyEntityRef(group),
    title:
      typeof displayName === 'string'
        ? displayName
        : (metadata.title ?? metadata.name),
    parent:
      typeof spec?.parent === 'string'
        ? stringifyEntityRef(
            parseEntityRef(spec.parent, {
              defaultKind: 'group',
              defaultNamespace: metadata.namespace ?? 'default',
            }),
          )
        : undefined,
  };
}

/** The team and all teams below it. Cycles are harmless. */
export function withTeamsBelow(ref: string, teams: readonly Team[]): string[] {
  const found = new Set([ref]);
  // What is added while one goes through a set is gone through as well.
  for (const current of found) {
    for (const team of teams) {
      if (team.parent === current) {
        found.add(team.ref);
      }
    }
  }
  return [...found];
}

/**
 * The teams to choose from: those that own something, themselves or through
 * teams below them. A team of teams says that it stands for those below.
 */
export function teamOptions(
  owners: readonly string[],
  teams: readonly Team[],
): Array<{ value: string; label: string }> {
  const byRef = new Map(teams.map(team => [team.ref, team]));
  const parents = new Set(teams.map(({ parent }) => parent));
  const refs = new Set<string>();
  for (const owner of owners) {
    let current: string | undefined = owner;
    while (current && !refs.has(current)) {
      refs.add(current);
      current = byRef.get(current)?.parent;
    }
  }
  return [...refs]
    .map(ref => {
      const title = byRef.get(ref)?.title ?? parseEntityRef(ref).name;
      return {
        value: ref,
        label: parents.has(ref) ? `${title} and below` : title,
      };
    })
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}
