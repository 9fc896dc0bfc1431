import type { RetryPolicy } from 'cockatiel';
import type { z } from 'zod';
import type { AccountConnection } from '../accounts/AccountConnection';
import { NewRelicError } from '../NewRelicError';
import type { NerdGraphQuestion } from '../NewRelicService';
import { fromGraphQlError, TransientNewRelicError } from './errors';
import { readOperation } from './operation';
import { describeShape } from './response';
import { untilAborted } from './untilAborted';

/** As {@link Input}, but every part of it may be null, as GraphQL has it. */
export type Nullable<Input> = Input extends object
  ? { [Key in keyof Input]: Nullable<Input[Key]> | null | undefined }
  : Input;

/** A schema, when it reads no more than `Data` has; does not compile otherwise. */
export function readingFrom<Data>() {
  return <Schema extends z.ZodType>(
    schema: Data extends Nullable<z.input<Schema>> ? Schema : never,
  ): Schema => schema;
}

export interface AskOptions {
  connection: AccountConnection;
  retry: RetryPolicy;
  /** In errors; the account of the connection need not be what it is about. */
  accountId?: number;
  /** What is asked for, in errors; the operation's name when left out. */
  subject?: string;
}

/**
 * Asks NerdGraph for a whole answer: with an error in it, it is an error.
 *
 * @throws NewRelicError, or the signal's reason when aborted
 */
export function ask<Data extends Nullable<Input>, Variables, Answer, Input>(
  question: NerdGraphQuestion<Data, Variables, Answer, Input>,
  options: AskOptions,
): Promise<Answer> {
  return send(question, options, error => error);
}

/**
 * Has something changed. What may have been carried out although no good
 * answer came is not repeated, unless it may be: only a refusal for the rate
 * proves that nothing happened.
 *
 * @param options - `idempotent`: to do it twice is as good as once
 * @throws NewRelicError, or the signal's reason when aborted
 */
export function change<Data extends Nullable<Input>, Variables, Answer, Input>(
  question: NerdGraphQuestion<Data, Variables, Answer, Input>,
  options: AskOptions & { idempotent: boolean },
): Promise<Answer> {
  return send(question, options, error =>
    !(error instanceof TransientNewRelicError) || error.kind === 'rate-limited'
      ? error
      : unsettled(error, options.idempotent),
  );
}

async function send<Data extends Nullable<Input>, Variables, Answer, Input>(
  question: NerdGraphQuestion<Data, Variables, Answer, Input>,
  options: AskOptions,
  failure: (error: unknown) => unknown,
): Promise<Answer> {
  const { document, variables, signal, timeoutSeconds = 30 } = question;
  const { connection, retry, accountId } = options;
  const operation = readOperation(document);
  const answer = retry.execute(async ({ attempt }) => {
    if (attempt > 0) {
      connection.countRetry(operation.name);
    }
    try {
      const { data, errors } = await connection.send({
        operation: operation.name,
        document: operation.document,
        variables,
        timeoutMillis: timeoutSeconds * 1000,
        signal,
      });
      if (errors[0]) {
        const error = fromGraphQlError(errors[0], { accountId });
        connection.reportFailure(error);
        throw error;
      }
      return parseData(data, question.answer, {
        subject: options.subject ?? operation.name,
        accountId,
      });
    } catch (error) {
      throw failure(error);
    }
  }, signal);
  // A pause before a repetition does not end by itself when it is aborted.
  return untilAborted(answer, signal);
}

/** Of a change that may or may not have been made. */
function unsettled(
  error: TransientNewRelicError,
  idempotent: boolean,
): NewRelicError {
  if (idempotent) {
    return error;
  }
  return new NewRelicError(
    `${error.message}; it is not known whether the change was made`,
    { kind: error.kind, accountId: error.accountId, cause: error },
  );
}

function parseData<Answer>(
  data: unknown,
  answer: z.ZodType<Answer>,
  context: { subject: string; accountId?: number },
): Answer {
  const parsed = answer.safeParse(data);
  if (parsed.success) {
    return parsed.data;
  }
  const { subject, accountId } = context;
  const [issue] = parsed.error.issues;
  throw new NewRelicError(
    `New Relic's answer to ${subject} has an unexpected shape at ${issue?.path.join(
      '.',
    )}: ${issue?.message} in ${describeShape(data, 6)}`,
    { kind: 'unexpected-shape', accountId },
  );
}
