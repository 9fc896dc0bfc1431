import type { Progress } from '../database/CriticalPathsStore';
import type { BucketRequest } from './plan';

/** What has been observed without a gap, while it grows at both ends. */
export class ProgressBook {
  private readonly entries = new Map<string, Progress>();
  private readonly changed = new Set<string>();

  constructor(progress: readonly Progress[]) {
    for (const entry of progress) {
      this.entries.set(keyOf(entry.subject, entry.resolution), { ...entry });
    }
  }

  get(subject: string, resolution: number): Progress | undefined {
    return this.entries.get(keyOf(subject, resolution));
  }

  /**
   * Takes an answered request in, if it leaves no gap: what lies beyond a gap is
   * asked for again.
   */
  extend(subject: string, { begin, end, resolution }: BucketRequest): void {
    const key = keyOf(subject, resolution);
    const entry = this.entries.get(key);
    if (!entry) {
      this.entries.set(key, { subject, resolution, from: begin, to: end });
    } else if (begin <= entry.to && end >= entry.from) {
      entry.from = Math.min(entry.from, begin);
      entry.to = Math.max(entry.to, end);
    } else {
      return;
    }
    this.changed.add(key);
  }

  /** Entries that grew since the last call. */
  takeChanges(): Progress[] {
    const changes = [...this.changed].flatMap(key => {
      const entry = this.entries.get(key);
      return entry ? [{ ...entry }] : [];
    });
    this.changed.clear();
    return changes;
  }
}

function keyOf(subject: string, resolution: number): string {
  return `${resolution} ${subject}`;
}
