import type { Drift } from '../model/inventory';

/** Drift of one kind; the same can be wrong in several places. */
export interface DriftGroup {
  kind: string;
  level: Drift['level'];
  messages: string[];
}

/** Drift by kind, the serious first; of the given kinds, or of all. */
export function groupDrift(
  drift: readonly Drift[],
  kinds: readonly string[] = [],
): DriftGroup[] {
  const groups = new Map<string, DriftGroup>();
  for (const { kind, level, message } of drift) {
    if (kinds.length === 0 || kinds.includes(kind)) {
      const key = `${kind} ${level}`;
      const group = groups.get(key) ?? { kind, level, messages: [] };
      group.messages.push(message);
      groups.set(key, group);
    }
  }
  const rank = ({ level }: DriftGroup) => (level === 'warning' ? 0 : 1);
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}
