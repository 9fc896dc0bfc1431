import {
  CalendarDate,
  NamedDay,
  NamedPeriod,
  NrqlQueryNode,
  TimePoint,
} from '../ast';
import { NrqlSyntaxError } from '../errors';
import { weekdayIndex, weekdayOf } from '../keywords';
import { durationMillis } from './duration';
import { LocalTime, Zone, zoneOf } from './zone';

/** Epoch milliseconds; the end is not part of the window. */
export interface TimeWindow {
  begin: number;
  end: number;
}

export interface ResolvedTimeWindow extends TimeWindow {
  /** The window of COMPARE WITH: as long, and earlier. */
  compareWith?: TimeWindow;
}

const HOUR = 3_600_000;

/**
 * The time that a query is about: SINCE, inclusive, one hour ago unless said;
 * UNTIL, exclusive, now unless said; both in the zone of WITH TIMEZONE, or UTC.
 *
 * @throws NrqlSyntaxError when a time cannot be resolved, or the window would
 * end before it begins.
 */
export function resolveTimeWindow(
  query: NrqlQueryNode,
  options: { now: number },
): ResolvedTimeWindow {
  const { now } = options;
  const zone = zoneOfQuery(query);
  const end = query.until ? resolve(query.until, now, zone) : now;
  const begin = query.since ? resolve(query.since, now, zone) : now - HOUR;
  if (begin >= end) {
    throw NrqlSyntaxError.at((query.until ?? query.since ?? query).span, {
      problem: 'the time range ends before it begins',
    });
  }
  if (!query.compareWith) {
    return { begin, end };
  }
  const shift = now - resolve(query.compareWith, now, zone);
  return {
    begin,
    end,
    compareWith: { begin: begin - shift, end: end - shift },
  };
}

/** The zone in which a query's calendar words are meant. */
export function zoneOfQuery(query: NrqlQueryNode): Zone {
  const { timezone } = query;
  if (!timezone) {
    return zoneOf('UTC');
  }
  if (timezone.kind === 'variable') {
    throw withoutValue(timezone);
  }
  try {
    return zoneOf(timezone.value);
  } catch {
    throw NrqlSyntaxError.at(timezone.span, {
      found: timezone.value,
      problem: `unknown time zone '${timezone.value}'`,
    });
  }
}

function withoutValue(node: Extract<TimePoint, { kind: 'variable' }>) {
  return NrqlSyntaxError.at(node.span, {
    found: `{{${node.name}}}`,
    problem: `template variable {{${node.name}}} has no value`,
  });
}

function resolve(time: TimePoint, now: number, zone: Zone): number {
  switch (time.kind) {
    case 'now':
      return now;
    case 'ago':
      return time.direction === 'past'
        ? now - durationMillis(time)
        : now + durationMillis(time);
    case 'epoch':
      // Milliseconds were this small in 1973 only.
      return time.value < 1e11 ? time.value * 1000 : time.value;
    case 'date':
      return resolveDate(time, zone);
    case 'day':
      return resolveDay(time, now, zone);
    case 'period':
      return resolvePeriod(time, now, zone);
    default:
      throw withoutValue(time);
  }
}

const DATE =
  /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?)?)?\s*(Z|[+-]\d{2}:?(?:\d{2})?|[A-Za-z]+(?:\/[A-Za-z_+\-\d]+)*)?$/;

function resolveDate(time: CalendarDate, zone: Zone): number {
  const text = time.text.trim();
  if (/^\d{9,13}$/.test(text)) {
    return resolve(
      { kind: 'epoch', value: Number(text), span: time.span },
      0,
      zone,
    );
  }
  const match = DATE.exec(text);
  try {
    if (match) {
      const [, year, month, day, hour, minute, second, fraction, name] = match;
      const local: Required<LocalTime> = {
        year: Number(year),
        month: Number(month ?? 1),
        day: Number(day ?? 1),
        hour: Number(hour ?? 0),
        minute: Number(minute ?? 0),
        second: Number(second ?? 0),
        millisecond: Number((fraction ?? '0').padEnd(3, '0')),
      };
      if (isRealTime(local)) {
        return (name ? zoneOf(name) : zone).toEpoch(local);
      }
    }
  } catch {
    // An unknown zone in the text makes it as unreadable as any other fault.
  }
  throw NrqlSyntaxError.at(time.span, {
    found: time.text,
    problem: `'${time.text}' is not a date`,
    expected: ["a date such as '2026-03-01 10:00'"],
  });
}

function isRealTime(local: Required<LocalTime>): boolean {
  const daysInMonth = new Date(
    Date.UTC(local.year, local.month, 0),
  ).getUTCDate();
  return (
    local.month >= 1 &&
    local.month <= 12 &&
    local.day >= 1 &&
    local.day <= daysInMonth &&
    local.hour <= 24 &&
    local.minute <= 59 &&
    local.second <= 59
  );
}

/** Days since the last Monday; 0 on a Monday. */
function daysSinceMonday(local: LocalTime): number {
  const day = new Date(Date.UTC(local.year, local.month - 1, local.day));
  return (day.getUTCDay() + 6) % 7;
}

function resolveDay(time: NamedDay, now: number, zone: Zone): number {
  const { year, month, day, ...clock } = zone.toLocal(now);
  const secondsNow = clock.hour * 3600 + clock.minute * 60 + clock.second;
  const second = time.atSeconds ?? 0;
  let shift: number;
  if (time.day === 'today') {
    // A time of today that is still to come is yesterday's.
    shift = second > secondsNow ? -1 : 0;
  } else if (time.day === 'yesterday' || time.day === 'tomorrow') {
    shift = time.day === 'yesterday' ? -1 : 1;
  } else {
    const back = daysSinceMonday({ year, month, day }) - weekdayIndex(time.day);
    shift = -((back + 7) % 7);
  }
  return zone.toEpoch({ year, month, day: day + shift, second });
}

function resolvePeriod(time: NamedPeriod, now: number, zone: Zone): number {
  const step = { this: 0, last: -1, next: 1 }[time.which];
  const local = zone.toLocal(now);
  const { year, month, day, hour, minute, second } = local;
  const weekday = weekdayOf(time.unit);
  if (weekday) {
    const back = (daysSinceMonday(local) - weekdayIndex(weekday) + 7) % 7;
    const current = back === 0 && time.which !== 'this' ? step * 7 : -back;
    const shift = time.which === 'next' && back !== 0 ? 7 - back : current;
    return zone.toEpoch({ year, month, day: day + shift });
  }
  switch (time.unit) {
    case 'year':
      return zone.toEpoch({ year: year + step, month: 1, day: 1 });
    case 'quarter': {
      const first = Math.floor((month - 1) / 3) * 3 + 1;
      return zone.toEpoch({ year, month: first + step * 3, day: 1 });
    }
    case 'month':
      return zone.toEpoch({ year, month: month + step, day: 1 });
    case 'week': {
      const monday = day - daysSinceMonday(local);
      return zone.toEpoch({ year, month, day: monday + step * 7 });
    }
    case 'day':
      return zone.toEpoch({ year, month, day: day + step });
    case 'hour':
      return zone.toEpoch({ year, month, day, hour: hour + step });
    case 'minute':
      return zone.toEpoch({ year, month, day, hour, minute: minute + step });
    default:
      return zone.toEpoch({
        year,
        month,
        day,
        hour,
        minute,
        second: second + step,
      });
  }
}
