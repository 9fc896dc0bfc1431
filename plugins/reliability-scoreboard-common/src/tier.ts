import type { PathMembership } from './api';
import type { Tier } from './words';

/** Assumed of who declares none: neither the strictest nor a reward for silence. */
const undeclaredTier: Tier = 2;

/** A critical path that declares no tier of its own is as critical as can be. */
export const defaultPathTier: Tier = 0;

export interface EffectiveTier {
  tier: Tier;
  /**
   * A few words: "on Card authorization" when paths ask for this tier, whatever
   * is declared; else "declared", or that none is.
   */
  reason: string;
  /** An experiment, not client-facing and on no path: only essential rules. */
  fastLane: boolean;
}

/**
 * The most critical of the declared tier and the tier of each critical path on
 * which the component is a required step.
 */
export function effectiveTier(service: {
  declared?: Tier;
  lifecycle: string;
  clientFacing: boolean;
  paths: readonly PathMembership[];
}): EffectiveTier {
  const { declared, lifecycle, clientFacing, paths } = service;
  const fastLane =
    lifecycle === 'experimental' && !clientFacing && paths.length === 0;
  const asking = paths.filter(path => path.requirement === 'required');
  const tier = [declared ?? undeclaredTier, ...asking.map(tierOf)].reduce<Tier>(
    (least, other) => (other < least ? other : least),
    3,
  );
  const titles = asking
    .filter(path => tierOf(path) === tier)
    .map(path => path.title);
  return { tier, reason: reasonFor({ titles, declared }), fastLane };
}

function tierOf(path: PathMembership): Tier {
  return path.tier ?? defaultPathTier;
}

/** What holds even when the declaration changes comes first: the paths. */
function reasonFor(options: { titles: string[]; declared?: Tier }): string {
  const { titles, declared } = options;
  if (titles.length > 0) {
    return `on ${joinWords(titles)}`;
  }
  return declared === undefined ? 'assumed, none is declared' : 'declared';
}

function joinWords(words: string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
