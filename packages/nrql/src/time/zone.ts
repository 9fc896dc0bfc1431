/** The fields of a wall clock. Months from 1; fields may overflow, as in day 0. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour?: number;
  minute?: number;
  second?: number;
  millisecond?: number;
}

/** Where a wall clock stands: converts between it and epoch milliseconds. */
export interface Zone {
  toEpoch(local: LocalTime): number;
  toLocal(epoch: number): Required<LocalTime>;
}

/** `Z`, `+02`, `+02:00` or `-0500`. */
const FIXED_OFFSET =
  /^(?:Z|UTC|GMT|(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?)$/i;

const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The zone of an IANA name or an offset.
 *
 * @throws RangeError when there is no such zone.
 */
export function zoneOf(name: string): Zone {
  const fixed = FIXED_OFFSET.exec(name.trim());
  if (fixed) {
    const [, sign, hours = '0', minutes = '0'] = fixed;
    const millis = (Number(hours) * 60 + Number(minutes)) * 60_000;
    return createZone(() => (sign === '-' ? -millis : millis));
  }
  const formatter = formatterOf(name);
  return createZone(epoch => offsetBy(formatter, epoch));
}

function formatterOf(name: string): Intl.DateTimeFormat {
  let formatter = formatters.get(name);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(name, formatter);
  }
  return formatter;
}

/** Milliseconds that a zone's clock is ahead of UTC at a moment. */
function offsetBy(formatter: Intl.DateTimeFormat, epoch: number): number {
  const fields = Object.fromEntries(
    formatter.formatToParts(epoch).map(part => [part.type, Number(part.value)]),
  );
  const wall = Date.UTC(
    fields.year,
    fields.month - 1,
    fields.day,
    fields.hour,
    fields.minute,
    fields.second,
  );
  return wall - Math.floor(epoch / 1000) * 1000;
}

function createZone(offsetAt: (epoch: number) => number): Zone {
  return {
    toEpoch(local) {
      const wall = Date.UTC(
        local.year,
        local.month - 1,
        local.day,
        local.hour ?? 0,
        local.minute ?? 0,
        local.second ?? 0,
        local.millisecond ?? 0,
      );
      // The offset of the guess is that of the result, save near a change of
      // clocks; then the second guess is right, or in the gap as good as any.
      const guess = wall - offsetAt(wall);
      return wall - offsetAt(guess);
    },
    toLocal(epoch) {
      const wall = new Date(epoch + offsetAt(epoch));
      return {
        year: wall.getUTCFullYear(),
        month: wall.getUTCMonth() + 1,
        day: wall.getUTCDate(),
        hour: wall.getUTCHours(),
        minute: wall.getUTCMinutes(),
        second: wall.getUTCSeconds(),
        millisecond: wall.getUTCMilliseconds(),
      };
    },
  };
}
