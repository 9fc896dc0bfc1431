import { GraphQLFieldResolver } from 'graphql';
import { RequestContext } from '../context';

/** A resolver with the source and the arguments that its field has in the schema. */
export type Resolver<
  Source = unknown,
  Args = Record<string, never>,
> = GraphQLFieldResolver<Source, RequestContext, Args>;

/** By type and field. Each resolver knows its own source and arguments: no caller can. */
export type ResolverMap = Record<
  string,
  Record<string, Resolver<never, never>>
>;
