import type { LocalTime } from '@rocket/nrql';
import { invalid, unsupported } from '../errors';
import { Value, fromValues } from './Compiled';
import { ScalarFunction } from './ScalarFunction';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
];

type Local = Required<LocalTime>;

function weekday(local: Local, shift = 0): Date {
  return new Date(Date.UTC(local.year, local.month - 1, local.day + shift));
}

function monthName(local: Local): string {
  return MONTHS[local.month - 1];
}

/** The Monday of a day's week, as New Relic names weeks. */
function weekName(local: Local): string {
  const monday = weekday(local, -((weekday(local).getUTCDay() + 6) % 7));
  return `Week of ${MONTHS[monday.getUTCMonth()]} ${monday.getUTCDate()}`;
}

/** A part of a timestamp in the query's zone, as text and, for most, as number. */
function timePart(
  text: (local: Local) => string,
  numeric?: (local: Local) => number,
): ScalarFunction {
  return {
    arity: [1, numeric ? 2 : 1],
    compile: ({ node, args: [timestamp, format], scope }) => {
      const wanted = String(format?.value(0) ?? 'string').toLowerCase();
      if (wanted !== 'string' && wanted !== 'numeric') {
        throw invalid(node, `'${wanted}' is neither string nor numeric`);
      }
      const read = wanted === 'numeric' && numeric ? numeric : text;
      return fromValues((index): Value => {
        const epoch = timestamp.number(index);
        return Number.isNaN(epoch) ? null : read(scope.zone.toLocal(epoch));
      });
    },
  };
}

/** ISO 8601 with the zone's offset, `Z` when it is none. */
function isoText(epoch: number, local: Local): string {
  const { year, month, day, hour, minute, second, millisecond } = local;
  const wall = Date.UTC(
    year,
    month - 1,
    day,
    hour,
    minute,
    second,
    millisecond,
  );
  const offset = Math.round((wall - epoch) / 60_000);
  const pad = (value: number) => String(value).padStart(2, '0');
  const zone = `${offset < 0 ? '-' : '+'}${pad(
    Math.floor(Math.abs(offset) / 60),
  )}:${pad(Math.abs(offset) % 60)}`;
  return new Date(wall).toISOString().replace('Z', offset === 0 ? 'Z' : zone);
}

const quarter = (local: Local) => Math.ceil(local.month / 3);

/** Functions of timestamps; those of a calendar follow WITH TIMEZONE. */
export const TIME_FUNCTIONS: ReadonlyMap<string, ScalarFunction> = new Map([
  [
    'yearof',
    timePart(
      local => String(local.year),
      local => local.year,
    ),
  ],
  ['quarterof', timePart(local => `Q${quarter(local)} ${local.year}`, quarter)],
  [
    'monthof',
    timePart(
      local => `${monthName(local)} ${local.year}`,
      local => local.month,
    ),
  ],
  ['weekof', timePart(weekName)],
  [
    'weekdayof',
    timePart(
      local => WEEKDAYS[weekday(local).getUTCDay()],
      local => weekday(local).getUTCDay(),
    ),
  ],
  [
    'dateof',
    timePart(local => `${monthName(local)} ${local.day}, ${local.year}`),
  ],
  [
    'dayofmonthof',
    timePart(
      local => String(local.day),
      local => local.day,
    ),
  ],
  [
    'hourof',
    timePart(
      local => `${local.hour}:00`,
      local => local.hour,
    ),
  ],
  [
    'minuteof',
    timePart(
      local => String(local.minute),
      local => local.minute,
    ),
  ],
  ...['todatetime', 'fromtimestamp'].map(
    name =>
      [
        name,
        {
          arity: [1, 1],
          compile: ({ node, args: [timestamp], labelled, scope }) => {
            if (labelled.size) {
              throw unsupported(node, `${node.name}() with a pattern or zone`);
            }
            return fromValues(index => {
              const epoch = timestamp.number(index);
              return Number.isNaN(epoch)
                ? null
                : isoText(epoch, scope.zone.toLocal(epoch));
            });
          },
        } satisfies ScalarFunction as ScalarFunction,
      ] as const,
  ),
]);
