import { nrql, parseNrql, Zone, zoneOfQuery } from '@rocket/nrql';
import { DAY } from '../../../telemetry';

/** When a muting rule mutes. Times are wall clocks of the zone, `2026-11-24T18:00:00`. */
export interface MutingSchedule {
  startTime?: string;
  endTime?: string;
  timeZone: string;
  repeat?: 'DAILY' | 'WEEKLY' | 'MONTHLY';
  /** With `repeat`: the last moment, or how many windows there are. */
  endRepeat?: string;
  repeatCount?: number;
  /** With `repeat: WEEKLY`; the day of the first window when undefined. */
  weeklyRepeatDays?: string[];
}

/** A window of time in epoch milliseconds. */
export interface MutingWindow {
  start: number;
  /** Undefined: for ever. */
  end: number | undefined;
}

const WEEKDAYS = [
  'SUNDAY',
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
];

/** No schedule is followed for longer than this. */
const MOST_DAYS = 3660;

/** The zone of an IANA name. @throws NrqlSyntaxError when there is none */
export function zoneNamed(name: string): Zone {
  return zoneOfQuery(
    parseNrql(nrql`SELECT count(*) FROM any WITH TIMEZONE ${name}`),
  );
}

/** Epoch milliseconds of a wall clock; undefined when it is none. */
export function epochOf(text: string, zone: Zone): number | undefined {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?$/.exec(text);
  if (!match) {
    return undefined;
  }
  const [year, month, day, hour, minute, second = 0] = match
    .slice(1)
    .map(digits => (digits === undefined ? undefined : Number(digits)));
  return zone.toEpoch({
    year: year!,
    month: month!,
    day: day!,
    hour,
    minute,
    second,
  });
}

/** The windows of a schedule in order, without end when it repeats for ever. */
export function* windowsOf(schedule: MutingSchedule): Generator<MutingWindow> {
  const { startTime, endTime, timeZone, repeat, endRepeat } = schedule;
  const zone = zoneNamed(timeZone);
  const start = startTime ? (epochOf(startTime, zone) ?? 0) : 0;
  const end = endTime ? epochOf(endTime, zone) : undefined;
  if (!repeat || !startTime || end === undefined) {
    yield { start, end };
    return;
  }
  const last = endRepeat ? (epochOf(endRepeat, zone) ?? Infinity) : Infinity;
  const first = zone.toLocal(start);
  let left = schedule.repeatCount ?? Infinity;
  for (let days = 0; days < MOST_DAYS && left > 0; days++) {
    // Wall clocks, so that a window stays at its hour when clocks change.
    const at = zone.toEpoch({ ...first, day: first.day + days });
    if (at > last) {
      return;
    }
    if (isRepeated(schedule, zone, { start, at, days })) {
      left -= 1;
      yield { start: at, end: at + (end - start) };
    }
  }
}

function isRepeated(
  { repeat, weeklyRepeatDays }: MutingSchedule,
  zone: Zone,
  { start, at, days }: { start: number; at: number; days: number },
): boolean {
  const { year, month, day } = zone.toLocal(at);
  switch (repeat) {
    case 'WEEKLY': {
      const weekday =
        WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()];
      return weeklyRepeatDays?.length
        ? weeklyRepeatDays.includes(weekday)
        : days % 7 === 0;
    }
    case 'MONTHLY':
      return day === zone.toLocal(start).day;
    default:
      return true;
  }
}

/** The window that a moment is in, or else the next one. */
export function windowAt(
  schedule: MutingSchedule,
  time: number,
): MutingWindow | undefined {
  for (const window of windowsOf(schedule)) {
    if (window.end === undefined || window.end > time) {
      return window;
    }
    if (window.start > time + MOST_DAYS * DAY) {
      return undefined;
    }
  }
  return undefined;
}
