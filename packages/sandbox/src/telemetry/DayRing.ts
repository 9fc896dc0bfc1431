/** What was worked out of the last few days that were asked for: a day takes the place of one that many days before it. */
export class DayRing<T> {
  readonly #days: number[];
  readonly #values: T[] = [];

  constructor(size: number) {
    this.#days = new Array<number>(size).fill(NaN);
  }

  getOrCreate(day: number, create: (day: number) => T): T {
    const size = this.#days.length;
    const place = ((day % size) + size) % size;
    if (this.#days[place] !== day) {
      this.#values[place] = create(day);
      this.#days[place] = day;
    }
    return this.#values[place];
  }
}
