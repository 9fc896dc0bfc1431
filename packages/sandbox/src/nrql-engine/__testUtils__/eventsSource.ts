import { EventSource, EventTable, ReadOptions } from '../source';

/** One event as it might be sent; `weight` is how many it stands for. */
export interface TestEvent {
  timestamp: number;
  weight?: number;
  [attribute: string]: string | number | boolean | null | undefined;
}

/** A source of plain events, which remembers how it was asked. */
export function eventsSource(events: { [eventType: string]: TestEvent[] }): {
  source: EventSource;
  reads: ReadOptions[];
} {
  const reads: ReadOptions[] = [];
  return {
    reads,
    source: {
      eventTypes: () => Object.keys(events),
      read(options) {
        reads.push(options);
        const rows = events[options.eventType];
        return rows && tableOf(rows);
      },
    },
  };
}

function tableOf(rows: TestEvent[]): EventTable {
  const names = new Set(rows.flatMap(row => Object.keys(row)));
  names.delete('timestamp');
  names.delete('weight');
  return {
    length: rows.length,
    timestamp: Float64Array.from(rows, row => row.timestamp),
    weight: Float64Array.from(rows, row => row.weight ?? 1),
    columns: new Map([...names].map(name => [name, columnOf(rows, name)])),
  };
}

function columnOf(rows: TestEvent[], name: string) {
  const values = rows.map(row => row[name] ?? undefined);
  const sample = values.find(value => value !== undefined);
  switch (typeof sample) {
    case 'number':
      return {
        type: 'number' as const,
        values: Float64Array.from(values, value => Number(value ?? NaN)),
      };
    case 'boolean':
      return {
        type: 'boolean' as const,
        values: Int8Array.from(values, value =>
          value === undefined ? -1 : Number(value),
        ),
      };
    default: {
      const dictionary = [
        ...new Set(values.filter(value => value !== undefined).map(String)),
      ];
      return {
        type: 'string' as const,
        codes: Int32Array.from(values, value =>
          value === undefined ? -1 : dictionary.indexOf(String(value)),
        ),
        dictionary,
      };
    }
  }
}
