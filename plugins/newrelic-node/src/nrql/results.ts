/**
 * The shapes in which New Relic answers NRQL, as schemas for all rows of an
 * answer. Which one it is follows from the clauses of the query:
 *
 * | clauses               | schema                    | `kind`             |
 * | --------------------- | ------------------------- | ------------------ |
 * | neither of the below  | {@link single}            | `single`           |
 * | `FACET a`             | {@link facet}             | `facet`            |
 * | `FACET a, b`          | {@link facets}            | `facet`            |
 * | `TIMESERIES`          | {@link timeseries}        | `timeseries`       |
 * | `FACET a TIMESERIES`  | {@link facetTimeseries}   | `facet-timeseries` |
 * | `SELECT a, b`         | {@link events}            | `events`           |
 * | and `COMPARE WITH`    | {@link compared} of these | `compared`         |
 *
 * Values are named by the aliases of the query, and each has a schema of its
 * own: `z.number()` for counts, and the helpers below.
 *
 * @packageDocumentation
 */
import { z } from 'zod';

/** One row of aggregates. */
export interface SingleResult<Values> {
  kind: 'single';
  values: Values;
}

/** A row a group; what groups there are, and in which order, is decided by the first item of SELECT. */
export interface FacetResult<Values, Name extends string | string[] = string> {
  kind: 'facet';
  groups: Array<{ facet: Name; values: Values }>;
}

/** Equal pieces of time, oldest first; `begin` and `end` in epoch milliseconds. */
export interface TimeseriesResult<Values> {
  kind: 'timeseries';
  buckets: Array<Bucket<Values>>;
}

export interface Bucket<Values> {
  begin: number;
  end: number;
  values: Values;
}

export interface FacetTimeseriesResult<Values> {
  kind: 'facet-timeseries';
  series: Array<{ facet: string; buckets: Array<Bucket<Values>> }>;
}

/** Events or their attributes, not aggregated. */
export interface EventsResult<Row> {
  kind: 'events';
  rows: Row[];
}

/** The same over two spans of time. */
export interface ComparedResult<Result> {
  kind: 'compared';
  current: Result;
  previous: Result;
}

type ValuesOf<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>>;

/** Numbers and booleans have groups too; their names are texts. */
const facetName = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String);

const timed = z.looseObject({
  beginTimeSeconds: z.number(),
  endTimeSeconds: z.number(),
});

/** A row without FACET and TIMESERIES; it is there even when nothing was found. */
export function single<Shape extends z.ZodRawShape>(
  values: Shape,
): z.ZodType<SingleResult<ValuesOf<Shape>>> {
  return z
    .tuple([z.object(values)])
    .transform(([row]) => ({ kind: 'single', values: row }));
}

/** Groups by one attribute. */
export function facet<Shape extends z.ZodRawShape>(
  values: Shape,
): z.ZodType<FacetResult<ValuesOf<Shape>>> {
  return groupsOf(facetName, values);
}

/** Groups by so many attributes. */
export function facets<Shape extends z.ZodRawShape>(
  attributes: number,
  values: Shape,
): z.ZodType<FacetResult<ValuesOf<Shape>, string[]>> {
  return groupsOf(z.array(facetName).length(attributes), values);
}

export function timeseries<Shape extends z.ZodRawShape>(
  values: Shape,
): z.ZodType<TimeseriesResult<ValuesOf<Shape>>> {
  const bucket = z.object({
    begin: z.number(),
    end: z.number(),
    values: valuesSchema(values),
  });
  return z
    .array(timed.transform(toBucket).pipe(bucket))
    .transform(buckets => ({ kind: 'timeseries', buckets }));
}

/** One series a group, of one attribute. */
export function facetTimeseries<Shape extends z.ZodRawShape>(
  values: Shape,
): z.ZodType<FacetTimeseriesResult<ValuesOf<Shape>>> {
  const bucket = z.object({
    facet: z.string(),
    begin: z.number(),
    end: z.number(),
    values: valuesSchema(values),
  });
  const row = timed
    .extend({ facet: facetName })
    .transform(cell => ({ facet: cell.facet, ...toBucket(cell) }))
    .pipe(bucket);
  return z.array(row).transform(rows => {
    const series = new Map<string, Array<Bucket<ValuesOf<Shape>>>>();
    for (const { facet: name, ...cell } of rows) {
      const buckets = series.get(name) ?? [];
      buckets.push(cell);
      series.set(name, buckets);
    }
    return {
      kind: 'facet-timeseries',
      series: [...series].map(([name, buckets]) => ({ facet: name, buckets })),
    };
  });
}

export function events<Row>(row: z.ZodType<Row>): z.ZodType<EventsResult<Row>> {
  return z.array(row).transform(rows => ({ kind: 'events', rows }));
}

/** With `COMPARE WITH`, each row says to which span it belongs. */
export function compared<Result>(
  result: z.ZodType<Result>,
): z.ZodType<ComparedResult<Result>> {
  return z
    .array(z.looseObject({ comparison: z.enum(['current', 'previous']) }))
    .transform((rows): ComparedResult<unknown> => ({
      kind: 'compared',
      current: rows.filter(({ comparison }) => comparison === 'current'),
      previous: rows.filter(({ comparison }) => comparison === 'previous'),
    }))
    .pipe(
      z.object({
        kind: z.literal('compared'),
        current: result,
        previous: result,
      }),
    );
}

/** An aggregate such as `average` or `latest`; of nothing it is undefined, which is not zero. */
export const aggregate = z
  .number()
  .nullish()
  .transform(value => value ?? undefined);

/** `percentile(x, 50, 95)`, by its percents; of nothing they are undefined. */
export function percentiles<Percent extends number>(
  ...percents: Percent[]
): z.ZodType<{ [P in Percent]?: number }> {
  const shape = Object.fromEntries(
    percents.map(percent => [String(percent), aggregate]),
  );
  return z
    .object(shape)
    .nullish()
    .transform(values => (values ?? {}) as { [P in Percent]?: number });
}

/** The score of `apdex(x, t: …)`, 0 to 1; of nothing it is undefined. */
export const apdex = z
  .object({ score: aggregate })
  .nullish()
  .transform(value => value?.score);

/** Values come out of a row as they are asked for, whatever else is in it. */
function valuesSchema<Shape extends z.ZodRawShape>(
  values: Shape,
): z.ZodType<ValuesOf<Shape>> {
  return z.object(values);
}

function toBucket(row: z.output<typeof timed>): Bucket<unknown> {
  return {
    begin: row.beginTimeSeconds * 1000,
    end: row.endTimeSeconds * 1000,
    values: row,
  };
}

function groupsOf<Name extends string | string[], Shape extends z.ZodRawShape>(
  name: z.ZodType<Name>,
  values: Shape,
): z.ZodType<FacetResult<ValuesOf<Shape>, Name>> {
  const row = z
    .looseObject({ facet: name })
    .transform((cells): { facet: Name; values: unknown } => ({
      facet: cells.facet,
      values: cells,
    }))
    .pipe(z.object({ facet: z.custom<Name>(), values: valuesSchema(values) }));
  return z.array(row).transform(groups => ({ kind: 'facet', groups }));
}
