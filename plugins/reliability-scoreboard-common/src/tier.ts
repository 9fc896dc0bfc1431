import type { PathMembership } from './api';
import type { Tier } from './words';

/** Assumed of who declares none: neither the strictest nor a reward for silence. */
const undeclaredTier: Tier = 2;

/** A critical path that declares no tier of its own is as critical as can be. */
export const defaultPathTier: Tier = 0;

export interface EffectiveTier {
  tier: Tier;
  /** A few words: "declared", "on Card authorization". */
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
  const own = declared ?? undeclaredTier;
  let tier = own;
  for (const path of paths) {
    const pathTier = path.tier ?? defaultPathTier;
    if (path.requirement === 'required' && pathTier < tier) {
      tier = pathTier;
    }
  }
  if (tier < own) {
    const titles = paths
      .filter(
        path =>
          path.requirement === 'required' &&
          (path.tier ?? defaultPathTier) === tier,
      )
      .map(path => path.title);
    return { tier, reason: `on ${joinWords(titles)}`, fastLane };
  }
  return {
    tier,
    reason: declared === undefined ? 'assumed, none is declared' : 'declared',
    fastLane,
  };
}

function joinWords(words: string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
