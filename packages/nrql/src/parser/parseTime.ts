import { BucketWidth, TimePoint } from '../ast';
import { timeUnitOf, weekdayOf } from '../keywords';
import { Cursor } from './cursor';
import { parseVariable } from './parseExpression';

/** A date as ISO 8601 writes it, without quotes. */
const BARE_DATE =
  /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/y;

/** What may follow SINCE, UNTIL and COMPARE WITH. */
export function parseTimePoint(cursor: Cursor): TimePoint {
  const token = cursor.peek();
  const { span } = token;
  switch (token.type) {
    case 'variable':
      return parseVariable(cursor);
    case 'string':
      cursor.next();
      return { kind: 'date', text: token.value, span };
    case 'number':
      return parseNumeric(cursor);
    case 'word': {
      if (cursor.takeWord('NOW')) {
        if (cursor.takeSymbol('(')) {
          cursor.expectSymbol(')');
        }
        return { kind: 'now', span: cursor.spanFrom(span) };
      }
      return parseCalendarWord(cursor);
    }
    default:
  }
  throw unexpectedTime(cursor);
}

function unexpectedTime(cursor: Cursor) {
  return cursor.unexpected(
    "a time such as '2 hours ago', 'today', 'this week', a date in quotes or epoch milliseconds",
  );
}

/** `3 hours ago`, an epoch, or a bare date. */
function parseNumeric(cursor: Cursor): TimePoint {
  const { span, value } = cursor.peek();
  BARE_DATE.lastIndex = span.start;
  const date = BARE_DATE.exec(cursor.text);
  if (date) {
    cursor.skipTo(BARE_DATE.lastIndex);
    return { kind: 'date', text: date[0], span: cursor.spanFrom(span) };
  }
  cursor.next();
  const after = cursor.peek();
  const unit = after.type === 'word' ? timeUnitOf(after.value) : undefined;
  if (!unit) {
    return { kind: 'epoch', value: Number(value), span };
  }
  cursor.next();
  const future = cursor.takeWord('FROM', 'NOW');
  if (!future && !cursor.takeWord('AGO')) {
    throw cursor.unexpected('AGO');
  }
  return {
    kind: 'ago',
    amount: Number(value),
    unit,
    direction: future ? 'future' : 'past',
    span: cursor.spanFrom(span),
  };
}

/** `today`, `monday at '09:00'`, `this week`, `last month`. */
function parseCalendarWord(cursor: Cursor): TimePoint {
  const { span, value } = cursor.peek();
  const word = value.toLowerCase();
  if (word === 'this' || word === 'last' || word === 'next') {
    cursor.next();
    const unitWord = cursor.peek().value;
    const unit = timeUnitOf(unitWord) ?? weekdayOf(unitWord);
    if (!unit) {
      throw cursor.unexpected('a unit of time');
    }
    cursor.next();
    return { kind: 'period', which: word, unit, span: cursor.spanFrom(span) };
  }
  const day =
    word === 'today' || word === 'yesterday' || word === 'tomorrow'
      ? word
      : weekdayOf(word);
  if (!day) {
    throw unexpectedTime(cursor);
  }
  cursor.next();
  const atSeconds = cursor.takeWord('AT') ? parseTimeOfDay(cursor) : undefined;
  return { kind: 'day', day, atSeconds, span: cursor.spanFrom(span) };
}

/** Seconds after midnight of `'hh:mm'` or `'hh:mm:ss'`. */
function parseTimeOfDay(cursor: Cursor): number {
  const token = cursor.peek();
  const match =
    token.type === 'string' &&
    /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(token.value.trim());
  if (!match) {
    throw cursor.unexpected("a time of day such as '17:30'");
  }
  cursor.next();
  const [hours, minutes, seconds] = match
    .slice(1)
    .map(part => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + seconds;
}

/** `5 minutes`, bare milliseconds, `AUTO`, `MAX` or a variable; undefined when none comes next. */
export function parseBucketWidth(cursor: Cursor): BucketWidth | undefined {
  const token = cursor.peek();
  const { span } = token;
  if (token.type === 'variable') {
    return parseVariable(cursor);
  }
  for (const kind of ['auto', 'max'] as const) {
    if (cursor.takeWord(kind.toUpperCase())) {
      return { kind, span };
    }
  }
  if (token.type !== 'number') {
    return undefined;
  }
  cursor.next();
  const amount = Number(token.value);
  const unit = timeUnitOf(cursor.peek().value);
  if (!unit) {
    return { kind: 'duration', amount, unit: 'millisecond', span };
  }
  cursor.next();
  return { kind: 'duration', amount, unit, span: cursor.spanFrom(span) };
}
