import { invalidParameters } from '../errors';
import { Parameter, Product } from '../estate/types';

/** Values of a template's parameters, by key. */
export type ParameterValues = ReadonlyMap<string, string>;

/** Refuses at once what does not fit the template; `complete` asks for all that has no default. */
export function checkKeys(
  { parameters }: Product,
  values: ParameterValues,
  { complete }: { complete: boolean },
): void {
  const known = new Map(
    parameters.map(parameter => [parameter.key, parameter]),
  );
  const unknown = [...values.keys()].filter(key => !known.has(key));
  if (unknown.length) {
    throw invalidParameters(
      `Parameters: [${unknown.join(', ')}] do not exist in the template`,
    );
  }
  const missing = [...known.values()].filter(
    ({ key, defaultValue }) => !values.has(key) && defaultValue === undefined,
  );
  if (complete && missing.length) {
    throw invalidParameters(
      `Parameters: [${missing.map(({ key }) => key).join(', ')}] must have values`,
    );
  }
}

/** Why CloudFormation will fail with these values, which Service Catalog accepts unseen. */
export function findFailure(
  { parameters }: Product,
  values: ParameterValues,
): string | undefined {
  const wrong = parameters.find(parameter => {
    const value = values.get(parameter.key);
    return value !== undefined && !satisfies(value, parameter);
  });
  return (
    wrong &&
    `Parameter ${wrong.key} failed to satisfy its constraint: ${wrong.description}`
  );
}

function satisfies(value: string, parameter: Parameter): boolean {
  const number = Number(value);
  return (
    (parameter.allowedValues?.includes(value) ?? true) &&
    (parameter.allowedPattern === undefined ||
      new RegExp(`^(?:${parameter.allowedPattern})$`).test(value)) &&
    value.length <= Number(parameter.maxLength ?? Infinity) &&
    (parameter.type !== 'Number' ||
      (value.trim() !== '' &&
        number >= Number(parameter.minValue ?? -Infinity) &&
        number <= Number(parameter.maxValue ?? Infinity)))
  );
}
