import { Compiled, Value } from './expressions/Compiled';

/** Gives equal values equal codes, over all tables of a query. */
export class Interner {
  readonly values: Value[] = [];
  readonly #codes = new Map<Value, number>();

  /** The code of a value; -1 of null. */
  code(value: Value): number {
    if (value === null) {
      return -1;
    }
    const key =
      typeof value === 'object' ? `\u0000${JSON.stringify(value)}` : value;
    let code = this.#codes.get(key);
    if (code === undefined) {
      code = this.values.length;
      this.values.push(value);
      this.#codes.set(key, code);
    }
    return code;
  }

  /** The code at each index of an expression; looked up once for each distinct value where those are known. */
  encode(source: Compiled): (index: number) => number {
    const { encoded } = source;
    if (!encoded) {
      return index => this.code(source.value(index));
    }
    const { codes, values } = encoded;
    const UNKNOWN = -2;
    const translated = new Int32Array(values.length).fill(UNKNOWN);
    return index => {
      const local = codes[index];
      if (local < 0) {
        return -1;
      }
      if (translated[local] === UNKNOWN) {
        translated[local] = this.code(values[local]);
      }
      return translated[local];
    };
  }
}
