import { nrql, type NrqlFragment } from '@rocket/nrql';
import type { NewRelicService } from '@rocket/plugin-newrelic-node';
import type { z } from 'zod';
import { largestAnswer } from './Collector';

/** What guids are made of: base64, of either alphabet. The dash is last, where a set needs no escape for it. */
const alphabet =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-';

/** Guids that end in `suffix`, with one of `characters` (or none of them) before it. */
interface Part {
  suffix: string;
  characters: string;
  negated?: boolean;
}

/**
 * All groups of a question that has one group an entity. One query answers for
 * 5,000 entities; where there are more, the question is asked again in parts
 * that no two entities share, by the last characters of their guids.
 *
 * @throws NewRelicError when any part is not answered
 */
export async function askByGuid<R>(options: {
  newRelic: NewRelicService;
  accountId: number;
  /** The attribute with the guid, by which the query has its FACET. */
  attribute: string;
  /** One entity; all when left out. */
  guid?: string;
  /** Builds the query with a condition for its WHERE clause. */
  query: (condition: NrqlFragment) => string;
  row: z.ZodType<R>;
  timeoutSeconds?: number;
  signal?: AbortSignal;
}): Promise<R[]> {
  const { newRelic, accountId, attribute, guid, query, row, signal } = options;
  const name = nrql.attribute(attribute);

  async function ask(parts: Array<Part | undefined>): Promise<R[]> {
    const answers = await newRelic.nrqlAll(
      Object.fromEntries(
        parts.map((part, index) => [
          index,
          {
            query: query(nrql.raw(conditionOf(part))),
            row,
            accountId,
            timeoutSeconds: options.timeoutSeconds,
          },
        ]),
      ),
      { signal },
    );
    const rows: R[] = [];
    const tooFull: Part[] = [];
    for (const [index, part] of parts.entries()) {
      const answer = answers[index];
      if (answer.status === 'failed') {
        throw answer.error;
      }
      if (answer.rows.length >= largestAnswer) {
        tooFull.push(...divide(part));
      } else {
        // All queries of the batch have the same row schema.
        rows.push(...(answer.rows as R[]));
      }
    }
    return tooFull.length > 0 ? [...rows, ...(await ask(tooFull))] : rows;
  }

  function conditionOf(part: Part | undefined): string {
    if (guid !== undefined) {
      return nrql`${name} = ${guid}`;
    }
    if (!part) {
      return nrql`${name} IS NOT NULL`;
    }
    const { suffix, characters, negated } = part;
    // Sets of one character, so that no character needs an escape.
    const end = [...suffix].map(character => `[${character}]`).join('');
    const pattern = `.*[${negated ? '^' : ''}${characters}]${end}`;
    return nrql`${name} RLIKE ${pattern}`;
  }

  return ask([undefined]);
}

/** Halves a part; a part of one character is divided by the one before it. */
function divide(part: Part | undefined): Part[] {
  if (!part || part.negated || part.characters.length === 1) {
    const suffix = part && !part.negated ? part.characters + part.suffix : '';
    return [
      ...halves({ suffix, characters: alphabet }),
      // Nothing gets lost, whatever guids are made of one day.
      { suffix, characters: alphabet, negated: true },
    ];
  }
  return halves(part);
}

function halves({ suffix, characters }: Part): Part[] {
  const middle = Math.ceil(characters.length / 2);
  return [
    { suffix, characters: characters.slice(0, middle) },
    { suffix, characters: characters.slice(middle) },
  ];
}
