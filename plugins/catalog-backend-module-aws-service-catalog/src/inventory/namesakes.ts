import { DeclaredWorld } from './place';
import { toRef } from './refs';
import { Placement } from './types';

/**
 * Placements in which services of several accounts that only their names join are
 * one service no longer where their owners differ: nothing says which of them has
 * the name, so none gets it, and each shows that.
 */
export function separateNamesakes(
  placements: readonly Placement[],
  declared: DeclaredWorld,
): Placement[] {
  const byRef = new Map<string, Placement[]>();
  for (const placement of placements) {
    const { via, entityRef } = placement;
    if (via === 'name' && entityRef && !declared.declares(entityRef)) {
      byRef.set(entityRef, [...(byRef.get(entityRef) ?? []), placement]);
    }
  }
  const separate = new Set([...byRef.values()].filter(areStrangers).flat());
  return placements.map(placement =>
    separate.has(placement) ? { ...placement, ambiguous: true } : placement,
  );
}

function areStrangers(placements: readonly Placement[]): boolean {
  const accounts = new Set(
    placements.map(({ deployment }) => deployment.account),
  );
  const owners = new Set(
    placements.map(
      ({ deployment: { observed } }) =>
        observed.owner && toRef(observed.owner, { kind: 'group' }),
    ),
  );
  return accounts.size > 1 && owners.size > 1;
}
