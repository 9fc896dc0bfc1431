/** An answer of AWS that is an error: its code, and the status it is sent with. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}

/** A modelled error of Service Catalog: what was named does not exist here. */
export const notFound = (message: string) =>
  new AwsError('ResourceNotFoundException', message);

/** A modelled error of Service Catalog: well formed, and makes no sense. */
export const invalidParameters = (message: string) =>
  new AwsError('InvalidParametersException', message);
