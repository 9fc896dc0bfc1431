import {
  minuteState,
  WEEK_SECONDS,
} from '@rocket/plugin-critical-paths-common';
import { floorTo, RESOLUTIONS } from '../collectors/plan';
import { groupBy } from '../groupBy';
import type { CollectedMinutes } from '../collectors/SignalCollector';
import type {
  Bucket,
  CriticalPathsStore,
  Interval,
} from '../database/CriticalPathsStore';

const COARSE = RESOLUTIONS.map(({ seconds }) => seconds).filter(
  seconds => seconds > 60,
);
const WIDEST = Math.max(...COARSE);

/**
 * Judges minutes that came in as up or down, and tells the buckets that they lie in.
 *
 * A minute without requests is judged by the same minute a week before. So minutes
 * that come in judge those one week after them anew: the past is filled up backwards.
 *
 * @param options - Minutes to judge, and the end of all observations in seconds since the epoch.
 */
export async function settleUptime(options: {
  store: CriticalPathsStore;
  minutes: readonly CollectedMinutes[];
  until: number;
}): Promise<void> {
  const { store, minutes, until } = options;
  const groups = groupBy(minutes, ({ begin, end }) => `${begin} ${end}`);
  for (const group of groups.values()) {
    const [{ begin, end }] = group;
    const thresholds = new Map(
      group.map(({ signal }) => [signal.id, signal.downBelow]),
    );
    for (const shift of [0, WEEK_SECONDS]) {
      const interval = {
        begin: begin + shift,
        end: Math.min(end + shift, until),
      };
      if (interval.begin < interval.end) {
        await settleMinutes(store, interval, thresholds);
        await settleCoarse(store, interval, [...thresholds.keys()]);
      }
    }
  }
}

async function settleMinutes(
  store: CriticalPathsStore,
  { begin, end }: Interval,
  thresholds: ReadonlyMap<string, number>,
): Promise<void> {
  const stored = await store.buckets({
    signals: [...thresholds.keys()],
    resolution: 60,
    intervals: [
      { begin: begin - WEEK_SECONDS, end: end - WEEK_SECONDS },
      { begin, end },
    ],
  });
  const byKey = new Map(
    stored.map(bucket => [`${bucket.signal} ${bucket.begin}`, bucket]),
  );
  const changed: Bucket[] = [];
  for (const bucket of stored) {
    if (bucket.begin >= begin) {
      const state = minuteState(bucket, {
        weekBefore: byKey.get(
          `${bucket.signal} ${bucket.begin - WEEK_SECONDS}`,
        ),
        downBelow: thresholds.get(bucket.signal) ?? 0,
      });
      const up = state === 'up' ? 1 : 0;
      const down = state === 'down' ? 1 : 0;
      if (up !== bucket.up || down !== bucket.down) {
        changed.push({ ...bucket, up, down });
      }
    }
  }
  await store.saveUptime(changed);
}

async function settleCoarse(
  store: CriticalPathsStore,
  { begin, end }: Interval,
  signals: string[],
): Promise<void> {
  const around = {
    begin: floorTo(begin, WIDEST),
    end: floorTo(end - 1, WIDEST) + WIDEST,
  };
  const minutes = await store.buckets({
    signals,
    resolution: 60,
    intervals: [around],
  });
  for (const resolution of COARSE) {
    const sums = new Map<string, { up: number; down: number }>();
    for (const minute of minutes) {
      const key = `${minute.signal} ${floorTo(minute.begin, resolution)}`;
      const sum = sums.get(key) ?? { up: 0, down: 0 };
      sums.set(key, { up: sum.up + minute.up, down: sum.down + minute.down });
    }
    const buckets = await store.buckets({
      signals,
      resolution,
      intervals: [
        {
          begin: floorTo(begin, resolution),
          end: floorTo(end - 1, resolution) + resolution,
        },
      ],
    });
    await store.saveUptime(
      buckets.flatMap(bucket => {
        const sum = sums.get(`${bucket.signal} ${bucket.begin}`);
        return sum && (sum.up !== bucket.up || sum.down !== bucket.down)
          ? [{ ...bucket, ...sum }]
          : [];
      }),
    );
  }
}
