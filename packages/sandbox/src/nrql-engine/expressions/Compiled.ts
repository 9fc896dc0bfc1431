/** What a row or a result can hold, as JSON has it. */
export type Value =
  string | number | boolean | null | Value[] | { [key: string]: Value };

/** Few distinct values in many places; code -1 is null. */
export interface Encoded {
  codes: ArrayLike<number>;
  values: readonly Value[];
}

/**
 * An expression, ready to be asked for the value at an index: of a row, or of a
 * slot of aggregates. It is asked millions of times, so it answers in the type
 * that is wanted without boxing.
 */
export interface Compiled {
  value(index: number): Value;
  /** NaN for what is not a number. */
  number(index: number): number;
  /** Whether the value is `true`; null is not. */
  truth(index: number): boolean;
  /** Whether the value is not null. */
  present(index: number): boolean;
  encoded?: Encoded;
  /** The same at every index. */
  constant?: boolean;
}

export function constant(value: Value): Compiled {
  const number = typeof value === 'number' ? value : NaN;
  return {
    value: () => value,
    number: () => number,
    truth: () => value === true,
    present: () => value !== null,
    constant: true,
  };
}

/** From numbers of which NaN is null. */
export function fromNumbers(number: (index: number) => number): Compiled {
  return {
    value: index => {
      const found = number(index);
      return Number.isNaN(found) ? null : found;
    },
    number,
    truth: () => false,
    present: index => !Number.isNaN(number(index)),
  };
}

export function fromTruth(truth: (index: number) => boolean): Compiled {
  return {
    value: truth,
    number: () => NaN,
    truth,
    present: () => true,
  };
}

export function fromValues(value: (index: number) => Value): Compiled {
  return {
    value,
    number: index => {
      const found = value(index);
      return typeof found === 'number' ? found : NaN;
    },
    truth: index => value(index) === true,
    present: index => value(index) !== null,
  };
}

export function fromEncoded(encoded: Encoded): Compiled {
  const { codes, values } = encoded;
  const numbers = Float64Array.from(values, value =>
    typeof value === 'number' ? value : NaN,
  );
  return {
    value: index => (codes[index] < 0 ? null : values[codes[index]]),
    number: index => (codes[index] < 0 ? NaN : numbers[codes[index]]),
    truth: index => codes[index] >= 0 && values[codes[index]] === true,
    present: index => codes[index] >= 0 && values[codes[index]] !== null,
    encoded,
  };
}

/** Applies a function; once for each distinct value where those are known. */
export function mapValues(
  source: Compiled,
  map: (value: Value) => Value,
): Compiled {
  if (source.constant) {
    return constant(map(source.value(0)));
  }
  const { encoded } = source;
  if (!encoded) {
    return fromValues(index => map(source.value(index)));
  }
  const { codes } = encoded;
  const values = encoded.values.map(map);
  const ofNull = map(null);
  return ofNull === null
    ? fromEncoded({ codes, values })
    : fromValues(index => (codes[index] < 0 ? ofNull : values[codes[index]]));
}

/** Asks a question of a value; once for each distinct value where those are known. */
export function testValues(
  source: Compiled,
  test: (value: Value) => boolean,
): Compiled {
  if (source.constant) {
    return constant(test(source.value(0)));
  }
  const { encoded } = source;
  if (!encoded) {
    return fromTruth(index => test(source.value(index)));
  }
  const { codes } = encoded;
  // One place more, for the code -1 of null.
  const answers = Uint8Array.from([null, ...encoded.values], value =>
    test(value) ? 1 : 0,
  );
  return fromTruth(index => answers[codes[index] + 1] === 1);
}
