import fc from 'fast-check';
import {
  Argument,
  Binding,
  BucketWidth,
  Expression,
  FacetItem,
  Join,
  NrqlQueryNode,
  OrderItem,
  SelectItem,
  Source,
  SourceSpan,
  TimePoint,
  TimeUnit,
  Weekday,
} from '../ast';
import { isReserved } from '../keywords';

const span: SourceSpan = { start: 0, end: 0, line: 1, position: 1 };

const unit = fc.constantFrom<TimeUnit>(
  'millisecond',
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
);
const weekday = fc.constantFrom<Weekday>('monday', 'wednesday', 'sunday');

/** Texts that have broken quoting before: quotes, escapes, comments, keywords. */
export const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '`',
        '\\',
        '\n',
        '--',
        '//',
        '/*',
        '{{',
        '}}',
        ' OR 1=1 ',
        'r',
        'n',
        ')',
        ',',
        'SELECT',
        '%',
      ),
    )
    .map(parts => parts.join('')),
);

const name = fc.oneof(
  fc.constantFrom(
    'duration',
    'http.statusCode',
    'select',
    'minutes',
    'max',
    'r',
    'aws:region',
    'aws.lambda.%',
    'a b',
    'today',
    'ação',
    '1st',
  ),
  text,
);
const word = fc
  .stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/)
  .filter(
    candidate => !isReserved(candidate) && candidate.toLowerCase() !== 'cases',
  );
const amount = fc.oneof(
  fc.nat(),
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });
const node = <const Kind extends string, Fields extends object>(
  kind: Kind,
  fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> },
) => fc.record(fields).map(made => ({ kind, span, ...made }));

const variable = node('variable', {
  name: fc.constantFrom('cluster', 'my var', 'a.b'),
});
const stringLiteral = node('string', { value: text });
const numberLiteral = node('number', { value: amount });
const countLiteral = node('number', { value: fc.nat() });
const duration = node('duration', { amount, unit });
const attribute = node('attribute', { name });
const star = node('star', {});

const width: fc.Arbitrary<BucketWidth> = fc.oneof(
  node('auto', {}),
  node('max', {}),
  duration,
  variable,
);
const time: fc.Arbitrary<TimePoint> = fc.oneof(
  node('now', {}),
  node('ago', {
    amount,
    unit,
    direction: fc.constantFrom<'past' | 'future'>('past', 'future'),
  }),
  node('epoch', { value: amount }),
  node('date', { text }),
  node('day', {
    day: fc.oneof(
      fc.constantFrom<'today' | 'yesterday' | 'tomorrow'>(
        'today',
        'yesterday',
        'tomorrow',
      ),
      weekday,
    ),
    atSeconds: optional(fc.nat(24 * 3600 - 1)),
  }),
  node('period', {
    which: fc.constantFrom<'this' | 'last' | 'next'>('this', 'last', 'next'),
    unit: fc.oneof(unit, weekday),
  }),
  variable,
);

interface Tree {
  expression: Expression;
  query: NrqlQueryNode;
}

const trees = fc.letrec<Tree>(tie => {
  const expression = tie('expression') as fc.Arbitrary<Expression>;
  const few = { maxLength: 3 };
  const some = { minLength: 1, maxLength: 3 };
  // Small, since every clause of it may hold another one.
  const subquery = node('subquery', {
    query: node('query', {
      select: fc.tuple<SelectItem[]>(
        node('selectItem', { expression, alias: optional(text) }),
      ),
      from: fc.tuple<Source[]>(node('eventType', { name })),
      joins: fc.constant<Join[]>([]),
      bindings: fc.constant<Binding[]>([]),
      orderBy: fc.constant<OrderItem[]>([]),
      where: optional(expression),
      extrapolate: fc.boolean(),
    }),
  });
  const where = node('where', {
    condition: expression,
    alias: optional(text),
  });
  const argument: fc.Arbitrary<Argument> = fc.oneof(
    expression,
    star,
    where,
    node('labelled', { label: word, value: expression }),
    node('aliased', { value: expression, alias: text }),
  );
  const call = fc.oneof(
    node('call', { name: word, arguments: fc.array(argument, few) }),
    node('call', {
      name: fc.constantFrom('cases', 'CASES'),
      arguments: fc.array<Argument>(where, some),
    }),
    node('call', {
      name: fc.constant('capture'),
      arguments: fc.tuple<Argument[]>(attribute, stringLiteral),
    }),
  );
  const leaf: fc.Arbitrary<Expression> = fc.oneof(
    stringLiteral,
    numberLiteral,
    node('boolean', { value: fc.boolean() }),
    node('null', {}),
    duration,
    attribute,
    variable,
    node('list', { items: fc.array(attribute, some) }),
  );
  const binary = { left: expression, right: expression };
  const orderItem: fc.Arbitrary<OrderItem> = node('orderItem', {
    expression,
    direction: optional(fc.constantFrom<'asc' | 'desc'>('asc', 'desc')),
  });
  const facetItem: fc.Arbitrary<FacetItem> = node('facetItem', {
    expression,
    otherwise: optional(expression),
    alias: optional(text),
  });
  const selectItem: fc.Arbitrary<SelectItem> = node('selectItem', {
    expression: fc.oneof(expression, star),
    alias: optional(text),
  });
  const lookup = node('call', {
    name: fc.constant('lookup'),
    arguments: fc.tuple<Argument[]>(attribute),
  });
  const source: fc.Arbitrary<Source> = fc.oneof(
    node('eventType', { name }),
    subquery,
    lookup,
    variable,
  );
  return {
    expression: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      call,
      node('index', { base: expression, key: expression }),
      node('negation', { operand: expression }),
      node('not', { operand: expression }),
      node('arithmetic', {
        operator: fc.constantFrom('+', '-', '*', '/', '%'),
        ...binary,
      }),
      node('comparison', {
        operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
        ...binary,
      }),
      node('logical', { operator: fc.constantFrom('AND', 'OR'), ...binary }),
      node('like', {
        operator: fc.constantFrom('LIKE', 'RLIKE'),
        negated: fc.boolean(),
        operand: expression,
        pattern: fc.oneof(stringLiteral, expression),
      }),
      node('in', {
        negated: fc.boolean(),
        operand: expression,
        values: fc.oneof(
          fc.array<Expression>(leaf, some),
          fc.tuple<Expression[]>(subquery),
        ),
      }),
      node('is', {
        negated: fc.boolean(),
        operand: expression,
        test: fc.constantFrom('null', 'true', 'false'),
      }),
      subquery,
    ) as fc.Arbitrary<Expression>,
    query: node('query', {
      select: fc.array(selectItem, some),
      from: fc.array(source, some),
      joins: fc.array(
        node('join', {
          type: fc.constantFrom<'inner' | 'left'>('inner', 'left'),
          source: fc.oneof(subquery, lookup),
          left: expression,
          right: optional(expression),
        }),
        { maxLength: 1 },
      ),
      bindings: fc.array(
        node('binding', { expression, names: fc.array(name, some) }),
        few,
      ),
      where: optional(expression),
      facet: optional(
        node('facet', {
          items: fc.array(facetItem, some),
          orderBy: fc.array(orderItem, few),
        }),
      ),
      orderBy: fc.array(orderItem, few),
      limit: optional(fc.oneof(node('max', {}), countLiteral, variable)),
      offset: optional(fc.oneof(countLiteral, variable)),
      since: optional(time),
      until: optional(time),
      timezone: optional(fc.oneof(stringLiteral, variable)),
      compareWith: optional(time),
      timeseries: optional(width),
      slideBy: optional(width),
      extrapolate: fc.boolean(),
      metricFormat: optional(stringLiteral),
    }),
  };
});

/** Any query that the tree can hold. */
export const query = trees.query;
/** Any expression, as it may stand in WHERE. */
export const expression = trees.expression;
