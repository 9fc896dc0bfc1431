import { Column, EventTable, ReadOptions } from '../nrql-engine/source';

/** Writes one attribute of the row that was added last; a row that is not written to has no value. */
export interface ColumnWriter<T> {
  set(value: T): void;
}

const FIRST_CAPACITY = 256;

/**
 * Makes an `EventTable` row by row, with only the columns that the question
 * reads: a writer of any other attribute is undefined.
 */
export class TableBuilder {
  readonly #attributes: ReadOptions['attributes'];
  readonly #columns = new Map<string, GrowingColumn>();
  readonly #writers = new Map<
    string,
    { type: string; writer: ColumnWriter<never> }
  >();
  #length = 0;
  #capacity: number;
  #timestamp: Float64Array;
  #weight: Float64Array;

  constructor(
    attributes: ReadOptions['attributes'],
    /** About how many rows there will be. */
    capacity = FIRST_CAPACITY,
  ) {
    this.#attributes = attributes;
    this.#capacity = Math.max(1, capacity);
    this.#timestamp = new Float64Array(this.#capacity);
    this.#weight = new Float64Array(this.#capacity);
  }

  get length(): number {
    return this.#length;
  }

  wants(attribute: string): boolean {
    return this.#attributes === 'all' || this.#attributes.has(attribute);
  }

  /** Adds a row; the writers then write to it. */
  add(timestamp: number, weight: number): void {
    if (this.#length === this.#capacity) {
      this.#grow();
    }
    this.#timestamp[this.#length] = timestamp;
    this.#weight[this.#length] = weight;
    this.#length += 1;
  }

  text(attribute: string): ColumnWriter<string> | undefined {
    return this.#writer(attribute, 'string', () => {
      const codes = new Map<string, number>();
      const dictionary: string[] = [];
      const column = this.#register(attribute, {
        values: new Int32Array(this.#capacity).fill(-1),
        missing: -1,
        finish: values => ({
          type: 'string',
          codes: values as Int32Array,
          dictionary,
        }),
      });
      // Mostly a row has the text of the row before: then nothing is looked up.
      let lastText: string | undefined;
      let lastCode = -1;
      return {
        set: text => {
          if (text !== lastText) {
            lastText = text;
            lastCode = codes.get(text) ?? dictionary.push(text) - 1;
            codes.set(text, lastCode);
          }
          column.values[this.#length - 1] = lastCode;
        },
      };
    });
  }

  number(attribute: string): ColumnWriter<number> | undefined {
    return this.#writer(attribute, 'number', () => {
      const column = this.#register(attribute, {
        values: new Float64Array(this.#capacity).fill(NaN),
        missing: NaN,
        finish: values => ({ type: 'number', values: values as Float64Array }),
      });
      return {
        set: value => {
          column.values[this.#length - 1] = value;
        },
      };
    });
  }

  boolean(attribute: string): ColumnWriter<boolean> | undefined {
    return this.#writer(attribute, 'boolean', () => {
      const column = this.#register(attribute, {
        values: new Int8Array(this.#capacity).fill(-1),
        missing: -1,
        finish: values => ({ type: 'boolean', values: values as Int8Array }),
      });
      return {
        set: value => {
          column.values[this.#length - 1] = value ? 1 : 0;
        },
      };
    });
  }

  /** Adds events that are objects. An attribute has the type that it had first; absent values, and those of another type, are missing. */
  addRows(rows: Iterable<EventRow>): void {
    for (const row of rows) {
      this.add(row.timestamp, 1);
      for (const [name, value] of Object.entries(row)) {
        if (name !== 'timestamp') {
          this.#set(name, value);
        }
      }
    }
  }

  #set(name: string, value: EventRow[string]): void {
    switch (typeof value) {
      case 'string':
        this.text(name)?.set(value);
        break;
      case 'number':
        this.number(name)?.set(value);
        break;
      case 'boolean':
        this.boolean(name)?.set(value);
        break;
      default:
    }
  }

  /** The attribute's writer; undefined when nobody reads it, or it is of another type already. */
  #writer<T extends string | number | boolean>(
    attribute: string,
    type: 'string' | 'number' | 'boolean',
    create: () => ColumnWriter<T>,
  ): ColumnWriter<T> | undefined {
    if (!this.wants(attribute) || attribute === 'timestamp') {
      return undefined;
    }
    const known = this.#writers.get(attribute);
    if (known) {
      return known.type === type
        ? (known.writer as unknown as ColumnWriter<T>)
        : undefined;
    }
    const writer = create();
    this.#writers.set(attribute, { type, writer });
    return writer;
  }

  build(): EventTable {
    return {
      length: this.#length,
      timestamp: this.#timestamp,
      weight: this.#weight,
      columns: new Map(
        [...this.#columns].map(([name, column]) => [
          name,
          column.finish(column.values),
        ]),
      ),
    };
  }

  #register(attribute: string, column: GrowingColumn): GrowingColumn {
    this.#columns.set(attribute, column);
    return column;
  }

  #grow(): void {
    this.#capacity *= 2;
    this.#timestamp = enlarge(this.#timestamp, this.#capacity, 0);
    this.#weight = enlarge(this.#weight, this.#capacity, 0);
    for (const column of this.#columns.values()) {
      column.values = enlarge(column.values, this.#capacity, column.missing);
    }
  }
}

type Values = Float64Array | Int32Array | Int8Array;

interface GrowingColumn {
  values: Values;
  missing: number;
  finish(values: Values): Column;
}

function enlarge<T extends Values>(
  values: T,
  capacity: number,
  missing: number,
): T {
  const Constructor = values.constructor as new (length: number) => T;
  const larger = new Constructor(capacity);
  larger.set(values);
  if (missing !== 0) {
    larger.fill(missing, values.length);
  }
  return larger;
}

/** One event: flat, as events are in New Relic. */
export interface EventRow {
  timestamp: number;
  [attribute: string]: string | number | boolean | undefined;
}
