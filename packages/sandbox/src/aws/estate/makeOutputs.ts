import { awsId } from './identifiers';
import { Output, Product } from './types';

interface Place {
  name: string;
  region: string;
  accountId: string;
}

/** What the stack of a product puts out, under its name and in its place. */
export function makeOutputs(product: Product, place: Place): Output[] {
  return product.outputs.map(output => ({
    ...output,
    value: valueOf(output.key, place),
  }));
}

/** Addresses, and now and then a secret. */
function valueOf(key: string, { name, region, accountId }: Place): string {
  switch (key) {
    case 'Url':
      return `https://${name}.${region}.internal.cordillera.example`;
    case 'Endpoint':
      return `${name}.cluster-ro.${region}.rds.amazonaws.com:5432`;
    case 'MasterPassword':
      return awsId('secret', name, accountId);
    case 'LogGroup':
      return `/cordillera/${name}`;
    default:
      return `arn:aws:resource:${region}:${accountId}:${name}`;
  }
}
